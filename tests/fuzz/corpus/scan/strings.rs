const A: &str = "\"/*"; const B: &str = r##""# "##; const C: &[u8] = br#"x"#; const D: &CStr = c"y"; const E: char = '\u{22}'; const F: u8 = b'"'; fn f<'a>(x: &'a str) { 'l: loop {} }
fn r#main() {}
