// The Mandelbrot set: take a point (x, y) of the plane,
// calculate the same step again and again, and see how many
// steps it takes until the result runs away.

fn count_steps(x: f64, y: f64, limit: usize) -> usize {
    let (mut a, mut b) = (0.0, 0.0);
    for step in 0..limit {
        // Farther away than 2: it never comes back.
        if a * a + b * b > 4.0 {
            return step;
        }
        // The square of a complex number, plus the point.
        (a, b) = (a * a - b * b + x, 2.0 * a * b + y);
    }
    limit
}

fn main() {
    // From a sign for few steps to one for the most.
    let signs: Vec<char> = " .:-=+*%#@".chars().collect();
    let limit = 40;

    for row in 0..19 {
        let y = 1.08 - 0.12 * f64::from(row);
        let mut line = String::new();
        for column in 0..60 {
            let x = -2.2 + 0.053 * f64::from(column);
            let steps = count_steps(x, y, limit);
            line.push(signs[steps * (signs.len() - 1) / limit]);
        }
        println!("{}", line.trim_end());
    }
}

// Try: look closer at one place, with smaller steps of x, y.
