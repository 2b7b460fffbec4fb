#!/bin/x
---cargo
[a]
---
/* /* */ */ // x
/// d
/** e */ pub(crate) const unsafe fn main() {}
