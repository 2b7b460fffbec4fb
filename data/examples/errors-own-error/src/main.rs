// A library names its errors, so that those who call it can
// tell them apart and decide what to do.
use std::fmt;
use std::num::ParseIntError;

#[derive(Debug)]
enum OrderError {
    NotANumber(ParseIntError),
    Nothing,
    TooMany { wanted: u32, in_stock: u32 },
}

// Display is what {} prints: a sentence for people.
impl fmt::Display for OrderError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            OrderError::NotANumber(why) => write!(f, "no number: {why}"),
            OrderError::Nothing => write!(f, "nothing was ordered"),
            OrderError::TooMany { wanted, in_stock } => {
                write!(f, "{wanted} wanted, only {in_stock} here")
            }
        }
    }
}

// Being an Error lets it go wherever errors can go.
impl std::error::Error for OrderError {}

// From lets the question mark turn one error into another.
impl From<ParseIntError> for OrderError {
    fn from(why: ParseIntError) -> OrderError {
        OrderError::NotANumber(why)
    }
}

fn order(text: &str, in_stock: u32) -> Result<u32, OrderError> {
    let wanted: u32 = text.parse()?;
    if wanted == 0 {
        return Err(OrderError::Nothing);
    }
    if wanted > in_stock {
        return Err(OrderError::TooMany { wanted, in_stock });
    }
    Ok(in_stock - wanted)
}

fn main() {
    let mut in_stock = 10;
    for text in ["4", "lots", "0", "7"] {
        match order(text, in_stock) {
            Ok(left) => {
                in_stock = left;
                println!("Thank you, {left} are left.");
            }
            // One case can be treated in its own way.
            Err(OrderError::TooMany { in_stock: rest, .. }) => {
                println!("Would {rest} be enough?");
            }
            Err(error) => println!("That did not work: {error}."),
        }
    }
}

// Try: add an error for orders on a Sunday.
