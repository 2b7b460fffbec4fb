// An old way to hide a message: shift every letter by some
// places in the alphabet. It is easy to break, so use it
// for games only.

/// Moves one letter; anything else stays as it is.
fn shift(letter: char, places: i32) -> char {
    let first = match letter {
        'a'..='z' => b'a',
        'A'..='Z' => b'A',
        _ => return letter,
    };
    // b'a' is the number of the letter a. The alphabet goes
    // round: after z comes a. rem_euclid keeps the result
    // from 0 to 25, also when places is below zero.
    let place = i32::from(letter as u8 - first) + places;
    char::from(first + place.rem_euclid(26) as u8)
}

fn hide(text: &str, places: i32) -> String {
    text.chars().map(|c| shift(c, places)).collect()
}

fn main() {
    let message = "Meet me at the old mill, 8 o'clock.";
    let secret = hide(message, 3);
    println!("{secret}");
    println!("{}", hide(&secret, -3));

    // There are only 25 keys, so all can be tried.
    let found = "Gdkkn, vnqkc.";
    for key in 1..=3 {
        println!("key {key}: {}", hide(found, key));
    }
}

// Try: shift the digits 0 to 9 as well.
