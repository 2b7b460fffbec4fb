// Operators are traits. A type that has the trait Add can
// be used with +.
use std::fmt;
use std::ops::{Add, Mul};

// Copy: it is so small that it is copied, not moved.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fraction {
    top: i64,
    bottom: i64,
}

/// The largest number that divides both.
fn common_divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { common_divisor(b, a % b) }
}

impl Fraction {
    /// In lowest terms: 6/8 becomes 3/4.
    fn new(top: i64, bottom: i64) -> Fraction {
        assert!(bottom > 0, "nothing can be divided by {bottom}");
        let divisor = common_divisor(top.abs(), bottom);
        Fraction {
            top: top / divisor,
            bottom: bottom / divisor,
        }
    }
}

impl Add for Fraction {
    type Output = Fraction;

    fn add(self, other: Fraction) -> Fraction {
        Fraction::new(
            self.top * other.bottom + other.top * self.bottom,
            self.bottom * other.bottom,
        )
    }
}

impl Mul for Fraction {
    type Output = Fraction;

    fn mul(self, other: Fraction) -> Fraction {
        Fraction::new(self.top * other.top, self.bottom * other.bottom)
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        if self.bottom == 1 {
            write!(f, "{}", self.top)
        } else {
            write!(f, "{}/{}", self.top, self.bottom)
        }
    }
}

fn main() {
    let half = Fraction::new(1, 2);
    let third = Fraction::new(2, 6);
    println!("{half} + {third} = {}", half + third);
    println!("{half} * {third} = {}", half * third);
    println!("{half} + {half} = {}", half + half);
    println!("Is 2/6 the same as 1/3? {}", third == Fraction::new(1, 3));

    let mut sum = Fraction::new(0, 1);
    for bottom in 1..=6 {
        sum = sum + Fraction::new(1, bottom);
    }
    println!("1 + 1/2 + … + 1/6 = {sum}");
}

// Try: add the trait Sub, so that half - third works.
