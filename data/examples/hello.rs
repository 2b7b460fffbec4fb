// A first program. Change a name, run it again, and see what happens.

fn greet(name: &str) -> String {
    format!("Hello, {name}. Welcome to Rust.")
}

fn main() {
    for name in ["Ferris", "world"] {
        println!("{}", greet(name));
    }
}
