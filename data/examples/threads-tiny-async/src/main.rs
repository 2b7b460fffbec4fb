// An async function can pause and go on later. Something
// has to ask it to go on: an executor. This is a small one.
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A future that is not ready the first time it is asked.
/// Waiting for it lets the other tasks have their turn.
struct Pause {
    asked: bool,
}

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context) -> Poll<()> {
        if self.asked {
            return Poll::Ready(());
        }
        self.asked = true;
        Poll::Pending
    }
}

fn pause() -> Pause {
    Pause { asked: false }
}

async fn count(name: &str, to: u32) -> u32 {
    for number in 1..=to {
        println!("{name} counts {number}");
        pause().await;
    }
    to
}

async fn two_counts() {
    // await waits for the first before the second starts.
    let sum = count("Ada", 2).await + count("Ada again", 1).await;
    println!("Ada is done with {sum}");
}

async fn one_count() {
    let result = count("Ben", 2).await;
    println!("Ben is done with {result}");
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

fn main() {
    let mut tasks: VecDeque<Task> = VecDeque::new();
    tasks.push_back(Box::pin(two_counts()));
    tasks.push_back(Box::pin(one_count()));

    // A waker tells the executor who can go on. This one
    // does nothing: everyone is simply asked in turn.
    let mut context = Context::from_waker(Waker::noop());
    let mut turns = 0;
    while let Some(mut task) = tasks.pop_front() {
        turns += 1;
        if task.as_mut().poll(&mut context).is_pending() {
            tasks.push_back(task);
        }
    }
    println!("{turns} turns");
}

// Try: add a third task, and let it count to 5.
