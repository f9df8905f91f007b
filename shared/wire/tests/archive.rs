//! The JSON of an import. Owners write these lines from other systems, so a change here breaks what they have built.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fmt::Debug;

use expect_test::{Expect, expect};
use json::Json;
use wire::archive::{ArchiveLine, CheckedLine, ImportRefusal, ImportTotal, Imported, LineError, PastImport};
use wire::*;

fn check<T: Json + PartialEq + Debug>(value: &T, expected: Expect) {
    let text = encode(value);
    assert_eq!(&json::from_text::<T>(&text).expect("it reads what it wrote"), value);
    expected.assert_eq(&text);
}

fn line() -> ArchiveLine {
    ArchiveLine {
        id: ConversationId::from_bits(0xc0),
        visitor: VisitorId::from_bits(0x15),
        channel: Channel::Email,
        locale: Locale::new("en").unwrap(),
        intent: Some(IntentId::new("dispute").unwrap()),
        skill: Some(SkillId::new("fraud").unwrap()),
        priority: Priority::High,
        tier: Tier::Vip,
        arrived_at: Timestamp(1),
        queued_at: Timestamp(2),
        first_answered_at: Some(Timestamp(3)),
        resolved_at: Timestamp(4),
        agent: Some("ada@bank.example".to_owned()),
        transfers: 1,
        rating: Some(4),
        comment: Some("quick".to_owned()),
        is_abandoned: false,
        preview: "thank you".to_owned(),
        visitor_messages: 5,
        agent_messages: 6,
    }
}

#[test]
fn a_line_and_its_answers_are_written_like_this() {
    check(
        &CheckedLine { agent: Some(AgentId::from_bits(0xada)), line: line() },
        expect![[
            r#"{"agent":"00000000000000000000000000000ada","line":{"id":"000000000000000000000000000000c0","visitor":"00000000000000000000000000000015","channel":"email","locale":"en","intent":"dispute","skill":"fraud","priority":"high","tier":"vip","arrived_at":1,"queued_at":2,"first_answered_at":3,"resolved_at":4,"agent":"ada@bank.example","transfers":1,"rating":4,"comment":"quick","is_abandoned":false,"preview":"thank you","visitor_messages":5,"agent_messages":6}}"#
        ]],
    );
    check(&Imported { imported: 2, known: 1 }, expect![[r#"{"imported":2,"known":1}"#]]);
    check(
        &ImportTotal { conversations: 1, first_at: Some(Timestamp(1)), last_at: None },
        expect![[r#"{"conversations":1,"first_at":1,"last_at":null}"#]],
    );
    let lines = vec![LineError { line: 3, message: "correct it".to_owned() }];
    check(
        &ImportRefusal { code: "bad_lines".to_owned(), message: "m".to_owned(), lines },
        expect![[r#"{"code":"bad_lines","message":"m","lines":[{"line":3,"message":"correct it"}]}"#]],
    );
    check(
        &PastImport { channel: Channel::Phone, rating: None, comment: None, is_abandoned: true },
        expect![[r#"{"channel":"phone","rating":null,"comment":null,"is_abandoned":true}"#]],
    );
}

#[test]
fn what_an_old_system_does_not_know_may_be_left_out() {
    let short = r#"{"id":"000000000000000000000000000000c0","visitor":"00000000000000000000000000000015","channel":"phone","locale":"zh","arrived_at":1,"queued_at":1,"resolved_at":9}"#;
    let line: ArchiveLine = json::from_text(short).unwrap();
    assert_eq!((line.priority, line.tier, line.agent, line.rating), (Priority::Medium, Tier::Standard, None, None));
}
