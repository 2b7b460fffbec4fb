// A pattern can describe the form of a list.

fn describe(list: &[i32]) -> String {
    match list {
        [] => "empty".to_string(),
        [one] => format!("only {one}"),
        [first, second] => format!("{first} and {second}"),
        // .. is any number of values.
        [first, .., last] if first == last => {
            format!("{first} at both ends")
        }
        // name @ .. gives them a name.
        [first, middle @ .., last] => {
            format!("{first}, then {}, then {last}", middle.len())
        }
    }
}

/// A list goes up when each pair of neighbours does.
fn goes_up(list: &[i32]) -> bool {
    match list {
        [a, b, ..] if a > b => false,
        [_, rest @ ..] => goes_up(rest),
        [] => true,
    }
}

/// Understands lines such as "add 3 4".
fn obey(line: &str) -> Option<i32> {
    let words: Vec<&str> = line.split(' ').collect();
    // let … else leaves the function when it does not fit.
    let [verb, numbers @ ..] = words.as_slice() else {
        return None;
    };
    let numbers: Vec<i32> = numbers.iter().flat_map(|n| n.parse()).collect();
    match (*verb, numbers.as_slice()) {
        ("add", [a, b]) => Some(a + b),
        ("negate", [a]) => Some(-a),
        // A value can be named and tested at once.
        ("digit", [d @ 0..=9]) => Some(*d),
        _ => None,
    }
}

fn main() {
    for list in [&[][..], &[7], &[1, 2], &[4, 9, 4], &[1, 2, 3, 5]] {
        println!("{list:?}: {}, up {}", describe(list), goes_up(list));
    }
    for line in ["add 3 4", "negate 8", "digit 7", "digit 70", "sing"] {
        println!("{line}: {:?}", obey(line));
    }
}

// Try: add the command "max", for any number of values.
