// The files of a program are in its working directory. What
// it writes there is gone when it has ended.
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};

fn main() -> io::Result<()> {
    // The simplest way: the whole file as one text.
    let text = fs::read_to_string("garden.txt")?;
    println!("{} bytes", text.len());

    // Line by line, as for a file that is very large.
    let mut total = 0;
    let reader = BufReader::new(File::open("garden.txt")?);
    let mut report = BufWriter::new(File::create("report.txt")?);
    for line in reader.lines() {
        let line = line?;
        // A line looks like this: plant, number
        let Some((plant, number)) = line.split_once(", ") else {
            println!("Passing over: {line}");
            continue;
        };
        let number: u32 = number.parse().unwrap_or(0);
        total += number;
        writeln!(report, "{} {plant}", "*".repeat(number as usize))?;
    }
    writeln!(report, "{total} plants")?;
    report.flush()?; // now all of it is in the file

    print!("{}", fs::read_to_string("report.txt")?);

    // A file that is not there is an error, not a panic.
    match fs::read_to_string("forest.txt") {
        Ok(text) => println!("{text}"),
        Err(why) if why.kind() == io::ErrorKind::NotFound => {
            println!("There is no forest.txt.");
        }
        Err(why) => return Err(why),
    }

    // include_str! reads a file while compiling.
    let first = include_str!("../garden.txt").lines().next();
    println!("{first:?}");
    Ok(())
}

// Try: add a line to garden.txt.
