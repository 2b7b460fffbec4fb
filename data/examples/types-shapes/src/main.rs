// A trait is a promise: whoever has it has these functions.
use std::f64::consts::PI;

trait Shape {
    fn name(&self) -> String;
    fn area(&self) -> f64;

    // A trait can bring a function along. A type may write
    // its own instead.
    fn describe(&self) -> String {
        format!("{} of {:.2} square metres", self.name(), self.area())
    }
}

struct Circle {
    radius: f64,
}

struct Rectangle {
    width: f64,
    height: f64,
}

impl Shape for Circle {
    fn name(&self) -> String {
        "a circle".to_string()
    }

    fn area(&self) -> f64 {
        PI * self.radius * self.radius
    }
}

impl Shape for Rectangle {
    fn name(&self) -> String {
        if self.width == self.height {
            "a square".to_string()
        } else {
            "a rectangle".to_string()
        }
    }

    fn area(&self) -> f64 {
        self.width * self.height
    }
}

// &dyn Shape takes a reference to anything that is a Shape.
fn paint(shape: &dyn Shape) {
    println!("Painting {}.", shape.describe());
}

fn main() {
    // A list holds values of one type and size. A Box holds
    // a shape of any kind behind a pointer.
    let shapes: Vec<Box<dyn Shape>> = vec![
        Box::new(Circle { radius: 1.0 }),
        Box::new(Rectangle {
            width: 2.0,
            height: 3.5,
        }),
        Box::new(Rectangle {
            width: 2.0,
            height: 2.0,
        }),
    ];
    for shape in &shapes {
        paint(shape.as_ref());
    }
    let total: f64 = shapes.iter().map(|shape| shape.area()).sum();
    println!("That is {total:.2} square metres of paint.");
}

// Try: add a Triangle with a base and a height.
