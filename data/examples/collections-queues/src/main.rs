// A queue gives back first what came first. A set holds
// every value at most once.
use std::collections::{BTreeSet, VecDeque};

fn main() {
    let mut waiting = VecDeque::new();
    let mut seen = BTreeSet::new();

    for name in ["Ada", "Ben", "Ada", "Cleo", "Ben"] {
        // insert says whether the name is new to the set.
        if seen.insert(name) {
            waiting.push_back(name);
        } else {
            println!("{name} is waiting already.");
        }
    }

    // Someone may jump the queue: at the front, not the back.
    waiting.push_front("Dora");

    while let Some(name) = waiting.pop_front() {
        println!("Next, please: {name}");
    }

    // Sets can be compared with each other.
    let monday = BTreeSet::from(["Ada", "Ben"]);
    let friday = BTreeSet::from(["Ben", "Cleo"]);
    println!("On both days: {:?}", &monday & &friday);
    println!("On some day: {:?}", &monday | &friday);
    println!("Only on Monday: {:?}", &monday - &friday);
}

// Try: who came on exactly one of the two days? The sign
// for that is ^.
