// PPM is the simplest form of a picture: a few words, and
// then three numbers for each dot: red, green and blue. Save
// the output as sunset.ppm and open it with an image viewer.
use std::io::{self, BufWriter, Write};

const WIDTH: i32 = 24;
const HEIGHT: i32 = 16;

#[derive(Clone, Copy)]
struct Colour(u8, u8, u8);

/// A colour between two others; part goes from 0 to 1.
fn mix(from: Colour, to: Colour, part: f64) -> Colour {
    let between = |a: u8, b: u8| {
        let (a, b) = (f64::from(a), f64::from(b));
        (a + (b - a) * part).round() as u8
    };
    Colour(
        between(from.0, to.0),
        between(from.1, to.1),
        between(from.2, to.2),
    )
}

fn paint(x: i32, y: i32) -> Colour {
    let (night, dusk) = (Colour(30, 40, 90), Colour(250, 140, 60));
    let (sun, sea) = (Colour(255, 220, 120), Colour(20, 50, 80));
    let horizon = 11;
    let (from_sun_x, from_sun_y) = (x - 15, y - 9);
    if y >= horizon {
        // The sea glitters below the sun.
        let glitter = from_sun_x.abs() < 4 && (x + y) % 2 == 0;
        return if glitter { sun } else { sea };
    }
    if from_sun_x * from_sun_x + from_sun_y * from_sun_y <= 10 {
        return sun;
    }
    mix(night, dusk, f64::from(y) / f64::from(horizon))
}

fn main() -> io::Result<()> {
    // Many small pieces go faster through a buffer.
    let mut out = BufWriter::new(io::stdout().lock());
    // P3: numbers as text. 255 is the largest value.
    writeln!(out, "P3\n{WIDTH} {HEIGHT}\n255")?;
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            let Colour(red, green, blue) = paint(x, y);
            writeln!(out, "{red} {green} {blue}")?;
        }
    }
    out.flush()
}

// Try: add a dark ship, or a larger picture.
