// mod name; brings in a file: src/name.rs or src/name/mod.rs.
// Each file is a module, with names of its own.
mod account;
mod report;

// use makes a name shorter. The path begins at a module.
use account::Account;
use report::text::line;

fn main() {
    let mut ada = Account::open("Ada", 100);
    let mut ben = Account::open("Ben", 20);

    match ada.pay(&mut ben, 70) {
        Ok(()) => println!("Ada paid Ben."),
        Err(why) => println!("No: {why}"),
    }
    match ada.pay(&mut ben, 70) {
        Ok(()) => println!("Ada paid Ben again."),
        Err(why) => println!("No: {why}"),
    }

    report::print(&[&ada, &ben]);
    println!("{}", line('=', 16));

    // ada.balance = 1000 would not compile: the field is
    // private to the module account.
}

// Try: add a file src/savings.rs with an account that earns
// interest, and mod savings; here.
