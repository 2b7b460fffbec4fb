// Calculating, and reading what somebody typed.

use std::io;

fn main() {
    // Whole numbers stay whole: the rest is cut off.
    println!("7 / 2 is {}.", 7 / 2);
    println!("The remainder is {}.", 7 % 2);

    // With a point, the part after it is kept.
    println!("7.0 / 2.0 is {}.", 7.0 / 2.0);

    // as turns one kind of number into another.
    let average = (3 + 4) as f64 / 2.0;
    println!("The average of 3 and 4 is {average}.");

    // read_line waits for one line and puts it into text.
    println!("How old are you?");
    let mut text = String::new();
    io::stdin().read_line(&mut text).expect("no input");

    // Text is not yet a number. parse tries to make one:
    // Ok if that worked, Err if not. You will meet match,
    // which tells them apart, again in lesson 10.
    match text.trim().parse::<i32>() {
        Ok(age) => println!("Next year: {}.", age + 1),
        Err(_) => println!("That is no whole number."),
    }
}

// Try: run it with another number, then with a word.
