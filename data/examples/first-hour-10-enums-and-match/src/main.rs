// An enum is one of several kinds. A kind can have values.
enum Command {
    Go { x: i32, y: i32 },
    Say(String),
    Stop,
}

// match takes the first line that fits. If a kind were
// forgotten, the compiler would say so.
fn describe(command: &Command) -> String {
    match command {
        Command::Go { x: 0, y: 0 } => "stay".to_string(),
        Command::Go { x, y } => format!("go {x}, {y}"),
        Command::Say(words) => format!("say {words}"),
        Command::Stop => "stop".to_string(),
    }
}

fn main() {
    let say = Command::Say("hello".to_string());
    let go = Command::Go { x: 3, y: 2 };
    let stay = Command::Go { x: 0, y: 0 };
    for command in [say, go, stay, Command::Stop] {
        println!("{}", describe(&command));
    }
    // match works on numbers too. _ stands for all others.
    for count in [0, 2, 7, 40] {
        match count {
            0 => println!("none"),
            1 | 2 => println!("one or two"),
            3..=9 => println!("from 3 to 9"),
            _ => println!("many"),
        }
    }
}
// Try: add the kind Wait, and run before you describe it.
