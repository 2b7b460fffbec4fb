// This program does not compile. The compiler knows not only
// what is wrong but also how to repair it: take its advice.

fn add_names(list: &mut Vec<String>) {
    list.push("Ada".to_string());
    list.push("Ben".to_string());
}

fn main() {
    let guests = Vec::new();
    add_names(&mut guests);
    println!("{} guests: {guests:?}", guests.len());
}

// A variable stays as it is, unless it says mut. So whoever
// reads the program knows which ones can change.
