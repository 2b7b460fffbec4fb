// A calculator: every line of input is an expression.
//
// sum     = product, then + or - and another product …
// product = factor, then * or / and another factor …
// factor  = a number, or - and a factor, or ( sum )
use std::io;
use std::iter::Peekable;
use std::str::Chars;

/// peek looks at the next character without taking it.
struct Parser<'a> {
    rest: Peekable<Chars<'a>>,
}

type Outcome = Result<f64, String>;

impl Parser<'_> {
    /// Takes the next character when it is one of `signs`.
    fn take(&mut self, signs: &str) -> Option<char> {
        while self.rest.next_if(|c| c.is_whitespace()).is_some() {}
        self.rest.next_if(|c| signs.contains(*c))
    }

    fn sum(&mut self) -> Outcome {
        let mut value = self.product()?;
        while let Some(sign) = self.take("+-") {
            let other = self.product()?;
            if sign == '+' {
                value += other;
            } else {
                value -= other;
            }
        }
        Ok(value)
    }

    fn product(&mut self) -> Outcome {
        let mut value = self.factor()?;
        while let Some(sign) = self.take("*/") {
            let other = self.factor()?;
            if sign == '*' {
                value *= other;
            } else if other == 0.0 {
                return Err("cannot divide by zero".to_string());
            } else {
                value /= other;
            }
        }
        Ok(value)
    }

    fn factor(&mut self) -> Outcome {
        match self.take("-(") {
            Some('-') => return Ok(-self.factor()?),
            Some(_) => {
                let value = self.sum()?;
                return match self.take(")") {
                    Some(_) => Ok(value),
                    None => Err("a bracket is not closed".to_string()),
                };
            }
            None => {}
        }
        let mut digits = String::new();
        let fits = |c: &char| c.is_ascii_digit() || *c == '.';
        while let Some(c) = self.rest.next_if(fits) {
            digits.push(c);
        }
        digits.parse().map_err(|_| match self.rest.peek() {
            Some(c) => format!("did not expect {c}"),
            None => "something is missing at the end".to_string(),
        })
    }
}

fn calculate(line: &str) -> Outcome {
    let mut parser = Parser {
        rest: line.chars().peekable(),
    };
    let value = parser.sum()?;
    parser.take(""); // only passes over spaces
    match parser.rest.next() {
        None => Ok(value),
        Some(c) => Err(format!("did not expect {c}")),
    }
}

fn main() {
    for line in io::stdin().lines().map_while(Result::ok) {
        match calculate(&line) {
            Ok(value) => println!("{line} = {value}"),
            Err(why) => println!("{line}: {why}"),
        }
    }
}

// Try: add the remainder, %, on the level of * and /.
