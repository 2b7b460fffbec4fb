// A closure is a function without a name. It can use the
// variables around it.

/// Calls a function some times and collects the results.
/// impl Fn means: anything that can be called like this.
fn table(count: i32, function: impl Fn(i32) -> i32) -> Vec<i32> {
    (0..count).map(function).collect()
}

/// Gives back a new function. move takes `amount` along,
/// because the variable ends with this function.
fn adder(amount: i32) -> impl Fn(i32) -> i32 {
    move |number| number + amount
}

/// Runs one function after the other.
fn then(f: impl Fn(i32) -> i32, g: impl Fn(i32) -> i32) -> impl Fn(i32) -> i32 {
    move |number| g(f(number))
}

fn square(number: i32) -> i32 {
    number * number
}

fn main() {
    // A function with a name can be given as well.
    println!("{:?}", table(5, square));
    println!("{:?}", table(5, |number| number * 10));

    let factor = 3;
    println!("{:?}", table(5, |number| number * factor));

    let add_two = adder(2);
    println!("{}", add_two(40));
    println!("{:?}", table(5, then(add_two, square)));

    // A closure that changes something has to be mut.
    let mut calls = 0;
    let mut count = || {
        calls += 1;
        calls
    };
    count();
    count();
    println!("called {} times", count());

    // A list of functions. fn is a function that uses no
    // variables from around it.
    let steps: [fn(f64) -> f64; 3] = [f64::sqrt, |x| x / 2.0, |x| -x];
    let mut value = 64.0;
    for step in steps {
        value = step(value);
        println!("{value}");
    }
}

// Try: write twice(f), which runs the same function twice.
