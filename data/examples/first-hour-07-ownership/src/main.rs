// Every value has one owner. When the owner goes, the
// value goes too, and its memory is free again.

// This function becomes the owner of word.
fn count_letters(word: String) -> usize {
    word.len()
} // Here word ends, and the text with it.

fn main() {
    // first owns the text.
    let first = String::from("Ferris");

    // Now second owns it. It moved; first has it no more.
    let second = first;
    println!("{second} is here.");

    // clone makes another text, with an owner of its own.
    let third = second.clone();
    println!("{second} and {third} are here.");

    // A call with a String moves it into the function.
    let letters = count_letters(third);
    println!("The name has {letters} letters.");

    // Numbers are small: they are copied, never moved.
    let a = 5;
    let b = a;
    println!("{a} and {b} are both here.");
}

// Try: print first at the end of main. It has moved, so
// the compiler refuses. Read what it says.
