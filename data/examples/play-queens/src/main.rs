// Eight queens on a chess board, and none may attack another
// along a row, a column or a slanting line.

/// columns[row] is where the queen of that row stands.
fn is_safe(columns: &[usize], column: usize) -> bool {
    let row = columns.len();
    columns.iter().enumerate().all(|(r, &c)| {
        // On a slanting line, both distances are the same.
        c != column && c.abs_diff(column) != row - r
    })
}

/// Puts a queen into the next row, in each place that is
/// safe, and goes on from there. When there is no such place
/// it returns, and the queen before tries her next one.
fn search(columns: &mut Vec<usize>, size: usize, found: &mut Vec<Vec<usize>>) {
    if columns.len() == size {
        found.push(columns.clone());
        return;
    }
    for column in 0..size {
        if is_safe(columns, column) {
            columns.push(column);
            search(columns, size, found);
            columns.pop();
        }
    }
}

fn solve(size: usize) -> Vec<Vec<usize>> {
    let mut found = Vec::new();
    search(&mut Vec::new(), size, &mut found);
    found
}

fn main() {
    let solutions = solve(8);
    for &column in &solutions[0] {
        let line: String = (0..8)
            .map(|c| if c == column { "Q " } else { ". " })
            .collect();
        println!("{}", line.trim_end());
    }
    println!("One of {} solutions.", solutions.len());

    for size in 1..=7 {
        println!("On {size} x {size} there are {}.", solve(size).len());
    }
}

// Try: count the safe places that were tried in vain.
