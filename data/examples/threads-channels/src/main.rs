// A channel carries values from one thread to another. What
// is sent moves: the sender does not have it any more.
use std::sync::mpsc;
use std::thread;

struct Dish {
    name: String,
    price: u32,
}

fn main() {
    let (order, orders) = mpsc::channel::<String>();
    let (serve, dishes) = mpsc::channel::<Dish>();

    // The cook: takes orders, and sends dishes on. move
    // gives the closure both ends that it uses.
    let cook = thread::spawn(move || {
        let mut cooked = 0;
        // The loop ends when nobody can send any more.
        for name in orders {
            cooked += 1;
            let price = 4 + name.len() as u32;
            serve.send(Dish { name, price }).expect("nobody is there");
        }
        cooked
    });

    // Two waiters have a sender each. The first has ended
    // before the second starts, so the order is certain.
    let tables = [("Ada", ["soup", "pasta"]), ("Ben", ["rice", "pie"])];
    for (waiter, table) in tables {
        let order = order.clone();
        let waiter = thread::spawn(move || {
            for name in table {
                order.send(format!("{name} for {waiter}")).expect("closed");
            }
        });
        waiter.join().expect("a waiter panicked");
    }
    // The last sender has to go, or the cook would wait on.
    drop(order);

    let mut sum = 0;
    for dish in dishes {
        println!("{:<13} {:>2}", dish.name, dish.price);
        sum += dish.price;
    }
    println!("{:<13} {sum:>2}", "together");
    let cooked = cook.join().expect("the cook panicked");
    println!("{cooked} dishes were cooked.");
}

// Try: leave out drop(order). Then press Stop.
