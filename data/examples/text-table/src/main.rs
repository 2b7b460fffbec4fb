// What stands after the colon in {} says how a value is
// written: how wide, on which side, with how many decimals.

fn main() {
    let goods = [("Bread", 2, 3.2), ("Apples", 12, 0.45)];

    // < left, > right, ^ in the middle, then the width.
    println!("{:<10}|{:^7}|{:>8}", "What", "Number", "Price");
    // A sign before that fills the space.
    println!("{:-<10}|{:-^7}|{:->8}", "", "", "");
    let mut total = 0.0;
    for (name, number, price) in goods {
        let sum = f64::from(number) * price;
        total += sum;
        // .2 means two digits after the point.
        println!("{name:<10}|{number:^7}|{sum:>8.2}");
    }
    println!("{:=>27.2}", total);

    // The width can be a value of the program too.
    for width in [4, 6, 8] {
        println!("[{:>width$}]", 42);
    }

    // Numbers in other forms.
    let number = 255;
    println!("{number:08} {number:x} {number:#b} {number:+}");

    // {:?} is for programmers, {:#?} the same on many lines.
    println!("{:?}", ("a tab:\t", 'x'));
    println!("{:#?}", Some([1, 2]));
}

// Try: add a column with the price of a single piece.
