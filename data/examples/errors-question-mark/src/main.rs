// The question mark takes the value out of an Ok. If it is
// an Err, the function ends there and returns the error.
use std::error::Error;

/// Reads "6:45" as minutes since midnight.
///
/// Box<dyn Error> can hold any kind of error, so different
/// things may go wrong in one function.
fn minutes(text: &str) -> Result<u32, Box<dyn Error>> {
    let (hours, minutes) = text.split_once(':').ok_or("there is no colon")?;
    let hours: u32 = hours.parse()?;
    let minutes: u32 = minutes.parse()?;
    if hours > 23 || minutes > 59 {
        return Err("there is no such time of day".into());
    }
    Ok(hours * 60 + minutes)
}

/// How long it is from one time to the other.
fn between(from: &str, to: &str) -> Result<u32, Box<dyn Error>> {
    let day = 24 * 60;
    Ok((minutes(to)? + day - minutes(from)?) % day)
}

fn main() -> Result<(), Box<dyn Error>> {
    for (from, to) in [
        ("6:45", "8:10"),
        ("23:30", "0:15"),
        ("noon", "8:10"),
        ("6:45", "8:ten"),
        ("6:45", "25:00"),
    ] {
        match between(from, to) {
            Ok(m) => println!("{from} to {to}: {m} minutes"),
            Err(why) => println!("{from} to {to}: {why}"),
        }
    }

    // main may return a Result too: an Err would end the
    // program with a message.
    println!("A day has {} minutes.", minutes("23:59")? + 1);
    Ok(())
}

// Try: use the question mark in the loop and see the end.
