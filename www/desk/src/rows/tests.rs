use wire::EscalationReason;

use super::*;

const ME: AgentId = AgentId::from_bits(1);

fn line(id: u128, author: Author, body: Body) -> Line {
    Line {
        id: MessageId::from_bits(id),
        seq: None,
        at: Timestamp(u64::try_from(id).unwrap_or(0)),
        author,
        body,
        delivery: Delivery::Sent,
    }
}

fn visitor(id: u128) -> Line {
    line(id, Author::Visitor, Body::text(format!("question {id}")))
}

fn assistant(id: u128) -> Line {
    line(id, Author::Assistant, Body::text(format!("answer {id}")))
}

fn agent(id: u128) -> Line {
    line(id, Author::Agent { id: ME, name: "Lin".to_owned() }, Body::text(format!("reply {id}")))
}

fn happened(id: u128, activity: Activity) -> Line {
    line(id, Author::System, Body::Activity { activity })
}

fn escalated(id: u128) -> Line {
    happened(id, Activity::Escalated { reason: EscalationReason::Asked })
}

fn draw_all(lines: &[Line]) -> Vec<Block> {
    blocks(lines, ME, |at| i64::try_from(at.0 / 100).unwrap_or(0))
}

/// `(is_before, ids)` of each block.
fn shape(blocks: &[Block]) -> Vec<(bool, Vec<u128>)> {
    blocks.iter().map(|block| (block.is_before, block.rows.iter().map(|row| row.id.bits()).collect())).collect()
}

fn texts(blocks: &[Block], pick: impl Fn(&What) -> bool) -> Vec<u128> {
    blocks.iter().flat_map(|block| &block.rows).filter(|row| pick(&row.what)).map(|row| row.id.bits()).collect()
}

#[test]
fn what_was_said_with_the_assistant_stands_apart() {
    let lines = [visitor(1), assistant(2), visitor(3), escalated(4), visitor(5), agent(6)];
    assert_eq!(shape(&draw_all(&lines)), [(true, vec![1, 2, 3]), (false, vec![4, 5, 6])]);
}

#[test]
fn a_second_escalation_has_its_own_part_with_the_assistant() {
    let resolved = Activity::Resolved { agent: ME, name: "Lin".to_owned() };
    let lines = [visitor(1), escalated(2), agent(3), happened(4, resolved), visitor(5), assistant(6), escalated(7), agent(8)];
    let shapes = [(true, vec![1]), (false, vec![2, 3, 4]), (true, vec![5, 6]), (false, vec![7, 8])];
    assert_eq!(shape(&draw_all(&lines)), shapes);
}

#[test]
fn the_prediction_stands_on_the_last_question_before_a_person_came() {
    let lines = [visitor(1), assistant(2), visitor(3), assistant(4), escalated(5), visitor(6)];
    assert_eq!(texts(&draw_all(&lines), |what| matches!(what, What::Text { led_here: true, .. })), [3]);
}

#[test]
fn messages_in_a_row_by_one_side_are_one_run() {
    let lines = [escalated(1), visitor(2), visitor(3), agent(4), visitor(105)];
    let blocks = draw_all(&lines);
    assert_eq!(texts(&blocks, |what| matches!(what, What::Text { is_head: true, .. })), [2, 4, 105]);
    assert_eq!(texts(&blocks, |what| matches!(what, What::Text { is_tail: true, .. })), [3, 4, 105]);
}

#[test]
fn each_day_is_opened_once() {
    let lines = [escalated(1), visitor(2), visitor(103), agent(104), visitor(205)];
    let days: Vec<u128> =
        draw_all(&lines).iter().flat_map(|block| &block.rows).filter(|row| row.is_new_day).map(|row| row.id.bits()).collect();
    assert_eq!(days, [1, 103, 205]);
}

#[test]
fn only_my_latest_message_tells_how_far_it_got() {
    let lines = [escalated(1), agent(2), visitor(3), agent(4), visitor(5)];
    assert_eq!(texts(&draw_all(&lines), |what| matches!(what, What::Text { is_latest_mine: true, .. })), [4]);
}

#[test]
fn a_body_nobody_knows_is_left_out() {
    let lines = [visitor(1), line(2, Author::Visitor, Body::Unknown), visitor(3)];
    assert_eq!(shape(&draw_all(&lines)), [(false, vec![1, 3])]);
}
