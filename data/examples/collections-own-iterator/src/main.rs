// Whatever has a function next can be used in a for loop
// and in chains of iterators.

/// The Fibonacci numbers: each is the sum of the two before.
struct Fibonacci {
    current: u64,
    following: u64,
}

impl Fibonacci {
    fn new() -> Fibonacci {
        Fibonacci {
            current: 0,
            following: 1,
        }
    }
}

impl Iterator for Fibonacci {
    type Item = u64;

    // Some(value) hands one out, None is the end. It comes
    // when checked_add finds that the sum gets too large.
    fn next(&mut self) -> Option<u64> {
        let result = self.current;
        let sum = self.current.checked_add(self.following)?;
        self.current = self.following;
        self.following = sum;
        Some(result)
    }
}

fn main() {
    let first: Vec<u64> = Fibonacci::new().take(10).collect();
    println!("{first:?}");

    let even_sum: u64 = Fibonacci::new()
        .take_while(|number| *number < 1000)
        .filter(|number| number % 2 == 0)
        .sum();
    println!("The even ones below 1000 add up to {even_sum}.");

    println!("It hands out {} numbers.", Fibonacci::new().count());
    println!("The last is {:?}.", Fibonacci::new().last());
}

// Try: write an iterator that counts down from a number.
