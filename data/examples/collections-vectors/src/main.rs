// A Vec is a list of values of one type. It can grow.

fn main() {
    let mut scores = vec![31, 7, 19];
    scores.push(24);
    scores.push(7);
    println!("All scores: {scores:?}");

    // An index counts from 0. An index that is too large
    // ends the program; get gives an Option instead.
    println!("The first is {}.", scores[0]);
    println!("Number 99 is {:?}.", scores.get(99));

    // sort puts them in order, dedup drops a value that
    // stands next to an equal one.
    scores.sort();
    scores.dedup();
    println!("In order: {scores:?}");

    // In a sorted list, a value is found quickly.
    match scores.binary_search(&19) {
        Ok(index) => println!("19 is at index {index}."),
        Err(index) => println!("19 would go to {index}."),
    }

    // retain keeps what fulfils a condition.
    scores.retain(|score| score % 2 == 1);
    println!("Odd ones: {scores:?}");

    // pop takes the last one, until there is none.
    while let Some(score) = scores.pop() {
        println!("Took {score}, {} left.", scores.len());
    }
}

// Try: insert a value in the middle with scores.insert.
