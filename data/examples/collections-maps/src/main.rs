// A map finds a value by its key, as a phone book does.
//
// BTreeMap keeps its keys in order. HashMap is a little
// faster and has no order; it is used in the same way.
use std::collections::BTreeMap;

fn main() {
    let mut capitals = BTreeMap::new();
    capitals.insert("Kenya", "Nairobi");
    capitals.insert("Chile", "Santiago");
    capitals.insert("Japan", "Tokyo");

    // get gives an Option: the key may not be there.
    println!("Chile: {:?}", capitals.get("Chile"));
    println!("Atlantis: {:?}", capitals.get("Atlantis"));

    for (country, capital) in &capitals {
        println!("{capital} is the capital of {country}.");
    }

    // entry finds the place of a key, and or_insert fills
    // it when it is empty. That is how to count things.
    let mut counts = BTreeMap::new();
    for letter in "mississippi".chars() {
        *counts.entry(letter).or_insert(0) += 1;
    }
    for (letter, count) in &counts {
        println!("{letter}: {}", "*".repeat(*count));
    }

    capitals.remove("Japan");
    println!("{} countries are left.", capitals.len());
}

// Try: find the letter that occurs most often.
