//! R1 to R4 under random days: arrivals, accepts, declines, time-outs, lost agents, presence and capacity changes, repeated,
//! reordered and stale summaries and commands, clock steps, and deaths between any two effects.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod day;
mod host;
mod reference;

use day::Day;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const AGENTS: usize = 4;
const CONVERSATIONS: usize = 6;
const SKILLS: [&str; 2] = ["phones", "returns"];

#[derive(Debug, Clone)]
enum Step {
    Arrive {
        conversation: usize,
        skill: usize,
        priority: usize,
        channel: usize,
        is_vip: bool,
    },
    Write {
        conversation: usize,
    },
    Resolve {
        conversation: usize,
    },
    GiveBack {
        conversation: usize,
    },
    /// To an agent, a team, a skill or anybody.
    Transfer {
        conversation: usize,
        to: usize,
    },
    /// A summary on its way arrives; it may arrive again.
    Summary {
        which: usize,
        again: bool,
    },
    Command {
        which: usize,
        again: bool,
        acknowledged: bool,
    },
    Connect {
        agent: usize,
    },
    Disconnect {
        socket: usize,
    },
    Presence {
        agent: usize,
        presence: usize,
    },
    Capacity {
        agent: usize,
        capacity: u8,
    },
    Profile {
        agent: usize,
        skills: usize,
        secondary: usize,
        capacity: u8,
        takes_calls: bool,
    },
    /// Another rule, alternating with round robin or not.
    Policy {
        rule: usize,
        experiment: bool,
    },
    Remove {
        agent: usize,
    },
    Accept {
        offer: usize,
    },
    Decline {
        offer: usize,
    },
    /// Somebody answers an offer that is not theirs, or no more.
    Meddle {
        agent: usize,
        offer: usize,
    },
    /// A supervisor gives it to an agent, or somebody who is none tries to.
    Force {
        conversation: usize,
        agent: usize,
        is_supervisor: bool,
    },
    /// A supervisor sets somebody's presence.
    SetPresence {
        agent: usize,
        presence: usize,
    },
    Pass {
        seconds: u64,
    },
    ClockBack {
        seconds: u64,
    },
    Crash,
    /// The next input is cut off after so many effects.
    Die {
        effects: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let agent = 0..AGENTS;
    let conversation = 0..CONVERSATIONS;
    prop_oneof![
        6 => (conversation.clone(), 0..4_usize, 0..4_usize, 0..5_usize, prop::bool::weighted(0.2)).prop_map(|(conversation, skill, priority, channel, is_vip)| Step::Arrive { conversation, skill, priority, channel, is_vip }),
        2 => conversation.clone().prop_map(|conversation| Step::Write { conversation }),
        3 => conversation.clone().prop_map(|conversation| Step::Resolve { conversation }),
        1 => conversation.clone().prop_map(|conversation| Step::GiveBack { conversation }),
        2 => (conversation.clone(), agent.clone(), prop::bool::weighted(0.8)).prop_map(|(conversation, agent, is_supervisor)| Step::Force { conversation, agent, is_supervisor }),
        1 => (agent.clone(), 0..5_usize).prop_map(|(agent, presence)| Step::SetPresence { agent, presence }),
        2 => (conversation, 0..7_usize).prop_map(|(conversation, to)| Step::Transfer { conversation, to }),
        1 => (0..8_usize, any::<bool>()).prop_map(|(rule, experiment)| Step::Policy { rule, experiment }),
        8 => (0..8_usize, prop::bool::weighted(0.2)).prop_map(|(which, again)| Step::Summary { which, again }),
        6 => (0..8_usize, prop::bool::weighted(0.2), any::<bool>()).prop_map(|(which, again, acknowledged)| Step::Command { which, again, acknowledged }),
        3 => agent.clone().prop_map(|agent| Step::Connect { agent }),
        2 => (0..8_usize).prop_map(|socket| Step::Disconnect { socket }),
        5 => (agent.clone(), 0..5_usize).prop_map(|(agent, presence)| Step::Presence { agent, presence }),
        2 => (agent.clone(), 0..4_u8).prop_map(|(agent, capacity)| Step::Capacity { agent, capacity }),
        1 => (agent.clone(), 0..4_usize, 0..4_usize, 1..4_u8, prop::bool::weighted(0.3)).prop_map(|(agent, skills, secondary, capacity, takes_calls)| Step::Profile { agent, skills, secondary, capacity, takes_calls }),
        1 => agent.clone().prop_map(|agent| Step::Remove { agent }),
        7 => (0..8_usize).prop_map(|offer| Step::Accept { offer }),
        3 => (0..8_usize).prop_map(|offer| Step::Decline { offer }),
        1 => (agent, 0..8_usize).prop_map(|(agent, offer)| Step::Meddle { agent, offer }),
        6 => (0..40_u64).prop_map(|seconds| Step::Pass { seconds }),
        1 => (1..200_u64).prop_map(|seconds| Step::ClockBack { seconds }),
        1 => Just(Step::Crash),
        1 => (0..5_usize).prop_map(|effects| Step::Die { effects }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn r1_r2_r3_r4_hold_on_any_day(steps in prop::collection::vec(step(), 1..120)) {
        let mut day = Day::new(false);
        for step in &steps {
            day.play(step);
        }
        day.come_to_rest();
    }

    #[test]
    fn a_desk_rebuilt_after_every_input_says_and_stores_the_same(steps in prop::collection::vec(step(), 1..60)) {
        let mut awake = Day::new(false);
        let mut sleepy = Day::new(true);
        // Only the one who is awake has a tick of lists to die at: both die between inputs.
        for step in steps.iter().map(|step| if matches!(step, Step::Die { .. }) { &Step::Crash } else { step }) {
            awake.play(step);
            sleepy.play(step);
            assert_eq!(awake.trace, sleepy.trace);
            assert_eq!(awake.host.records, sleepy.host.records);
            awake.trace.clear();
            sleepy.trace.clear();
        }
        sleepy.host.sleepy = false;
        for day in [&mut awake, &mut sleepy] {
            // Twice, for the clock may have stepped back just now.
            for _ in 0..2 {
                day.host.now = day.host.now + wire::limits::LIST_PAUSE;
                day.timeout();
            }
            let open: Vec<routing::SocketId> = day.host.attachments.keys().copied().collect();
            day.screens.retain(|socket, _| open.contains(socket));
        }
        assert!(awake.screens == sleepy.screens, "{:#?}\n{:#?}", awake.screens, sleepy.screens);
    }
}
