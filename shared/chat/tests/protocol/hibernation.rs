//! An object that sleeps after every input behaves like one that never does.

use chat::server::{Effect, Input, SocketId};
use proptest::prelude::*;
use wire::command::ConversationCommand;
use wire::{ClientFrame, Seq};

use crate::edge::*;

/// Everything but deliveries: when those leave depends on memory, what they say does not.
fn visible(effects: Vec<Effect>) -> Vec<Effect> {
    effects.into_iter().filter(|effect| !matches!(effect, Effect::Deliver { .. })).collect()
}

/// Half of the runs begin with a visitor's escalation and an agent who looks on.
fn steps() -> impl Strategy<Value = Vec<(u8, u8, u16)>> {
    let begin = vec![(0, 0, 0), (2, 0, 0), (4, 0, 0), (0, 1, 0), (2, 1, 0), (11, 0, 1)];
    let begin = prop_oneof![Just(Vec::new()), Just(begin)];
    let steps = prop::collection::vec((0..20u8, 0..5u8, 0..400u16), 1..60);
    (begin, steps).prop_map(|(begin, steps)| [begin, steps].concat())
}

fn step(edge: &mut Edge, (what, which, millis): (u8, u8, u16)) -> Vec<Effect> {
    edge.now = wire::Timestamp(edge.now.0 + u64::from(millis));
    let socket = SocketId(u64::from(which) + 1);
    let number = u128::from(which) + 10;
    let frame = |edge: &mut Edge, frame: ClientFrame| edge.input(Input::Frame { socket, text: wire::encode(&frame) });
    match what {
        0 => {
            let who = [visitor(), agent(ADA), agent(BOB)][usize::from(which % 3)].clone();
            edge.input(Input::Connected { socket, who })
        }
        1 => {
            edge.attachments.remove(&socket);
            edge.input(Input::Disconnected { socket })
        }
        2 | 3 => frame(edge, hello(u64::from(millis) % 5)),
        4 => frame(edge, escalate(number)),
        5 | 6 => frame(edge, send(number + u128::from(millis) % 7, "hello")),
        7 => frame(edge, ClientFrame::Typing { typing: millis % 2 == 0 }),
        8 => frame(edge, ClientFrame::Seen { seq: Seq(u64::from(millis) % 9) }),
        9 => frame(edge, ClientFrame::Resolve { id: id(number + 50), epoch: None }),
        10 => frame(edge, ClientFrame::Release { id: id(number + 60), epoch: None }),
        14 => frame(edge, note(number + 70, "look", &[BOB])),
        15 => frame(edge, tag(number + 80, "vip", millis % 2 == 0)),
        16 => frame(edge, rate(number + 90, (millis % 7) as u8)),
        17 => edge.wait(u64::from(millis) * 600_000),
        18 => edge.input(Input::Patience(std::time::Duration::from_secs(u64::from(millis) * 600))),
        11 | 12 => edge.assign(if which % 2 == 0 { ADA } else { BOB }, u64::from(millis) % 9),
        _ => edge.input(Input::Command(ConversationCommand::Release { agent: ADA, epoch: u64::from(millis) % 9 })),
    }
}

proptest! {
    #[test]
    fn sleeping_after_every_input_changes_nothing_anybody_sees(steps in steps()) {
        let (mut awake, mut drowsy) = (Edge::new(), Edge::new());
        drowsy.drowsy = true;
        for each in steps {
            prop_assert_eq!(visible(step(&mut awake, each)), visible(step(&mut drowsy, each)));
            prop_assert_eq!(&awake.records, &drowsy.records);
            prop_assert_eq!(awake.machine.summary(), drowsy.machine.summary());
            prop_assert_eq!(awake.machine.owner(), drowsy.machine.owner());
        }
    }
}
