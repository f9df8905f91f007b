//! The JSON of everything that crosses a process or is stored by a conversation. A change here is a change of the protocol or
//! a migration: additions only, or `PROTOCOL` is raised.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod records;

use std::fmt::Debug;

use expect_test::{Expect, expect};
use json::Json;
use wire::command::{ConversationCommand, SummaryCommand, SummaryReceipt};
use wire::desk::{AgentStatus, Assignment};
use wire::fact::{Fact, FactKind, PredictedOutcome};
use wire::floor::{Deed, ForcedReason};
use wire::frame::Reader;
use wire::stored::{Attachment, Facts, Head, LocalLine, Meta, Origin, Outgoing, OutgoingKind, Retention, Unanswered};
use wire::summary::Assigned;
use wire::*;

fn check<T: Json + PartialEq + Debug>(values: &[T], expected: Expect) {
    let lines: Vec<String> = values.iter().map(encode).collect();
    for (value, line) in values.iter().zip(&lines) {
        assert_eq!(&json::from_text::<T>(line).expect("it reads what it wrote"), value);
    }
    expected.assert_eq(&(lines.join("\n") + "\n"));
}

fn message() -> MessageId {
    MessageId::from_bits(0x0e55)
}

fn agent() -> AgentId {
    AgentId::from_bits(0xada)
}

fn conversation() -> ConversationId {
    ConversationId::from_bits(0xc0)
}

fn sla() -> AppliedSla {
    let target = SlaTarget::NextResponse;
    AppliedSla { due_at: Timestamp(90), conversation: conversation(), target, since: Timestamp(30), warn_at: Timestamp(75) }
}

fn assigned() -> Assigned {
    Assigned { agent: agent(), name: "Ada".to_owned(), epoch: 2 }
}

fn locale() -> Locale {
    Locale::new("en").unwrap()
}

fn intent() -> IntentId {
    IntentId::new("screen_time").unwrap()
}

fn card() -> Card {
    Card {
        flow: FlowId::new("start_return").unwrap(),
        version: 3,
        title: "Return".to_owned(),
        fields: vec![CardField { slot: SlotId::new("order").unwrap(), label: "Order".to_owned(), value: "LM-000001".to_owned() }],
    }
}

fn item() -> TranscriptItem {
    TranscriptItem {
        id: message(),
        at: Timestamp(7),
        from_visitor: false,
        text: "Open Settings".to_owned(),
        intent: Some(intent()),
    }
}

fn escalation() -> Escalation {
    Escalation {
        reason: EscalationReason::NotUnderstood,
        locale: locale(),
        prediction: Some(Prediction { intent: intent(), confidence_permille: 420 }),
        skill: Some(SkillId::new("phones").unwrap()),
        priority: Priority::High,
        card: Some(card()),
        transcript: vec![item()],
    }
}

fn entry(body: Body, author: Author) -> Entry {
    Entry { seq: Seq(4), id: message(), at: Timestamp(1_700_000_000_000), author, body }
}

fn summary() -> Summary {
    Summary {
        conversation: conversation(),
        version: 5,
        visitor: VisitorId::from_bits(0xa1),
        state: ConversationState::Open,
        queued_at: Timestamp(10),
        opened_at: Timestamp(0),
        answered_at: None,
        asked_at: None,
        last_activity_at: Timestamp(20),
        locale: locale(),
        reason: EscalationReason::Asked,
        prediction: None,
        skill: None,
        priority: Priority::Medium,
        channel: wire::Channel::Social,
        tier: wire::Tier::Vip,
        served_by: Some(agent()),
        transfer: Some(Transfer { to: TransferTarget::Skill { skill: SkillId::new("returns").unwrap() }, from: agent() }),
        card: None,
        tone: Some(Tone { language: Some(Locale::new("es").unwrap()), sentiment: Sentiment::Negative, is_urgent: true }),
        reach: wire::summary::Reach { email: Some("a@example.com".to_owned()), phone: None },
        preview: "where is it".to_owned(),
        messages: 1,
        assigned: Some(assigned()),
        released_epoch: 1,
        tags: vec!["refund".to_owned()],
        mentions: vec![agent()],
        rating: Some(4),
        is_forgotten: false,
        facts: vec![fact(FactKind::VisitorWrote)],
        facts_from: 2,
    }
}

fn fact(what: FactKind) -> Fact {
    Fact { at: Timestamp(20), conversation: Some(conversation()), what }
}

fn profile() -> AgentProfile {
    AgentProfile {
        id: agent(),
        name: "Ada".to_owned(),
        skills: vec![SkillId::new("phones").unwrap()],
        secondary_skills: vec![SkillId::new("returns").unwrap()],
        teams: Vec::new(),
        capacity: 4,
        channels: vec![ChannelCapacity { channel: Channel::Social, most: 2 }],
        role: Role::Supervisor,
    }
}

#[test]
fn frames_of_clients() {
    check(
        &[
            ClientFrame::Hello { protocol: Protocol(1), build: "chat 0.1.0".to_owned(), resume: Seq(3) },
            ClientFrame::Send { id: message(), text: "hi \"you\"".to_owned(), files: Vec::new() },
            ClientFrame::Typing { typing: true },
            ClientFrame::Seen { seq: Seq(4) },
            ClientFrame::Resolve { id: message(), epoch: Some(2) },
            ClientFrame::Release { id: message(), epoch: None },
            ClientFrame::Transfer {
                id: message(),
                to: TransferTarget::Team { team: TeamId::new("loans").unwrap() },
                epoch: Some(2),
            },
            ClientFrame::Snooze { id: message(), until: Timestamp(60), epoch: Some(2) },
            ClientFrame::Note { id: message(), text: "look @Ada".to_owned(), mentions: vec![agent()] },
            ClientFrame::Tag { id: message(), tag: "refund".to_owned(), on: true },
            ClientFrame::Rate { id: message(), score: 5, comment: Some("quick".to_owned()) },
            ClientFrame::Unknown,
            ClientFrame::Escalate { id: message(), escalation: Box::new(escalation()) },
        ],
        expect![[r#"
            {"kind":"hello","protocol":1,"build":"chat 0.1.0","resume":3}
            {"kind":"send","id":"00000000000000000000000000000e55","text":"hi \"you\""}
            {"kind":"typing","typing":true}
            {"kind":"seen","seq":4}
            {"kind":"resolve","id":"00000000000000000000000000000e55","epoch":2}
            {"kind":"release","id":"00000000000000000000000000000e55","epoch":null}
            {"kind":"transfer","id":"00000000000000000000000000000e55","to":{"kind":"team","team":"loans"},"epoch":2}
            {"kind":"snooze","id":"00000000000000000000000000000e55","until":60,"epoch":2}
            {"kind":"note","id":"00000000000000000000000000000e55","text":"look @Ada","mentions":["00000000000000000000000000000ada"]}
            {"kind":"tag","id":"00000000000000000000000000000e55","tag":"refund","on":true}
            {"kind":"rate","id":"00000000000000000000000000000e55","score":5,"comment":"quick"}
            {"kind":"unknown"}
            {"kind":"escalate","id":"00000000000000000000000000000e55","escalation":{"reason":"not_understood","locale":"en","prediction":{"intent":"screen_time","confidence_permille":420},"skill":"phones","priority":"high","card":{"flow":"start_return","version":3,"title":"Return","fields":[{"slot":"order","label":"Order","value":"LM-000001"}]},"transcript":[{"id":"00000000000000000000000000000e55","at":7,"from_visitor":false,"text":"Open Settings","intent":"screen_time"}]}}
        "#]],
    );
}

#[test]
fn frames_of_a_conversation() {
    check(
        &[
            ServerFrame::Welcome {
                protocol: Protocol(1),
                latest: Seq(4),
                state: ConversationState::Open,
                assigned: Some(assigned()),
                visitor_seen: Seq(3),
                agent_seen: Seq(2),
            },
            ServerFrame::Entries { entries: vec![entry(Body::text("hi".to_owned()), Author::Visitor)] },
            ServerFrame::Ack { id: message(), seq: Seq(4) },
            ServerFrame::Refused { id: message(), reason: Refusal::NotEscalated },
            ServerFrame::State { state: ConversationState::Resolved, assigned: None },
            ServerFrame::Typing { from_visitor: false, name: Some("Ada".to_owned()), typing: true },
            ServerFrame::Seen { by_visitor: true, seq: Seq(4) },
            ServerFrame::Here { agents: vec![Reader { id: agent(), name: "Ada".to_owned(), is_writing: true }] },
            ServerFrame::Unknown,
        ],
        expect![[r#"
            {"kind":"welcome","protocol":1,"latest":4,"state":"open","assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"visitor_seen":3,"agent_seen":2}
            {"kind":"entries","entries":[{"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"visitor"},"body":{"kind":"text","text":"hi"}}]}
            {"kind":"ack","id":"00000000000000000000000000000e55","seq":4}
            {"kind":"refused","id":"00000000000000000000000000000e55","reason":"not_escalated"}
            {"kind":"state","state":"resolved","assigned":null}
            {"kind":"typing","from_visitor":false,"name":"Ada","typing":true}
            {"kind":"seen","by_visitor":true,"seq":4}
            {"kind":"here","agents":[{"id":"00000000000000000000000000000ada","name":"Ada","is_writing":true}]}
            {"kind":"unknown"}
        "#]],
    );
}

#[test]
fn entries() {
    let name = || "Ada".to_owned();
    let activities = [
        Activity::Escalated { reason: EscalationReason::Flow },
        Activity::AgentJoined { agent: agent(), name: name() },
        Activity::AgentLeft { agent: agent(), name: name() },
        Activity::Resolved { agent: agent(), name: name() },
        Activity::Transferred { agent: agent(), name: name(), to: TransferTarget::Agent { agent: agent() } },
        Activity::Snoozed { agent: agent(), name: name(), until: Timestamp(60) },
        Activity::Woke,
        Activity::Reopened,
        Activity::ClosesSoon { at: Timestamp(50) },
        Activity::ClosedUnanswered,
        Activity::Unknown,
    ];
    let mut entries = vec![
        entry(Body::text("hi".to_owned()), Author::Visitor),
        entry(Body::Answer { text: "Open Settings".to_owned(), intent: intent() }, Author::Assistant),
        entry(Body::Card { card: card() }, Author::Assistant),
        entry(Body::text("hello".to_owned()), Author::Agent { id: agent(), name: name() }),
        entry(Body::Note { text: "look".to_owned(), mentions: vec![agent()] }, Author::Agent { id: agent(), name: name() }),
        entry(Body::Tag { tag: "refund".to_owned(), on: false }, Author::Agent { id: agent(), name: name() }),
        entry(Body::Rating { score: 5, comment: None }, Author::Visitor),
        entry(Body::Hidden, Author::System),
        entry(Body::Unknown, Author::Unknown),
    ];
    entries.extend(activities.map(|activity| entry(Body::Activity { activity }, Author::System)));
    check(
        &entries,
        expect![[r#"
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"visitor"},"body":{"kind":"text","text":"hi"}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"assistant"},"body":{"kind":"answer","text":"Open Settings","intent":"screen_time"}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"assistant"},"body":{"kind":"card","card":{"flow":"start_return","version":3,"title":"Return","fields":[{"slot":"order","label":"Order","value":"LM-000001"}]}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"agent","id":"00000000000000000000000000000ada","name":"Ada"},"body":{"kind":"text","text":"hello"}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"agent","id":"00000000000000000000000000000ada","name":"Ada"},"body":{"kind":"note","text":"look","mentions":["00000000000000000000000000000ada"]}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"agent","id":"00000000000000000000000000000ada","name":"Ada"},"body":{"kind":"tag","tag":"refund","on":false}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"visitor"},"body":{"kind":"rating","score":5,"comment":null}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"hidden"}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"unknown"},"body":{"kind":"unknown"}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"escalated","reason":"flow"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"agent_joined","agent":"00000000000000000000000000000ada","name":"Ada"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"agent_left","agent":"00000000000000000000000000000ada","name":"Ada"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"resolved","agent":"00000000000000000000000000000ada","name":"Ada"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"transferred","agent":"00000000000000000000000000000ada","name":"Ada","to":{"kind":"agent","agent":"00000000000000000000000000000ada"}}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"snoozed","agent":"00000000000000000000000000000ada","name":"Ada","until":60}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"woke"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"reopened"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"closes_soon","at":50}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"closed_unanswered"}}}
            {"seq":4,"id":"00000000000000000000000000000e55","at":1700000000000,"author":{"kind":"system"},"body":{"kind":"activity","activity":{"kind":"unknown"}}}
        "#]],
    );
}

#[test]
fn frames_of_agents() {
    let offer = OfferId::from_bits(0x0ff);
    check(
        &[
            AgentFrame::Hello { protocol: Protocol(1), build: "desk 0.1.0".to_owned() },
            AgentFrame::SetPresence { presence: Presence::Busy },
            AgentFrame::SetCapacity { capacity: 3 },
            AgentFrame::Accept { offer },
            AgentFrame::Decline { offer },
            AgentFrame::Unknown,
        ],
        expect![[r#"
            {"kind":"hello","protocol":1,"build":"desk 0.1.0"}
            {"kind":"set_presence","presence":"busy"}
            {"kind":"set_capacity","capacity":3}
            {"kind":"accept","offer":"000000000000000000000000000000ff"}
            {"kind":"decline","offer":"000000000000000000000000000000ff"}
            {"kind":"unknown"}
        "#]],
    );
}

#[test]
fn frames_of_a_desk() {
    let id = OfferId::from_bits(0x0ff);
    let status = AgentStatus { id: agent(), name: "Ada".to_owned(), presence: Presence::Online, capacity: 4, conversations: 1 };
    check(
        &[
            DeskFrame::Welcome { protocol: Protocol(1), me: profile(), presence: Presence::Offline, now: Timestamp(30) },
            DeskFrame::Me { presence: Presence::Online, capacity: 4 },
            DeskFrame::Queue {
                items: vec![QueueItem { summary: summary(), offered_to: Some(agent()), sla: Some(sla()) }],
                total: 1,
            },
            DeskFrame::Mine { conversations: vec![], sla: vec![sla()] },
            DeskFrame::Mentions { conversations: vec![] },
            DeskFrame::Offers {
                offers: vec![Offer { id, expires_at: Timestamp(60), summary: summary(), sla: None }],
                now: Timestamp(30),
            },
            DeskFrame::Team { agents: vec![status], total: 1 },
            DeskFrame::OfferGone { offer: id },
            DeskFrame::Supervised { by: "Bea".to_owned(), deed: Deed::SetPresence { presence: Presence::Busy } },
            DeskFrame::Supervised {
                by: "Bea".to_owned(),
                deed: Deed::Gave { conversation: conversation(), reason: ForcedReason::Balance },
            },
            DeskFrame::Supervised {
                by: "Bea".to_owned(),
                deed: Deed::Took { conversation: conversation(), to: "Ada".to_owned() },
            },
            DeskFrame::Unknown,
        ],
        expect![[r#"
            {"kind":"welcome","protocol":1,"me":{"id":"00000000000000000000000000000ada","name":"Ada","skills":["phones"],"secondary_skills":["returns"],"teams":[],"capacity":4,"channels":[{"channel":"social","most":2}],"role":"supervisor"},"presence":"offline","now":30}
            {"kind":"me","presence":"online","capacity":4}
            {"kind":"queue","items":[{"summary":{"conversation":"000000000000000000000000000000c0","version":5,"visitor":"000000000000000000000000000000a1","state":"open","queued_at":10,"opened_at":0,"answered_at":null,"asked_at":null,"last_activity_at":20,"locale":"en","reason":"asked","prediction":null,"skill":null,"priority":"medium","channel":"social","tier":"vip","served_by":"00000000000000000000000000000ada","transfer":{"to":{"kind":"skill","skill":"returns"},"from":"00000000000000000000000000000ada"},"card":null,"tone":{"language":"es","sentiment":"negative","is_urgent":true},"reach":{"email":"a@example.com","phone":null},"preview":"where is it","messages":1,"assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"released_epoch":1,"tags":["refund"],"mentions":["00000000000000000000000000000ada"],"rating":4,"is_forgotten":false,"facts":[{"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"visitor_wrote"}}],"facts_from":2},"offered_to":"00000000000000000000000000000ada","sla":{"due_at":90,"conversation":"000000000000000000000000000000c0","target":"next_response","since":30,"warn_at":75}}],"total":1}
            {"kind":"mine","conversations":[],"sla":[{"due_at":90,"conversation":"000000000000000000000000000000c0","target":"next_response","since":30,"warn_at":75}]}
            {"kind":"mentions","conversations":[]}
            {"kind":"offers","offers":[{"id":"000000000000000000000000000000ff","expires_at":60,"summary":{"conversation":"000000000000000000000000000000c0","version":5,"visitor":"000000000000000000000000000000a1","state":"open","queued_at":10,"opened_at":0,"answered_at":null,"asked_at":null,"last_activity_at":20,"locale":"en","reason":"asked","prediction":null,"skill":null,"priority":"medium","channel":"social","tier":"vip","served_by":"00000000000000000000000000000ada","transfer":{"to":{"kind":"skill","skill":"returns"},"from":"00000000000000000000000000000ada"},"card":null,"tone":{"language":"es","sentiment":"negative","is_urgent":true},"reach":{"email":"a@example.com","phone":null},"preview":"where is it","messages":1,"assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"released_epoch":1,"tags":["refund"],"mentions":["00000000000000000000000000000ada"],"rating":4,"is_forgotten":false,"facts":[{"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"visitor_wrote"}}],"facts_from":2},"sla":null}],"now":30}
            {"kind":"team","agents":[{"id":"00000000000000000000000000000ada","name":"Ada","presence":"online","capacity":4,"conversations":1}],"total":1}
            {"kind":"offer_gone","offer":"000000000000000000000000000000ff"}
            {"kind":"supervised","by":"Bea","deed":{"kind":"set_presence","presence":"busy"}}
            {"kind":"supervised","by":"Bea","deed":{"kind":"gave","conversation":"000000000000000000000000000000c0","reason":"balance"}}
            {"kind":"supervised","by":"Bea","deed":{"kind":"took","conversation":"000000000000000000000000000000c0","to":"Ada"}}
            {"kind":"unknown"}
        "#]],
    );
}

#[test]
fn fr3_what_is_not_known_reads_as_unknown() {
    assert_eq!(decode(r#"{"kind":"wave","with":{"both":["hands"]}}"#), Ok(ClientFrame::Unknown));
    assert_eq!(decode(r#"{"kind":"wave"}"#), Ok(ServerFrame::Unknown));
    assert_eq!(decode(r#"{"kind":"wave"}"#), Ok(AgentFrame::Unknown));
    assert_eq!(decode(r#"{"kind":"wave"}"#), Ok(DeskFrame::Unknown));
    assert_eq!(decode(r#""asleep""#), Ok(ConversationState::Unknown));
    assert_eq!(decode(r#""bored""#), Ok(EscalationReason::Unknown));
    assert_eq!(decode(r#""rude""#), Ok(Refusal::Unknown));
    assert_eq!(decode(r#"{"kind":"yodelled"}"#), Ok(FactKind::Unknown));
    assert_eq!(decode(r#"{"kind":"seen","seq":4,"mood":"good"}"#), Ok(ClientFrame::Seen { seq: Seq(4) }));
}

#[test]
fn fr1_size_is_checked_before_shape() {
    let text = "x".repeat(limits::FRAME_BYTES + 1);
    assert!(matches!(decode::<ClientFrame>(&text), Err(DecodeError::TooLong { .. })));
    assert!(matches!(decode::<ClientFrame>("x"), Err(DecodeError::Malformed(_))));
}

#[test]
fn hs4_every_close_reason_reads_back_and_no_other_does() {
    let all = ["client_too_old", "server_too_old", "forbidden", "not_found", "bad_frame", "too_many", "try_again", "replaced"];
    for text in all {
        assert_eq!(CloseReason::parse(text).map(CloseReason::as_str), Some(text));
    }
    assert_eq!(CloseReason::parse("tired"), None);
}

#[test]
fn records_of_older_builds_are_read() {
    let head = r#"{"version":5,"state":"open","queued_at":10,"last_activity_at":20,"preview":"","messages":1,"assigned":null,"released_epoch":1,"visitor_seen":3,"agent_seen":2,"facts":4,"desk_has":4,"directory_has":3}"#;
    let head: Head = decode(head).unwrap();
    assert_eq!((head.tags.len(), head.mentions.len(), head.rating, head.unanswered), (0, 0, None, None));
    let summary = encode(&Summary { tags: Vec::new(), mentions: Vec::new(), rating: None, ..summary() });
    let older = summary.replace(r#","tags":[],"mentions":[],"rating":null"#, "");
    assert_ne!(older, summary);
    assert_eq!(decode::<Summary>(&older), decode(&summary));
}

#[test]
fn nt1_what_is_not_for_visitors_leaves_its_place_and_nothing_else() {
    let author = || Author::Agent { id: agent(), name: "Ada".to_owned() };
    let secrets = [
        Body::Note { text: "secret".to_owned(), mentions: vec![agent()] },
        Body::Tag { tag: "secret".to_owned(), on: true },
        Body::Unknown,
    ];
    for body in secrets {
        assert_eq!(entry(body, author()).for_visitor(), entry(Body::Hidden, Author::System));
    }
    let told = entry(Body::text("hi".to_owned()), author());
    assert_eq!(told.for_visitor(), told);
}
