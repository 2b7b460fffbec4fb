//! An account. Lines like this describe the whole file.

/// pub: everyone may use it. Its fields stay inside.
pub struct Account {
    owner: String,
    balance: u32,
}

impl Account {
    pub fn open(owner: &str, balance: u32) -> Account {
        Account {
            owner: owner.to_string(),
            balance,
        }
    }

    pub fn owner(&self) -> &str {
        &self.owner
    }

    pub fn balance(&self) -> u32 {
        self.balance
    }

    /// Money moves only here, so none can get lost.
    pub fn pay(&mut self, other: &mut Account, sum: u32) -> Result<(), String> {
        let left = take(self.balance, sum)?;
        self.balance = left;
        other.balance += sum;
        Ok(())
    }
}

// Without pub, only this file knows it.
fn take(balance: u32, sum: u32) -> Result<u32, String> {
    balance
        .checked_sub(sum)
        .ok_or(format!("{sum} is more than {balance}"))
}
