//! Importing past conversations.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;

use directory::{BatchError, customer, import, import_total, keep_summary, read_batch};
use store::{MemoryStore, Reading, SqlStore, Sqlite, Store};
use wire::archive::{BATCH_LINES, Imported, LINES_TOLD};
use wire::{AgentId, ConversationId, Timestamp};

const NOW: Timestamp = Timestamp(1_800_000_000_000);
const AT: u64 = 1_700_000_000_000;

#[test]
fn imported_conversations_stand_in_the_timeline_beside_those_held_here() {
    let mut store = MemoryStore::default();
    keep(&mut store, &[line(1, 7, AT), line(2, 7, AT + 1_000_000), line(3, 8, AT)].join("\n"));
    let card = customer(&Reading(&store), ConversationId::from_bits(1)).unwrap().unwrap();
    assert_eq!(card.conversations.iter().map(|past| past.conversation.bits()).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((card.first_seen_at, card.last_seen_at), (Timestamp(AT), Timestamp(AT + 1_300_000)));
    let past = card.conversations.last().unwrap();
    assert_eq!(past.agent, Some(AgentId::from_bits(0xada)));
    assert_eq!(past.imported.as_ref().unwrap().rating, Some(5));
    assert_eq!(past.preview, "where is my money");
}

#[test]
fn a_customer_who_comes_back_keeps_their_past() {
    let mut store = MemoryStore::default();
    keep(&mut store, &line(1, 7, AT));
    let summary = summary(99, 7, AT + 9_000_000);
    store.commit(&keep_summary(&Reading(&store), &summary).unwrap().writes).unwrap();
    let card = customer(&Reading(&store), ConversationId::from_bits(99)).unwrap().unwrap();
    let imported: Vec<bool> = card.conversations.iter().map(|past| past.imported.is_some()).collect();
    assert_eq!(imported, [false, true]);
    assert_eq!(card.first_seen_at, Timestamp(AT));
}

#[test]
fn a_repeated_batch_changes_nothing() {
    let mut store = MemoryStore::default();
    let batch = [line(1, 7, AT), line(2, 8, AT)].join("\n");
    assert_eq!(keep(&mut store, &batch), Imported { imported: 2, known: 0 });
    let before: Vec<_> = store.records().collect();
    assert_eq!(keep(&mut store, &batch), Imported { imported: 0, known: 2 });
    assert_eq!(store.records().collect::<Vec<_>>(), before);
    assert_eq!(keep(&mut store, &line(3, 9, AT + 5)), Imported { imported: 1, known: 0 });
    let total = import_total(&Reading(&store)).unwrap();
    assert_eq!((total.conversations, total.first_at, total.last_at), (3, Some(Timestamp(AT)), Some(Timestamp(AT + 5))));
}

#[test]
fn a_conversation_held_here_is_not_overwritten_by_an_import() {
    let mut store = MemoryStore::default();
    store.commit(&keep_summary(&Reading(&store), &summary(1, 7, AT)).unwrap().writes).unwrap();
    let before: Vec<_> = store.records().collect();
    assert_eq!(keep(&mut store, &line(1, 8, AT)), Imported { imported: 0, known: 1 });
    assert_eq!(store.records().collect::<Vec<_>>(), before);
}

#[test]
fn facts_carry_the_times_of_what_happened() {
    let mut store = MemoryStore::default();
    let abandoned = line(2, 8, AT).replace("\"is_abandoned\":false", "\"is_abandoned\":true");
    let abandoned = abandoned
        .replace("\"agent\":\"Ada@Bank.example\"", "\"agent\":null")
        .replace(&format!("\"first_answered_at\":{}", AT + 60_000), "\"first_answered_at\":null")
        .replace("\"rating\":5", "\"rating\":null");
    keep(&mut store, &[line(1, 7, AT), abandoned].join("\n"));
    let facts: Vec<String> = store.scan("fact/", 99).unwrap().into_iter().map(|(_, body)| body).collect();
    let kinds = |id: u32| -> Vec<(u64, &str)> {
        let of = facts.iter().filter(|fact| fact.contains(&format!("{id:032x}")));
        of.map(|fact| (number(fact, "\"at\":"), after(fact, "\"kind\":\""))).collect()
    };
    let (start, answered, end) = (AT + 1_000, AT + 60_000, AT + 300_000);
    let whole = [
        (start, "escalated"),
        (start, "enqueued"),
        (answered, "assigned"),
        (answered, "agent_wrote"),
        (end, "resolved"),
        (end, "rated"),
    ];
    assert_eq!(kinds(1), whole);
    assert_eq!(kinds(2), [(start, "escalated"), (start, "enqueued"), (end, "abandoned")]);
}

#[test]
fn one_bad_line_keeps_the_whole_batch_out_and_is_named_with_what_to_do() {
    let good = line(1, 7, AT);
    let bad = [
        ("{", "write one JSON object per line"),
        ("[]", "it is not an object"),
        (&good.replace("\"channel\":\"chat\"", "\"channel\":\"fax\""), "it is one of chat, social, email, phone"),
        (&good.replace("\"tier\":\"standard\"", "\"tier\":\"gold\""), "it is one of standard, vip"),
        (&good.replace("\"locale\":\"en\",", ""), "the member `locale` is missing"),
        (&good.replace("\"rating\":5", "\"rating\":9"), "`rating` is 1 to 5"),
        (&good.replace("Ada@Bank.example", "bob@bank.example"), "the site has no agent `bob@bank.example`"),
        (&good.replace(&format!("\"arrived_at\":{AT}"), "\"arrived_at\":1700000000"), "Unix milliseconds"),
        (&good.replace(&format!("{}", AT + 300_000), "1900000000000"), "lies in the future"),
        (&good.replace(&format!("{}", AT + 60_000), &format!("{}", AT + 1)), "out of order"),
        (&good.replace("\"is_abandoned\":false", "\"is_abandoned\":true"), "leave out the one that is wrong"),
        (&good.replace("where is my money", &"x".repeat(5_000)), "more than 4096 bytes"),
        (&good, "it has the id of line 1"),
    ];
    for (text, expected) in bad {
        let error = read_batch(&format!("{good}\n\n{text}\n"), &staff(), NOW).unwrap_err();
        let BatchError::BadLines { count: 1, first } = error else { panic!("{text}: {error:?}") };
        assert_eq!(first[0].line, 3, "{text}");
        assert!(first[0].message.contains(expected), "{expected}: {}", first[0].message);
    }
}

#[test]
fn a_batch_of_too_many_lines_is_refused_and_not_every_bad_line_is_told() {
    let lines: Vec<String> = (0..=BATCH_LINES as u64).map(|id| line(id, 7, AT)).collect();
    assert_eq!(read_batch(&"x\n".repeat(BATCH_LINES + 1), &staff(), NOW), Err(BatchError::TooLarge));
    assert_eq!(read_batch(&lines.join("\n"), &staff(), NOW), Err(BatchError::TooLarge));
    let Err(BatchError::BadLines { count: 100, first }) = read_batch(&"x\n".repeat(100), &staff(), NOW) else { panic!() };
    assert_eq!(first.len(), LINES_TOLD);
}

#[test]
fn a_preview_is_clipped_to_what_a_row_shows() {
    let long = line(1, 7, AT).replace("where is my money", &"钱".repeat(500));
    assert_eq!(read_batch(&long, &staff(), NOW).unwrap()[0].line.preview.chars().count(), 140);
}

#[test]
fn the_largest_batch_is_kept_in_one_commit_of_native_sqlite() {
    let mut store = SqlStore::open(Sqlite::in_memory().unwrap()).unwrap();
    let batch: Vec<String> = (0..1_500).map(|id| line(id, id % 300, AT + id)).collect();
    let lines = read_batch(&batch.join("\n"), &staff(), NOW).unwrap();
    let archive = import(&Reading(&store), lines).unwrap();
    store.commit(&archive.writes).unwrap();
    assert_eq!((archive.answer.imported, store.commits()), (1_500, 1));
    assert_eq!(store.scan("archive/", 9_999).unwrap().len(), 1_500);
}

fn keep(store: &mut MemoryStore, batch: &str) -> Imported {
    let archive = import(&Reading(&*store), read_batch(batch, &staff(), NOW).unwrap()).unwrap();
    store.commit(&archive.writes).unwrap();
    archive.answer
}

fn staff() -> BTreeMap<String, AgentId> {
    BTreeMap::from([("ada@bank.example".to_owned(), AgentId::from_bits(0xada))])
}

fn line(id: u64, visitor: u64, at: u64) -> String {
    format!(
        "{{\"id\":\"{id:032x}\",\"visitor\":\"{visitor:032x}\",\"channel\":\"chat\",\"locale\":\"en\",\"intent\":\"transfer_status\",\
         \"skill\":\"transfers\",\"priority\":\"high\",\"tier\":\"standard\",\"arrived_at\":{at},\"queued_at\":{},\
         \"first_answered_at\":{},\"resolved_at\":{},\"agent\":\"Ada@Bank.example\",\"transfers\":1,\"rating\":5,\"comment\":null,\
         \"is_abandoned\":false,\"preview\":\"where is my money\",\"visitor_messages\":3,\"agent_messages\":4}}",
        at + 1_000,
        at + 60_000,
        at + 300_000
    )
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split(mark).nth(1).unwrap().split('"').next().unwrap()
}

fn number(text: &str, mark: &str) -> u64 {
    let digits: String = text.split(mark).nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

fn summary(conversation: u128, visitor: u128, at: u64) -> wire::Summary {
    json::from_text(&format!(
        "{{\"conversation\":\"{conversation:032x}\",\"version\":1,\"visitor\":\"{visitor:032x}\",\"state\":\"open\",\"queued_at\":{at},\
         \"last_activity_at\":{at},\"locale\":\"en\",\"reason\":\"asked\",\"priority\":\"medium\",\"preview\":\"hello\",\"messages\":1,\
         \"released_epoch\":0,\"facts\":[],\"facts_from\":0}}"
    ))
    .unwrap()
}
