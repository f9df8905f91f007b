//! For which message answers are suggested, and how a text is put behind another.

use chat::client::Line;
use wire::{Author, Body, MessageId};

/// The customer's last message, while nobody has answered it.
#[must_use]
pub fn unanswered(lines: &[Line]) -> Option<(MessageId, String)> {
    let text = |line: &Line| if let Body::Text { text, .. } = &line.body { Some(text.clone()) } else { None };
    let (line, text) = lines.iter().rev().find_map(|line| Some((line, text(line)?)))?;
    (line.author == Author::Visitor).then_some((line.id, text))
}

/// What stands in the composer with a text put behind it.
#[must_use]
pub fn behind(before: &str, text: &str) -> String {
    let before = before.trim_end();
    if before.is_empty() { text.to_owned() } else { format!("{before}\n\n{text}") }
}

#[cfg(test)]
mod tests {
    use chat::client::Delivery;
    use wire::{AgentId, Timestamp};

    use super::*;

    fn line(number: u128, author: Author, body: Body) -> Line {
        let id = MessageId::from_bits(number);
        Line { id, seq: None, at: Timestamp(0), author, body, delivery: Delivery::Sent }
    }

    fn said(number: u128, author: Author) -> Line {
        line(number, author, Body::Text { text: format!("text {number}"), files: Vec::new() })
    }

    #[test]
    fn answers_are_for_what_the_customer_said_last_and_only_until_somebody_answers() {
        let agent = || Author::Agent { id: AgentId::from_bits(1), name: "Amy".to_owned() };
        let note = line(3, agent(), Body::Note { text: "hm".to_owned(), mentions: Vec::new() });
        let mut lines = vec![said(1, Author::Visitor), said(2, Author::Visitor), note];
        assert_eq!(unanswered(&lines), Some((MessageId::from_bits(2), "text 2".to_owned())), "a note is no answer");
        lines.push(said(4, agent()));
        assert_eq!(unanswered(&lines), None);
        assert_eq!(unanswered(&[]), None);
    }

    #[test]
    fn a_text_goes_behind_what_was_written() {
        assert_eq!(behind("", "b"), "b");
        assert_eq!(behind("a \n", "b"), "a\n\nb");
    }
}
