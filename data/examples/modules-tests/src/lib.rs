//! Roman numerals. A library has src/lib.rs and no main:
//! other programs use it, and tests check it.

const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Writes a number from 1 to 3999.
///
/// Panics when the number is not one of those.
pub fn to_roman(mut number: u32) -> String {
    assert!((1..4000).contains(&number), "no numeral for {number}");
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// Reads a numeral, and refuses every unusual spelling.
pub fn from_roman(text: &str) -> Result<u32, String> {
    let mut number = 0;
    let mut rest = text;
    for (value, sign) in SIGNS {
        while let Some(shorter) = rest.strip_prefix(sign) {
            rest = shorter;
            number += value;
        }
    }
    let possible = rest.is_empty() && (1..4000).contains(&number);
    if possible && to_roman(number) == text {
        Ok(number)
    } else {
        Err(format!("{text} is not a Roman numeral"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // A table is quicker to read than ten tests. The text
    // at the end says which line failed.
    #[test]
    fn writes_what_history_wrote() {
        let cases = [(1, "I"), (4, "IV"), (1066, "MLXVI"), (3999, "MMMCMXCIX")];
        for (number, text) in cases {
            assert_eq!(to_roman(number), text, "writing {number}");
        }
    }

    // What was written can be read again, for all numbers.
    #[test]
    fn reads_its_own_writing() {
        for number in 1..4000 {
            assert_eq!(from_roman(&to_roman(number)), Ok(number));
        }
    }

    #[test]
    fn refuses_bad_spelling() {
        for text in ["", "IIII", "VX", "IM", "hello"] {
            assert!(from_roman(text).is_err(), "reading {text}");
        }
    }

    #[test]
    #[should_panic(expected = "no numeral for 0")]
    fn has_no_zero() {
        to_roman(0);
    }

    // A test may return a Result; an Err lets it fail.
    #[test]
    fn adds_years() -> Result<(), String> {
        let sum = from_roman("MCM")? + from_roman("LXXX")?;
        assert_eq!(to_roman(sum), "MCMLXXX");
        Ok(())
    }
}

// Try: take (4, "IV") out of the list. Which tests notice?
