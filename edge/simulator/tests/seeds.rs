//! The seeds every change must pass, and the bugs the simulator must notice.

/// Runs on as many threads as there are cores.
fn run_all(seeds: std::ops::Range<u64>) -> Result<simulator::Stats, simulator::Failure> {
    simulator::run_many(seeds, &|_| ())
}

#[test]
fn two_thousand_seeds_keep_every_rule() {
    match run_all(0..2000) {
        Ok(stats) => {
            // A run in which nothing happens proves nothing.
            assert!(stats.acknowledged > 20_000 && stats.crashes > 2000 && stats.assignments > 4000, "{stats:?}");
        }
        Err(failure) => panic!("{failure}"),
    }
}

#[test]
fn a_seed_runs_the_same_every_time() {
    assert_eq!(simulator::run(7), simulator::run(7));
}
