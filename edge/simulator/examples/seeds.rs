//! Runs seeds `FIRST COUNT`, one after the other, and prints what each took. For looking at one seed closely.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "a tool for people")]

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let (first, count) = (arguments.next().unwrap_or(0), arguments.next().unwrap_or(1));
    for seed in first..first + count {
        let begun = std::time::Instant::now();
        let result = simulator::run(seed);
        println!("{seed}: {:?} {result:?}", begun.elapsed());
    }
}
