// Every cell has eight neighbours. A cell with exactly three
// living ones comes to life; with two it stays as it is;
// else it is dead. John Conway thought of it in 1970.

const ROWS: usize = 8;
const COLUMNS: usize = 16;

type Field = [[bool; COLUMNS]; ROWS];

fn read(picture: &[&str]) -> Field {
    let mut field = [[false; COLUMNS]; ROWS];
    for (row, line) in picture.iter().enumerate() {
        for (column, sign) in line.chars().enumerate() {
            field[row][column] = sign == '#';
        }
    }
    field
}

/// The field has no edge: its sides are joined together.
fn count_neighbours(field: &Field, row: usize, column: usize) -> usize {
    let mut count = 0;
    for down in [ROWS - 1, 0, 1] {
        for right in [COLUMNS - 1, 0, 1] {
            let other = field[(row + down) % ROWS][(column + right) % COLUMNS];
            if other && (down, right) != (0, 0) {
                count += 1;
            }
        }
    }
    count
}

fn step(field: &Field) -> Field {
    let mut next = *field;
    for (row, line) in next.iter_mut().enumerate() {
        for (column, cell) in line.iter_mut().enumerate() {
            *cell = match count_neighbours(field, row, column) {
                3 => true,
                2 => *cell,
                _ => false,
            };
        }
    }
    next
}

fn print(field: &Field) {
    for line in field {
        let signs = line.iter().map(|&alive| if alive { '#' } else { '.' });
        println!("{}", signs.collect::<String>());
    }
    println!();
}

fn main() {
    // A glider, which walks, and a blinker, which does not.
    let mut field = read(&[
        ".#..............",
        "..#.........#...",
        "###.........#...",
        "............#...",
    ]);
    for _ in 0..5 {
        print(&field);
        field = step(&field);
    }
}

// Try: draw a block of four, or let it run for longer.
