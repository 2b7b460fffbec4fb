// A variable is a name for a value.

// A constant never changes. Its name is in capitals.
const DAYS_IN_A_WEEK: i32 = 7;

fn main() {
    // let makes a variable.
    let apples = 5;
    println!("I have {apples} apples.");

    // A variable keeps its value, unless you write mut.
    let mut score = 10;
    println!("The score is {score}.");
    score += 5;
    println!("Now the score is {score}.");

    // Every value has a type. Rust mostly finds it, but
    // you can write it down, after a colon.
    let price: f64 = 2.5; // a number with a point
    let is_open: bool = true; // true or false
    let letter: char = 'R'; // one character
    println!("{price} {is_open} {letter}");

    // A new variable may take over an old name.
    let apples = apples * DAYS_IN_A_WEEK;
    println!("In a week that is {apples} apples.");
}

// Try: remove the word mut and run. The compiler tells
// you which line does not fit any more, and why.
