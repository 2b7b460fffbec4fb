// A Rust program starts in the function called main.
// Run it: press Ctrl+Return.

fn main() {
    // println! writes one line. The text is in quotes.
    println!("Hello, world.");
    println!("This is my first program.");

    // Each {} in the text is a place for a value.
    println!("2 + 3 is {}.", 2 + 3);
    println!("{} comes before {}.", 9 + 8, 9 * 8);

    // Lines that begin with // are notes for people.
    // The computer passes them over.
}

// Try: change the text, add a line with your own name,
// and run the program again.
