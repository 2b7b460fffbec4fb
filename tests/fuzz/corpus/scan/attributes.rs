#![crate_type = "lib"]
#![no_main]
#[tokio::test(flavor = "x")] #[should_panic(expected = "]")] pub async fn t() {}
#[unsafe(export_name = "main")] extern "C" fn m() {}
