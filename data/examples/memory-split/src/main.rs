// The compiler lets only one reference change a list at a
// time. Two halves that do not overlap would be fine, but
// that is more than it can prove.
//
// In unsafe, you promise what it cannot check. Keep such a
// place small, say why it is right, and put a safe function
// around it that cannot be used wrongly.
use std::slice;

/// Cuts a list in two, both of which may be changed.
///
/// Panics if `middle` is beyond the end of the list.
fn halves<T>(list: &mut [T], middle: usize) -> (&mut [T], &mut [T]) {
    let length = list.len();
    assert!(middle <= length, "{middle} is beyond {length}");
    let start = list.as_mut_ptr();
    // SAFETY: both parts lie within the list, because of the
    // line above, and they have no item in common. The list
    // stays borrowed as long as one of them is in use.
    unsafe {
        (
            slice::from_raw_parts_mut(start, middle),
            slice::from_raw_parts_mut(start.add(middle), length - middle),
        )
    }
}

fn main() {
    let mut numbers = [1, 2, 3, 4, 5, 6];
    let (left, right) = halves(&mut numbers, 3);

    // Both can be changed at the same time.
    std::mem::swap(&mut left[0], &mut right[2]);
    for (a, b) in left.iter_mut().zip(right) {
        *b += 10 * *a;
    }
    println!("{numbers:?}");

    // The ends are allowed: one half is then empty.
    let (none, all) = halves(&mut numbers, 0);
    println!("{} and {}", none.len(), all.len());

    // Rust brings such a function along: split_at_mut.
    let (left, right) = numbers.split_at_mut(2);
    println!("{left:?} {right:?}");
}

// Try: run it under Miri, which looks for broken promises.
