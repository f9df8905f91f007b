//! All conversations in order of their last activity, and finding some of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use directory::{import, keep_summary, list};
use store::{MemoryStore, Reading, SqlStore, Sqlite, Store};
use wire::archive::{ArchiveLine, CheckedLine};
use wire::listing::{ListingQuery, ROWS};
use wire::{AgentId, ConversationState, Summary};

fn summary(id: u128, version: u64, at: u64, preview: &str) -> Summary {
    let text = format!(
        "{{\"conversation\":\"{id:032x}\",\"version\":{version},\"visitor\":\"{:032x}\",\"state\":\"open\",\"queued_at\":1,\
         \"last_activity_at\":{at},\"locale\":\"en\",\"reason\":\"asked\",\"priority\":\"medium\",\"preview\":{},\"messages\":1,\
         \"released_epoch\":0,\"facts\":[],\"facts_from\":0}}",
        id + 0xa0,
        json::to_text(&preview.to_owned())
    );
    json::from_text(&text).unwrap()
}

fn keep(store: &mut impl Store, summary: &Summary) {
    let kept = keep_summary(&Reading(&*store), summary).unwrap();
    store.commit(&kept.writes).unwrap();
}

fn found(store: &impl Store, query: &ListingQuery) -> Vec<u128> {
    list(&Reading(store), query).unwrap().rows.iter().map(|row| row.conversation.bits()).collect()
}

fn text(text: &str) -> ListingQuery {
    ListingQuery { text: text.to_owned(), ..ListingQuery::default() }
}

#[test]
fn a_conversation_stands_once_and_moves_up_when_something_happens() {
    let mut store = MemoryStore::default();
    keep(&mut store, &summary(1, 1, 10, "first"));
    keep(&mut store, &summary(2, 1, 20, "second"));
    assert_eq!(found(&store, &text("")), [2, 1]);
    keep(&mut store, &summary(1, 2, 30, "first again"));
    keep(&mut store, &summary(1, 1, 10, "first"));
    assert_eq!(found(&store, &text("")), [1, 2]);
    assert_eq!(list(&Reading(&store), &text("again")).unwrap().rows[0].preview, "first again");
}

#[test]
fn words_of_any_language_are_found_in_previews_tags_what_was_told_and_ids_and_nowhere_else() {
    let mut store = SqlStore::open(Sqlite::in_memory().unwrap()).unwrap();
    keep(&mut store, &summary(1, 1, 10, "Where is my Order, \"the\" big one?"));
    keep(&mut store, &Summary { tags: vec!["退货".to_owned(), "vip".to_owned()], ..summary(2, 1, 20, "我的订单在哪里") });
    let card = "{\"flow\":\"return\",\"version\":1,\"title\":\"Return\",\"fields\":[{\"slot\":\"name\",\"label\":\"Name\",\"value\":\"Zhang 伟\"}]}";
    let told = json::from_text(card).unwrap();
    keep(&mut store, &Summary { card: Some(told), ..summary(3, 1, 30, "broken") });
    for (looked_for, expected) in [
        ("order WHERE", vec![1]),
        ("\"the\"", vec![1]),
        ("订单", vec![2]),
        ("退货 在哪里", vec![2]),
        ("zhang", vec![3]),
        ("伟", vec![3]),
        ("000000000000000000000000000000a1", vec![1]),
        ("order 订单", vec![]),
        // Names of fields are no text.
        ("preview", vec![]),
        ("open", vec![]),
        ("%", vec![]),
    ] {
        let expected: Vec<u128> = expected;
        assert_eq!(found(&store, &text(looked_for)), expected, "{looked_for}");
    }
}

#[test]
fn filters_narrow_together() {
    let mut store = MemoryStore::default();
    keep(
        &mut store,
        &Summary { state: ConversationState::Resolved, served_by: Some(AgentId::from_bits(7)), ..summary(1, 1, 10, "a") },
    );
    keep(&mut store, &Summary { tags: vec!["refund".to_owned()], ..summary(2, 1, 20, "b") });
    let query = |change: fn(&mut ListingQuery)| {
        let mut query = ListingQuery::default();
        change(&mut query);
        query
    };
    assert_eq!(found(&store, &query(|query| query.state = Some(ConversationState::Resolved))), [1]);
    assert_eq!(found(&store, &query(|query| query.agent = Some(AgentId::from_bits(7)))), [1]);
    assert_eq!(found(&store, &query(|query| query.tag = Some("refund".to_owned()))), [2]);
    assert_eq!(found(&store, &query(|query| query.tag = Some("ref".to_owned()))), [] as [u128; 0], "a whole tag");
}

#[test]
fn pages_go_on_where_the_last_ended_with_nothing_twice_and_nothing_left_out() {
    let mut store = SqlStore::open(Sqlite::in_memory().unwrap()).unwrap();
    let lines =
        (0..5_000_u64).map(|id| CheckedLine { agent: None, line: line(id, if id % 500 == 0 { "needle" } else { "hay" }) });
    store.commit(&import(&Reading(&store), lines.collect()).unwrap().writes).unwrap();
    for (looked_for, expected) in [("", 5_000), ("needle", 10)] {
        let mut query = text(looked_for);
        let mut ids = Vec::new();
        for _ in 0..100 {
            let answer = list(&Reading(&store), &query).unwrap();
            assert!(answer.rows.len() <= ROWS);
            ids.extend(answer.rows.iter().map(|row| row.conversation.bits()));
            query.after = answer.next;
            if query.after.is_none() {
                break;
            }
        }
        assert_eq!(ids.len(), expected, "{looked_for}");
        assert!(ids.windows(2).all(|pair| pair[0] > pair[1]), "in order, each once");
    }
    let odd = ListingQuery { after: Some("staff/".to_owned()), ..text("needle") };
    assert_eq!(found(&store, &odd).len(), 10, "a made-up place is the beginning");
}

#[test]
fn a_rare_word_among_ten_thousand_is_found_at_once() {
    let mut store = SqlStore::open(Sqlite::in_memory().unwrap()).unwrap();
    for part in 0..10 {
        let lines = (0..1_000_u64).map(|id| part * 1_000 + id).map(|id| {
            let preview = if id == 3 { "我要退掉那台冰箱" } else { "where is my parcel, please" };
            CheckedLine { agent: None, line: line(id, preview) }
        });
        store.commit(&import(&Reading(&store), lines.collect()).unwrap().writes).unwrap();
    }
    assert_eq!(found(&store, &text("冰箱")), [3]);
}

fn line(id: u64, preview: &str) -> ArchiveLine {
    let text = format!(
        "{{\"id\":\"{id:032x}\",\"visitor\":\"{id:032x}\",\"channel\":\"chat\",\"locale\":\"en\",\"arrived_at\":{id},\"queued_at\":{id},\
         \"resolved_at\":{id},\"preview\":\"{preview}\"}}"
    );
    json::from_text(&text).unwrap()
}
