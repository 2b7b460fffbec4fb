//! A buffer of a fixed size: when it is full, the oldest
//! value makes room for the newest.
//!
//! no_std means: only core, which needs no operating system
//! and no heap. Small devices are programmed in this way.
#![no_std]

/// N is the size. It is a number, known when compiling.
pub struct Ring<T, const N: usize> {
    items: [Option<T>; N],
    start: usize,
    len: usize,
}

impl<T: Copy, const N: usize> Ring<T, N> {
    pub const fn new() -> Self {
        assert!(N > 0, "a ring holds at least one value");
        Ring {
            items: [None; N],
            start: 0,
            len: 0,
        }
    }

    /// Returns the value that had to go, if there was one.
    pub fn push(&mut self, item: T) -> Option<T> {
        let end = (self.start + self.len) % N;
        let old = self.items[end].replace(item);
        if self.len == N {
            self.start = (self.start + 1) % N;
        } else {
            self.len += 1;
        }
        old
    }

    /// Takes out the oldest value.
    pub fn pop(&mut self) -> Option<T> {
        let item = self.items[self.start].take()?;
        self.start = (self.start + 1) % N;
        self.len -= 1;
        Some(item)
    }

    /// From the oldest to the newest.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        (0..self.len).filter_map(|i| self.items[(self.start + i) % N])
    }
}

impl<T: Copy, const N: usize> Default for Ring<T, N> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_in_first_out() {
        let mut ring: Ring<u8, 3> = Ring::new();
        assert_eq!(ring.pop(), None);
        ring.push(1);
        ring.push(2);
        assert_eq!(ring.pop(), Some(1));
        assert_eq!(ring.pop(), Some(2));
        assert_eq!(ring.pop(), None);
    }

    #[test]
    fn the_oldest_makes_room() {
        let mut ring: Ring<u8, 2> = Ring::new();
        assert_eq!(ring.push(1), None);
        assert_eq!(ring.push(2), None);
        assert_eq!(ring.push(3), Some(1));
        assert!(ring.iter().eq([2, 3]));
    }

    #[test]
    fn can_live_in_a_constant() {
        const EMPTY: Ring<i32, 4> = Ring::new();
        assert_eq!(EMPTY.iter().count(), 0);
    }
}

// Try: write is_full, and a test for it first.
