// A thread is a part of the program that runs beside the
// others, on a processor core of its own if there is one.
use std::sync::Mutex;
use std::thread;

fn is_prime(number: i32) -> bool {
    let mut divisors = (2..).take_while(|d| d * d <= number);
    number > 1 && divisors.all(|d| number % d != 0)
}

fn count_primes(from: i32, to: i32) -> usize {
    (from..to).filter(|n| is_prime(*n)).count()
}

fn main() {
    let parts = [(0, 2500), (2500, 5000), (5000, 7500), (7500, 10000)];

    // All threads of a scope have ended when the scope ends.
    // That is why they may borrow what is outside of it.
    let counts: Vec<usize> = thread::scope(|scope| {
        // First start them all, and only then wait.
        let threads: Vec<_> = parts
            .iter()
            .map(|(from, to)| scope.spawn(|| count_primes(*from, *to)))
            .collect();
        // join waits for a thread and gives its result.
        threads
            .into_iter()
            .map(|thread| thread.join().expect("a thread panicked"))
            .collect()
    });
    for ((from, to), count) in parts.iter().zip(&counts) {
        println!("from {from:4} to {to:5}: {count} primes");
    }
    println!("{} primes below 10000", counts.iter().sum::<usize>());

    // A Mutex lets only one thread at a time at its value.
    let total = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..1000 {
                    *total.lock().expect("a thread panicked") += 1;
                }
            });
        }
    });
    println!("{:?}", total.into_inner());
}

// Try: cut the work into eight parts.
