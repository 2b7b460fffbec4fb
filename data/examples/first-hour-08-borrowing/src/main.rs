// A reference lends a value: it stays with its owner.

// & lends for reading.
fn sum(numbers: &[i32]) -> i32 {
    let mut total = 0;
    for number in numbers {
        total += number;
    }
    total
}

// &mut lends for changing.
fn double_all(numbers: &mut [i32]) {
    for number in numbers {
        // The star means: the number behind the reference.
        *number *= 2;
    }
}

fn main() {
    // vec! makes a list that can grow.
    let mut numbers = vec![1, 2, 3];
    println!("The sum is {}.", sum(&numbers));
    double_all(&mut numbers);
    println!("Doubled: {numbers:?}");

    // Many may read at once, or one may change. Never both.
    let reader = &numbers;
    println!("There are {} numbers.", reader.len());
    let writer = &mut numbers;
    writer.push(8);
    println!("The sum is now {}.", sum(&numbers));
}

// Try: print reader at the end of main, while it has been
// changed in between. The compiler does not let you.
