// A macro is called with an exclamation mark. It gets code
// and puts other code in its place, before compiling.
// Choose Expand in the menu of Run to see the result.
use std::collections::BTreeMap;

// $key:expr stands for a piece of code that is a value.
// $( … ),* repeats what is inside, with commas between.
macro_rules! map {
    ( $( $key:expr => $value:expr ),* $(,)? ) => {{
        let mut map = BTreeMap::new();
        $( map.insert($key, $value); )*
        map
    }};
}

// A macro can see the text of the code that it gets.
macro_rules! show {
    ( $( $code:expr ),+ ) => {
        $( println!("{} = {:?}", stringify!($code), $code); )+
    };
}

// A macro can have several forms and call itself.
macro_rules! smallest {
    ( $one:expr ) => { $one };
    ( $one:expr, $( $more:expr ),+ ) => {{
        let rest = smallest!($( $more ),+);
        if $one < rest { $one } else { rest }
    }};
}

// It can also write whole types.
macro_rules! units {
    ( $( $name:ident is $metres:literal ),* ) => {
        $(
            #[derive(Debug)]
            struct $name(f64);

            impl $name {
                fn in_metres(&self) -> f64 {
                    self.0 * $metres
                }
            }
        )*
    };
}

units!(Mile is 1609.344, Fathom is 1.8288);

fn main() {
    let legs = map! {
        "spider" => 8,
        "cat" => 4,
        "crab" => 10,
    };
    show!(legs, legs["cat"] + 1, legs.len());
    show!(smallest!(7, 3, 9));
    show!(Mile(2.0), Mile(2.0).in_metres(), Fathom(10.0).in_metres());
}

// Try: write a macro largest in the same way.
