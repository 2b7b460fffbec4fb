// This program compiles, but stops in the middle. A panic
// says what happened, and in which line. Rust stops there,
// rather than use memory that does not belong to the list.

fn main() {
    let days = ["Monday", "Tuesday", "Wednesday"];

    let mut number = 0;
    while number <= days.len() {
        println!("Day {}: {}", number + 1, days[number]);
        number += 1;
    }
    println!("That was all.");
}

// How many days are there, and what is the last number?
//
// 1. Repair the condition after while.
// 2. Better: a for loop over the list itself cannot run too
//    far. enumerate() counts along.
