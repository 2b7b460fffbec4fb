// A prime can be divided only by 1 and by itself.

/// All primes below `limit`: cross out all multiples of 2,
/// then of 3, then of 5 … What is left over is prime.
fn sieve(limit: usize) -> Vec<usize> {
    let mut crossed = vec![false; limit];
    let mut primes = Vec::new();
    for number in 2..limit {
        if crossed[number] {
            continue;
        }
        primes.push(number);
        for multiple in (number * number..limit).step_by(number) {
            crossed[multiple] = true;
        }
    }
    primes
}

/// The primes that make the number when multiplied.
fn factors(mut number: i64) -> Vec<i64> {
    let mut list = Vec::new();
    let mut divisor = 2;
    while divisor * divisor <= number {
        while number % divisor == 0 {
            list.push(divisor);
            number /= divisor;
        }
        divisor += 1;
    }
    if number > 1 {
        list.push(number);
    }
    list
}

fn main() {
    let primes = sieve(60);
    println!("{primes:?}");

    // Twins are two primes with one number between them.
    for pair in primes.windows(2) {
        if pair[1] - pair[0] == 2 {
            print!("{}-{} ", pair[0], pair[1]);
        }
    }
    println!();

    for number in [60, 97, 1001, 2026, 123_456_789] {
        println!("{number} = {:?}", factors(number));
    }
}

// Try: write 60 = 2 * 2 * 3 * 5 instead of a list.
