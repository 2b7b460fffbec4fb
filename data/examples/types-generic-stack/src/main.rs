// <T> stands for a type that is chosen later.
use std::fmt::Display;

/// What is put on last is taken off first.
struct Stack<T> {
    items: Vec<T>,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Stack { items: Vec::new() }
    }

    fn push(&mut self, item: T) {
        self.items.push(item);
    }

    fn pop(&mut self) -> Option<T> {
        self.items.pop()
    }
}

// These functions exist only for types that can be compared
// and printed.
impl<T: PartialOrd + Display> Stack<T> {
    fn largest(&self) -> Option<&T> {
        let mut best = self.items.first()?;
        for item in &self.items {
            if item > best {
                best = item;
            }
        }
        Some(best)
    }

    fn show(&self) -> String {
        let words: Vec<String> = self.items.iter().map(T::to_string).collect();
        words.join(", ")
    }
}

/// Works for any two types of which one can be turned into
/// the other.
fn push_all<T, U: Into<T>>(stack: &mut Stack<T>, items: Vec<U>) {
    for item in items {
        stack.push(item.into());
    }
}

fn main() {
    let mut numbers: Stack<f64> = Stack::new();
    push_all(&mut numbers, vec![3.5, 9.25, 1.0]);
    println!("{}, largest {:?}", numbers.show(), numbers.largest());

    let mut words: Stack<String> = Stack::new();
    push_all(&mut words, vec!["pear", "quince", "apple"]);
    println!("{}, largest {:?}", words.show(), words.largest());

    println!("{:?}", words.pop());
    println!("{:?}", words.pop());
    println!("left: {}", words.show());
}

// Try: a function len, and one that looks at the top
// without taking it off.
