// Pictures can be made of letters and signs.
use std::f64::consts::PI;

/// A bar for each value, the longest as wide as `width`.
fn bars(values: &[(&str, u32)], width: u32) {
    let most = values.iter().map(|(_, v)| *v).max().unwrap_or(1);
    for (name, value) in values {
        let length = (value * width / most) as usize;
        println!("{name:>5} {} {value}", "#".repeat(length));
    }
}

/// A curve: the picture is a grid of characters.
fn curve(rows: usize, columns: usize) {
    let mut grid = vec![vec![' '; columns]; rows];
    let place = |column: usize| {
        let x = column as f64 / columns as f64 * 2.0 * PI;
        // The sine goes from 1 down to -1; rows count from
        // 0 at the top.
        let depth = (1.0 - x.sin()) / 2.0;
        (depth * (rows - 1) as f64).round() as usize
    };
    for column in 0..columns {
        grid[place(column)][column] = '*';
    }
    for row in grid {
        let line: String = row.into_iter().collect();
        println!("|{}", line.trim_end());
    }
    println!("+{}", "-".repeat(columns));
}

fn main() {
    let rain = [("March", 48), ("April", 31), ("May", 66), ("June", 12)];
    bars(&rain, 33);
    println!();
    curve(9, 50);
}

// Try: draw the cosine (cos) with another sign.
