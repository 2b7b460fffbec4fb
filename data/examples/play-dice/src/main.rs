// Rust's own library has no random numbers. A formula can
// make numbers that look like it: the same start, the seed,
// always gives the same ones, which is good for tests.

struct Dice {
    state: u64,
}

impl Dice {
    fn new(seed: u64) -> Dice {
        Dice { state: seed }
    }

    /// From 1 to 6.
    fn roll(&mut self) -> usize {
        // Multiply and add; wrapping cuts off what gets too
        // large. The upper bits are the most mixed ones.
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % 6 + 1
    }
}

fn main() {
    let mut dice = Dice::new(2026);
    let first: Vec<usize> = (0..10).map(|_| dice.roll()).collect();
    println!("Ten rolls: {first:?}");

    // Two dice together: seven comes up most often.
    let rolls = 3000;
    let mut counts = [0; 13];
    for _ in 0..rolls {
        counts[dice.roll() + dice.roll()] += 1;
    }
    for (sum, count) in counts.iter().enumerate().skip(2) {
        println!("{sum:>2} {:<26} {count}", "#".repeat(count / 20));
    }
}

// Try: how many rolls does it take to see all six sides?
