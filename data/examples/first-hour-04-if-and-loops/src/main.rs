// A program can choose, and it can repeat.
fn main() {
    // if chooses what happens.
    let degrees = 17;
    if degrees < 10 {
        println!("Take a coat.");
    } else if degrees < 20 {
        println!("Take a jacket.");
    } else {
        println!("You need neither.");
    }

    // for counts: 1..4 is 1, 2 and 3, without the 4.
    for number in 1..4 {
        println!("{number} times 7 is {}.", number * 7);
    }

    // while repeats as long as something is true.
    let mut money = 10;
    while money >= 4 {
        money -= 4;
        println!("One ticket, {money} left.");
    }

    // loop repeats until break, which may carry a result.
    let mut power = 1;
    let found = loop {
        power *= 2;
        if power > 1000 {
            break power;
        }
    };
    println!("{found} is the first power over 1000.");
}

// Try: count from 1 to 10. 1..=10 includes the 10.
