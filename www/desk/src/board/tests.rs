use super::*;
use crate::sample::{offer, queued, summary};

const NOW: Timestamp = Timestamp(1_000_000);

fn mine_of(conversations: Vec<Summary>) -> DeskFrame {
    DeskFrame::Mine { conversations, sla: Vec::new() }
}

fn board() -> Board {
    let mut board = Board::default();
    board.apply(DeskFrame::Offers { offers: vec![offer(1)], now: Timestamp(1_005_000) }, NOW);
    board.apply(mine_of(vec![summary(10), summary(11)]), NOW);
    board.apply(DeskFrame::Queue { items: vec![queued(1), queued(20), queued(21)], total: 3 }, NOW);
    board
}

fn id(number: u128) -> ConversationId {
    ConversationId::from_bits(number)
}

#[test]
fn an_offered_conversation_is_listed_once_above_the_queue() {
    assert_eq!(board().listed(View::Waiting), [1, 20, 21].map(id));
    assert_eq!(board().place(id(1)), Place::Offered(offer(1).id));
    assert_eq!(board().place(id(20)), Place::Waiting);
    assert_eq!(board().place(id(99)), Place::Elsewhere);
}

#[test]
fn walking_the_lists_stops_at_both_ends() {
    let board = board();
    let from = |of: Option<u128>, below| board.neighbour(View::Mine, of.map(id), below);
    assert_eq!(from(None, true), Some(id(1)));
    assert_eq!(from(Some(1), true), Some(id(10)));
    assert_eq!(from(Some(11), true), Some(id(11)));
    assert_eq!(from(Some(1), false), Some(id(1)));
    assert_eq!(from(Some(77), false), Some(id(11)));
    assert_eq!(Board::default().neighbour(View::All, None, true), None);
}

#[test]
fn what_has_left_the_lists_is_still_known() {
    let mut board = board();
    board.apply(mine_of(Vec::new()), NOW);
    assert_eq!(board.of_view(View::Mine), []);
    assert_eq!(board.count(View::All), 5);
    assert_eq!(board.summary(id(10)).map(|summary| summary.preview.as_str()), Some("hello"));
    assert_eq!(board.place(id(10)), Place::Elsewhere);
}

#[test]
fn countdowns_follow_the_clock_of_the_desk() {
    assert_eq!(board().desk_now(Timestamp(1_001_000)), Timestamp(1_006_000));
}

#[test]
fn only_offers_that_were_not_there_before_are_news() {
    let mut board = board();
    let again = DeskFrame::Offers { offers: vec![offer(1), offer(2)], now: NOW };
    assert_eq!(board.apply(again.clone(), NOW), News::Offers(vec![offer(2)]));
    assert_eq!(board.apply(again, NOW), News::Nothing);
}

#[test]
fn a_gone_offer_leaves_the_list_at_once() {
    let mut board = board();
    assert_eq!(board.apply(DeskFrame::OfferGone { offer: offer(1).id }, NOW), News::OfferGone(offer(1).id));
    assert_eq!(board.place(id(1)), Place::Waiting);
}

#[test]
fn frames_replace_what_was_known_before() {
    let mut board = board();
    board.apply(mine_of(vec![summary(12)]), NOW);
    assert_eq!(board.place(id(10)), Place::Elsewhere);
    assert_eq!(board.place(id(12)), Place::Mine);
    assert_eq!(board.apply(DeskFrame::Unknown, NOW), News::Nothing);
}

#[test]
fn messages_that_were_not_there_before_are_news_and_a_new_conversation_is_not() {
    let mut board = Board::default();
    let mine = |messages| mine_of(vec![Summary { messages, ..summary(1) }]);
    assert_eq!(board.apply(mine(1), NOW), News::Nothing);
    assert_eq!(board.apply(mine(1), NOW), News::Nothing);
    assert_eq!(board.apply(mine(3), NOW), News::Messages(vec![summary(1).conversation]));
}
