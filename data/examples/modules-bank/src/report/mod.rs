//! Printing. A module in a folder can have modules itself.

pub mod text;

// crate is the top of this program.
use crate::account::Account;

pub fn print(accounts: &[&Account]) {
    for account in accounts {
        println!("{}", text::row(account.owner(), account.balance()));
    }
}
