// Reads numbers, one on each line, until the input ends.
use std::io;

fn main() {
    let mut numbers: Vec<f64> = Vec::new();

    // lines gives one line after the other. Reading can
    // fail, so each of them is a Result.
    for line in io::stdin().lines() {
        let line = line.expect("the input cannot be read");
        let line = line.trim();
        if line.is_empty() {
            continue; // go on with the next line
        }
        match line.parse() {
            Ok(number) => numbers.push(number),
            // eprintln! writes to the error output, where it
            // does not get mixed up with the results.
            Err(_) => eprintln!("{line} is not a number"),
        }
    }

    if numbers.is_empty() {
        println!("There were no numbers.");
        return;
    }
    let sum: f64 = numbers.iter().sum();
    let largest = numbers.iter().copied().fold(f64::MIN, f64::max);
    let smallest = numbers.iter().copied().fold(f64::MAX, f64::min);
    println!("{} numbers", numbers.len());
    println!("from {smallest} to {largest}");
    println!("average {:.2}", sum / numbers.len() as f64);
}

// Try: print the middle one of the numbers in order.
