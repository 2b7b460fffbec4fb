// A reference must not live longer than what it points to.
// The compiler checks that. Where it cannot know what a
// result points to, a lifetime such as 'a says it.

/// The result comes from one of both texts, so it lives as
/// long as the shorter-lived of them.
fn longer<'a>(one: &'a str, two: &'a str) -> &'a str {
    if two.len() > one.len() { two } else { one }
}

/// With only one reference, the compiler knows by itself.
fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or("")
}

/// The result comes from text only, never from word.
fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.find(word)? + word.len();
    Some(text[start..].trim_start())
}

/// A struct that holds references needs a lifetime too: it
/// must not outlive the text that it looks at.
struct Sentences<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Sentences<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let end = self.rest.find('.')?;
        let sentence = &self.rest[..end];
        self.rest = self.rest[end + 1..].trim_start();
        Some(sentence)
    }
}

/// 'static lives as long as the program, as quotes do.
const GREETING: &str = "Good evening";

fn main() {
    let text = String::from("Rain fell. The street shone. Nobody came.");
    for sentence in (Sentences { rest: &text }) {
        println!("{sentence} ({})", first_word(sentence));
    }
    println!("{}", longer(GREETING, first_word(&text)));

    let found;
    {
        let word = String::from("street");
        found = after(&text, &word);
    } // word is gone, but found points into text.
    println!("{found:?}");
}

// Try: in after, write word: &'a str. What changes?
