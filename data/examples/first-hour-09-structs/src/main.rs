// A struct keeps values together that belong together.

#[derive(Debug)] // allows printing it with {:?}
struct Account {
    owner: String,
    cents: i64,
}

// impl holds the functions of the struct.
impl Account {
    // Called by the name of the struct: Account::new.
    fn new(owner: &str) -> Account {
        Account {
            owner: owner.to_string(),
            cents: 0,
        }
    }

    // &self: it looks at the account.
    fn euros(&self) -> f64 {
        self.cents as f64 / 100.0
    }

    // &mut self: it changes the account.
    fn pay_in(&mut self, cents: i64) {
        self.cents += cents;
    }
}

fn main() {
    let mut account = Account::new("Ferris");
    account.pay_in(1250);
    println!("{} has {}.", account.owner, account.euros());
    println!("{account:?}");
}
// Try: add a function take_out.
