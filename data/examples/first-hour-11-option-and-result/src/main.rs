// Option: Some(value) or None. Maybe there is no price.
fn find_price(fruit: &str) -> Option<u32> {
    match fruit {
        "apple" => Some(30),
        "pear" => Some(45),
        _ => None,
    }
}

// Result: Ok(value), or Err(what went wrong).
fn read_count(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(count) if count > 0 => Ok(count),
        _ => Err(format!("{text} is not a count")),
    }
}

fn total(fruit: &str, text: &str) -> Result<u32, String> {
    // ? takes the value out, or returns the Err at once.
    let count = read_count(text)?;
    match find_price(fruit) {
        Some(cents) => Ok(count * cents),
        None => Err(format!("we have no {fruit}")),
    }
}

fn main() {
    println!("{:?}", total("apple", "3"));
    println!("{:?}", total("pear", "many"));
    println!("{:?}", total("fig", "1"));
    // if let looks only at the case that it names.
    if let Some(cents) = find_price("pear") {
        println!("One pear is {cents} cents.");
    }
}
// Try: buy "0" pears.
