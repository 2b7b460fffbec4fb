fn f(a: [u8; { 3 }]) -> A<{ 2 }> { g(h[; } }
struct S( }
impl !Send for X {}
