// Sometimes one owner is not enough.
use std::cell::RefCell;
use std::rc::{Rc, Weak};

/// A room, and the people who are in it.
struct Room {
    name: String,
    // RefCell lets a shared value change. It checks while
    // the program runs that nobody else is using it.
    guests: RefCell<Vec<Weak<Person>>>,
}

struct Person {
    name: String,
    room: Rc<Room>,
}

impl Person {
    fn enter(name: &str, room: &Rc<Room>) -> Rc<Person> {
        let person = Rc::new(Person {
            name: name.to_string(),
            // This clone is a further owner, not a new room.
            room: Rc::clone(room),
        });
        // Weak points without owning. If both owned each
        // other, neither could ever go away.
        room.guests.borrow_mut().push(Rc::downgrade(&person));
        person
    }
}

// drop is called when the last owner is gone.
impl Drop for Person {
    fn drop(&mut self) {
        println!("{} leaves the {}.", self.name, self.room.name);
    }
}

fn who_is_in(room: &Room) {
    // upgrade gives None when the person has gone.
    let guests = room.guests.borrow();
    let people = guests.iter().filter_map(Weak::upgrade);
    let names: Vec<String> = people.map(|p| p.name.clone()).collect();
    println!("In the {}: {names:?}", room.name);
}

fn main() {
    let kitchen = Rc::new(Room {
        name: "kitchen".to_string(),
        guests: RefCell::new(Vec::new()),
    });
    let _ada = Person::enter("Ada", &kitchen);
    {
        let _ben = Person::enter("Ben", &kitchen);
        who_is_in(&kitchen);
        println!("The room has {} owners.", Rc::strong_count(&kitchen));
    } // Ben's only owner ends here.
    who_is_in(&kitchen);
    println!("The room has {} owners.", Rc::strong_count(&kitchen));
}

// Try: keep Ben in a second variable outside the braces.
