//! Lines of text for the report.

pub fn line(sign: char, width: usize) -> String {
    sign.to_string().repeat(width)
}

/// super is the module above, so only the report sees this.
pub(super) fn row(name: &str, number: u32) -> String {
    format!("{name:.<10}{number:.>6}")
}
