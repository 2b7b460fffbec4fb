// How often does each word occur in a text?
use std::collections::BTreeMap;

// A text in quotes may go over several lines. The backslash
// at the end of a line takes the line break away.
const TEXT: &str = "The wind blew over the hill. The old tree \
    on the hill bent in the wind, and the wind laughed.";

fn main() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for word in TEXT.split_whitespace() {
        // Full stops and commas do not belong to a word.
        let word = word
            .trim_matches(|c: char| !c.is_alphabetic())
            .to_lowercase();
        *counts.entry(word).or_insert(0) += 1;
    }

    // A list can be sorted by anything: here by the count,
    // the largest first, and then by the word.
    let mut list: Vec<(String, usize)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));

    for (word, count) in list.iter().take(5) {
        println!("{count} {word}");
    }
    println!("{} different words in all", list.len());
}

// Try: show only words with more than three letters.
