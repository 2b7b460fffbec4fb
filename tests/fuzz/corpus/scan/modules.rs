mod a { mod b { #[test] fn t() {} } fn main() {} }
cfg_if! { if #[cfg(unix)] { fn main() {} } }
macro_rules! m { () => { fn main() {} } }
