// A test is a function that checks another one.

fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i32) -> i32 {
    if is_leap_year(year) { 366 } else { 365 }
}

fn main() {
    println!("2028 has {} days.", days_in(2028));
}

// This part is only there when the tests run.
#[cfg(test)]
mod tests {
    use super::*; // everything from above

    #[test]
    fn every_fourth_year_is_longer() {
        // What is in the brackets has to be true.
        assert!(is_leap_year(2024));
        assert!(!is_leap_year(2026)); // the sign means: not
    }

    #[test]
    fn most_full_centuries_are_not() {
        // The two values have to be equal.
        assert_eq!(days_in(1900), 365);
        assert_eq!(days_in(2000), 366);
    }
}
// Try: change 400 to 500, and read which test fails.
