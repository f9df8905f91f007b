//! Every saga across objects, killed between every two steps.

use simulator::saga::{SAGAS, kill_everywhere};

#[test]
fn a_death_between_any_two_steps_of_any_saga_leaves_everything_consistent() {
    let mut places = 0;
    for saga in SAGAS {
        match kill_everywhere(saga) {
            Ok(count) => places += count,
            Err(failure) => panic!("{saga:?}, killed at place {}: {failure}", failure.seed),
        }
    }
    // A saga in which nothing happens proves nothing.
    assert!(places > 400, "{places} places");
}
