// An iterator hands out values one by one. Steps can be put
// one behind the other, and nothing is calculated before
// the last step asks for it.

fn main() {
    let words = ["tea", "elephant", "sun", "mountain", "ice"];

    // filter chooses, map changes, collect makes a list.
    // |word| … is a small function without a name.
    let long: Vec<String> = words
        .iter()
        .filter(|word| word.len() > 3)
        .map(|word| word.to_uppercase())
        .collect();
    println!("{long:?}");

    // sum, max and count end a chain with one value.
    let letters: usize = words.iter().map(|w| w.len()).sum();
    println!("{letters} letters in all");
    println!("longest: {:?}", words.iter().map(|w| w.len()).max());

    // enumerate counts along, skip and step_by leave out.
    for (number, word) in words.iter().enumerate().skip(3) {
        println!("word {number} is {word}");
    }

    // zip goes through two lists side by side.
    let prices = [2, 900, 0];
    for (word, price) in words.iter().zip(prices) {
        println!("{word} costs {price}");
    }

    // fold carries a value along from step to step.
    let digits = [4, 7, 1];
    let number = digits.iter().fold(0, |all, d| all * 10 + d);
    println!("the digits {digits:?} make {number}");

    // Are all of them short? Is any of them ice?
    println!("{}", words.iter().all(|word| word.len() < 5));
    println!("{}", words.contains(&"ice"));
}

// Try: make one String of the first letters of all words.
