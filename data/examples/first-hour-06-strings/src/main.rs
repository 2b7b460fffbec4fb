// Text has two types: a String can grow, a &str is a
// view of text that exists already.

fn main() {
    // Text in quotes is a &str.
    let planet = "Earth";

    // A String starts with some text and grows.
    let mut greeting = String::from("Hello");
    greeting.push_str(", ");
    greeting.push_str(planet);
    println!("{greeting}");

    // format! is like println!, but makes a String.
    let label = format!("[{}]", planet.to_uppercase());
    println!("{label}");

    // A part of a text: from place 0 to 5, without the 5.
    println!("{}", &greeting[0..5]);

    // Some characters need more than one byte.
    let word = "naïve";
    println!("{} bytes", word.len());
    println!("{} characters", word.chars().count());

    // Text can be searched, changed and split.
    println!("{}", greeting.contains("Earth"));
    println!("{}", greeting.replace("Earth", "Mars"));
    for colour in "red,green,blue".split(',') {
        println!("- {colour}");
    }
}

// Try: print each character of word on its own line.
