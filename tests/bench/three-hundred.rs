// What a learner's larger program looks like, for measuring: a tokenizer and a parser for formulas, a market that is
// simulated with them, collections, traits, generics and formatting. No crates; it prints the same every time.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt;
use std::rc::Rc;

// --- Formulas: "base * 2 + max(wind, 3)" ---

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64),
    Name(String),
    Symbol(char),
}

#[derive(Debug)]
enum ParseError {
    UnknownCharacter(char, usize),
    BadNumber(String),
    Expected(&'static str, Option<Token>),
    Leftover(Token),
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::UnknownCharacter(c, at) => write!(f, "unknown character {c:?} at {at}"),
            ParseError::BadNumber(text) => write!(f, "{text:?} is not a number"),
            ParseError::Expected(what, Some(token)) => {
                write!(f, "expected {what}, found {token:?}")
            }
            ParseError::Expected(what, None) => write!(f, "expected {what}, found the end"),
            ParseError::Leftover(token) => write!(f, "{token:?} is left over"),
        }
    }
}

impl std::error::Error for ParseError {}

fn tokenize(text: &str) -> Result<VecDeque<Token>, ParseError> {
    let mut tokens = VecDeque::new();
    let mut chars = text.char_indices().peekable();
    while let Some(&(at, c)) = chars.peek() {
        if c.is_whitespace() {
            chars.next();
        } else if c.is_ascii_digit() {
            let mut word = String::new();
            while let Some((_, d)) = chars.next_if(|(_, d)| d.is_ascii_digit() || *d == '.') {
                word.push(d);
            }
            let number = word
                .parse()
                .map_err(|_| ParseError::BadNumber(word.clone()))?;
            tokens.push_back(Token::Number(number));
        } else if c.is_alphabetic() {
            let mut word = String::new();
            while let Some((_, d)) = chars.next_if(|(_, d)| d.is_alphanumeric() || *d == '_') {
                word.push(d);
            }
            tokens.push_back(Token::Name(word));
        } else if "+-*/(),".contains(c) {
            tokens.push_back(Token::Symbol(c));
            chars.next();
        } else {
            return Err(ParseError::UnknownCharacter(c, at));
        }
    }
    Ok(tokens)
}

#[derive(Debug, Clone)]
enum Formula {
    Number(f64),
    Variable(String),
    Binary(char, Box<Formula>, Box<Formula>),
    Call(String, Vec<Formula>),
}

struct Parser {
    tokens: VecDeque<Token>,
}

impl Parser {
    fn parse(text: &str) -> Result<Formula, ParseError> {
        let mut parser = Parser {
            tokens: tokenize(text)?,
        };
        let formula = parser.sum()?;
        match parser.tokens.pop_front() {
            None => Ok(formula),
            Some(token) => Err(ParseError::Leftover(token)),
        }
    }

    fn take_symbol(&mut self, among: &str) -> Option<char> {
        match self.tokens.front() {
            Some(Token::Symbol(c)) if among.contains(*c) => {
                let c = *c;
                self.tokens.pop_front();
                Some(c)
            }
            _ => None,
        }
    }

    fn sum(&mut self) -> Result<Formula, ParseError> {
        let mut left = self.product()?;
        while let Some(sign) = self.take_symbol("+-") {
            left = Formula::Binary(sign, Box::new(left), Box::new(self.product()?));
        }
        Ok(left)
    }

    fn product(&mut self) -> Result<Formula, ParseError> {
        let mut left = self.atom()?;
        while let Some(sign) = self.take_symbol("*/") {
            left = Formula::Binary(sign, Box::new(left), Box::new(self.atom()?));
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Formula, ParseError> {
        match self.tokens.pop_front() {
            Some(Token::Number(number)) => Ok(Formula::Number(number)),
            Some(Token::Name(name)) if self.take_symbol("(").is_some() => {
                let mut arguments = vec![self.sum()?];
                while self.take_symbol(",").is_some() {
                    arguments.push(self.sum()?);
                }
                self.close()?;
                Ok(Formula::Call(name, arguments))
            }
            Some(Token::Name(name)) => Ok(Formula::Variable(name)),
            Some(Token::Symbol('(')) => {
                let inner = self.sum()?;
                self.close()?;
                Ok(inner)
            }
            other => Err(ParseError::Expected("a number, a name or (", other)),
        }
    }

    fn close(&mut self) -> Result<(), ParseError> {
        match self.take_symbol(")") {
            Some(_) => Ok(()),
            None => Err(ParseError::Expected(")", self.tokens.pop_front())),
        }
    }
}

impl Formula {
    fn evaluate(&self, world: &HashMap<String, f64>) -> Option<f64> {
        match self {
            Formula::Number(number) => Some(*number),
            Formula::Variable(name) => world.get(name).copied(),
            Formula::Binary(sign, left, right) => {
                let (left, right) = (left.evaluate(world)?, right.evaluate(world)?);
                match sign {
                    '+' => Some(left + right),
                    '-' => Some(left - right),
                    '*' => Some(left * right),
                    _ => (right != 0.0).then(|| left / right),
                }
            }
            Formula::Call(name, arguments) => {
                let values: Option<Vec<f64>> =
                    arguments.iter().map(|a| a.evaluate(world)).collect();
                let values = values?.into_iter();
                match name.as_str() {
                    "max" => values.reduce(f64::max),
                    "min" => values.reduce(f64::min),
                    "sum" => Some(values.sum()),
                    _ => None,
                }
            }
        }
    }
}

// --- A market whose prices follow formulas ---

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides + 1
    }
}

trait Trader {
    fn name(&self) -> &str;
    fn decide(&mut self, prices: &BTreeMap<Rc<str>, f64>, dice: &mut Dice) -> Vec<Order>;
}

#[derive(Debug)]
struct Order {
    good: Rc<str>,
    amount: i64,
}

struct Gambler {
    name: String,
    nerve: u64,
}

struct Saver {
    name: String,
    seen: HashMap<Rc<str>, f64>,
}

impl Trader for Gambler {
    fn name(&self) -> &str {
        &self.name
    }

    fn decide(&mut self, prices: &BTreeMap<Rc<str>, f64>, dice: &mut Dice) -> Vec<Order> {
        prices
            .keys()
            .filter(|_| dice.roll(10) <= self.nerve)
            .map(|good| Order {
                good: Rc::clone(good),
                amount: 1,
            })
            .collect()
    }
}

impl Trader for Saver {
    fn name(&self) -> &str {
        &self.name
    }

    fn decide(&mut self, prices: &BTreeMap<Rc<str>, f64>, _dice: &mut Dice) -> Vec<Order> {
        let mut orders = Vec::new();
        for (good, price) in prices {
            let usual = self.seen.entry(Rc::clone(good)).or_insert(*price);
            if *price < *usual * 0.9 {
                orders.push(Order {
                    good: Rc::clone(good),
                    amount: 2,
                });
            } else if *price > *usual * 1.2 {
                orders.push(Order {
                    good: Rc::clone(good),
                    amount: -1,
                });
            }
            *usual = (*usual * 3.0 + *price) / 4.0;
        }
        orders
    }
}

struct Market {
    formulas: BTreeMap<Rc<str>, Formula>,
    world: HashMap<String, f64>,
    sold: BTreeMap<Rc<str>, i64>,
}

impl Market {
    fn new(rules: &[(&str, &str)]) -> Result<Market, Box<dyn std::error::Error>> {
        let mut formulas = BTreeMap::new();
        for (good, rule) in rules {
            formulas.insert(Rc::from(*good), Parser::parse(rule)?);
        }
        Ok(Market {
            formulas,
            world: HashMap::new(),
            sold: BTreeMap::new(),
        })
    }

    fn prices(&self) -> BTreeMap<Rc<str>, f64> {
        let priced = self
            .formulas
            .iter()
            .filter_map(|(good, f)| Some((Rc::clone(good), f.evaluate(&self.world)?)));
        priced.filter(|(_, price)| price.is_finite()).collect()
    }

    fn day(&mut self, traders: &mut [Box<dyn Trader>], dice: &mut Dice) -> usize {
        for (name, sides) in [("rain", 6), ("wind", 12), ("fuel", 20)] {
            self.world.insert(name.to_string(), dice.roll(sides) as f64);
        }
        let prices = self.prices();
        let orders: Vec<Order> = traders
            .iter_mut()
            .flat_map(|t| t.decide(&prices, dice))
            .collect();
        for order in &orders {
            *self.sold.entry(Rc::clone(&order.good)).or_default() += order.amount;
        }
        orders.len()
    }
}

fn median<T: Copy + PartialOrd>(values: &[T]) -> Option<T> {
    let mut sorted = values.to_vec();
    sorted.sort_by(|a, b| a.partial_cmp(b).expect("values can be compared"));
    sorted.get(sorted.len() / 2).copied()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rules = [
        ("apples", "4 + rain * 0.5"),
        ("bread", "max(2, wind / 3) + fuel * 0.1"),
        ("cheese", "(12 - rain) * min(wind, 4) / 6"),
        ("dates", "sum(rain, wind, fuel) / (rain - 1)"),
    ];
    let mut market = Market::new(&rules)?;
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut traders: Vec<Box<dyn Trader>> = vec![
        Box::new(Gambler {
            name: "Gwen".into(),
            nerve: 4,
        }),
        Box::new(Saver {
            name: "Saul".into(),
            seen: HashMap::new(),
        }),
    ];
    let orders: Vec<usize> = (0..365)
        .map(|_| market.day(&mut traders, &mut dice))
        .collect();

    let names: Vec<&str> = traders.iter().map(|t| t.name()).collect();
    println!(
        "{} traded on {} days, {:?} orders on most.",
        names.join(" and "),
        orders.len(),
        median(&orders)
    );
    for (good, formula) in &market.formulas {
        println!("{good:>8}: {:>4} sold by {formula:?}", market.sold[good]);
    }
    if let Err(error) = Parser::parse("3 * (rain + ") {
        println!("A rule that is not finished: {error}.");
    }
    Ok(())
}
