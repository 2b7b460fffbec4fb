// This program does not compile. Run it, and read what the
// compiler says: it names the line where the value moved,
// and the line that needs it once more.

fn print_twice(text: String) {
    println!("{text}");
    println!("{text}");
}

fn main() {
    let poem = String::from("Slow is the snail.");
    print_twice(poem);
    println!("The poem has {} bytes.", poem.len());
}

// There are two ways to repair it.
//
// 1. Give the function a copy, with poem.clone().
// 2. Better: only lend the text. Then the function takes a
//    &str, and main gives it &poem.
