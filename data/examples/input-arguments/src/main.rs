// A program can be given words when it starts: arguments.
// They stand in the options of Run.
use std::env;
use std::process::ExitCode;

#[derive(Default)]
struct Options {
    capitals: bool,
    times: usize,
    words: Vec<String>,
}

fn read_options(args: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        times: 1,
        ..Options::default() // the rest: false and empty
    };
    for arg in args {
        // Some options have a value after a =.
        match arg.split_once('=') {
            Some(("--times", number)) => {
                options.times = number
                    .parse()
                    .map_err(|_| format!("{number} is not a number of times"))?;
            }
            None if arg == "--capitals" => options.capitals = true,
            _ if arg.starts_with("--") => {
                return Err(format!("there is no option {arg}"));
            }
            _ => options.words.push(arg),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    // The first argument is the name of the program itself.
    let options = match read_options(env::args().skip(1)) {
        Ok(options) => options,
        Err(why) => {
            eprintln!("{why}");
            // A program that ends with 0 was successful.
            return ExitCode::from(2);
        }
    };
    let mut text = options.words.join(" ");
    if options.capitals {
        text = text.to_uppercase();
    }
    for _ in 0..options.times {
        println!("{text}");
    }
    ExitCode::SUCCESS
}

// Try: give it the option --whisper, and see how it ends.
