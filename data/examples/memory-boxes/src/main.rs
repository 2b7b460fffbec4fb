// A type cannot contain itself: it would have no size. A
// Box can point to another value of the same type.

#[derive(Default)]
struct Tree {
    root: Option<Box<Node>>,
}

struct Node {
    value: i32,
    // Smaller values are on the left, larger on the right.
    left: Tree,
    right: Tree,
}

impl Tree {
    /// Puts a value in its place. A value that is there
    /// already is not put in again.
    fn insert(&mut self, value: i32) {
        match &mut self.root {
            None => {
                let node = Node {
                    value,
                    left: Tree::default(),
                    right: Tree::default(),
                };
                self.root = Some(Box::new(node));
            }
            Some(node) if value < node.value => node.left.insert(value),
            Some(node) if value > node.value => node.right.insert(value),
            Some(_) => {}
        }
    }

    /// From the smallest to the largest.
    fn collect_into(&self, list: &mut Vec<i32>) {
        if let Some(node) = &self.root {
            node.left.collect_into(list);
            list.push(node.value);
            node.right.collect_into(list);
        }
    }

    fn depth(&self) -> usize {
        match &self.root {
            None => 0,
            Some(node) => 1 + node.left.depth().max(node.right.depth()),
        }
    }

    /// The tree on its side: the root is on the left.
    fn draw(&self, indent: usize) {
        if let Some(node) = &self.root {
            node.right.draw(indent + 4);
            println!("{:indent$}{}", "", node.value);
            node.left.draw(indent + 4);
        }
    }
}

fn main() {
    let mut tree = Tree::default();
    for value in [50, 30, 70, 20, 40, 60, 80, 35, 30] {
        tree.insert(value);
    }
    let mut list = Vec::new();
    tree.collect_into(&mut list);
    println!("{list:?}, {} levels", tree.depth());
    tree.draw(0);
}

// Try: write contains(&self, value), which looks for one.
