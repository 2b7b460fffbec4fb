// A function is a part of the program with a name.

// This one takes a whole number (an i32) and gives one
// back. The type of the result is after the arrow ->.
fn double(number: i32) -> i32 {
    // The last line, without a semicolon, is the result.
    number * 2
}

// This one takes two numbers with a point.
fn area(width: f64, height: f64) -> f64 {
    width * height
}

// This one has no arrow: it prints, and gives nothing back.
fn greet(name: &str) {
    println!("Hello, {name}.");
}

fn main() {
    greet("Ferris");
    greet("world");

    println!("Twice 21 is {}.", double(21));
    println!("The area is {}.", area(3.0, 2.5));

    // The result of a call can go into the next call.
    println!("Twice twice 10 is {}.", double(double(10)));
}

// Try: write a function triple, and call it in main.
