//! A conversation as a text file for the agent: with the notes, because it stays among colleagues.

use chat::client::Line;
use ui::Lang;
use wire::{AgentId, Author, Body, Card, Timestamp};

use crate::words::{activity, count, files, tagged, words};

/// What is written of a conversation. `moment` writes times in the agent's time zone.
#[must_use]
pub fn transcript(lang: Lang, title: &str, lines: &[Line], me: AgentId, moment: impl Fn(Timestamp) -> String) -> String {
    // So that editors know that it is UTF-8.
    let mut text = format!("\u{feff}{title}\n");
    for line in lines {
        if let Some(said) = said(lang, line, me, &moment) {
            text.push_str(&format!("\n[{}] {said}", moment(line.at)));
        }
    }
    text.push('\n');
    text
}

fn said(lang: Lang, line: &Line, me: AgentId, moment: impl Fn(Timestamp) -> String) -> Option<String> {
    let w = words(lang);
    let name = match &line.author {
        Author::Visitor => w.customer,
        Author::Agent { name, .. } => name,
        Author::Assistant => w.assistant,
        Author::System | Author::Unknown => "",
    };
    match &line.body {
        Body::Text { text, files } => {
            let named = files.iter().map(|file| count(files::words(lang).attached, &[&file.name]));
            let parts: Vec<String> = Some(text.clone()).filter(|text| !text.is_empty()).into_iter().chain(named).collect();
            Some(format!("{name}: {}", parts.join(" ")))
        }
        Body::Answer { text, .. } => Some(format!("{name}: {text}")),
        Body::Card { card } => Some(card_text(card)),
        Body::Activity { activity: happened } => activity(lang, happened, |agent| agent == me, moment),
        Body::Note { text, .. } => Some(format!("({}) {text}", count(w.note_by, &[name]))),
        Body::Tag { tag, on } => Some(tagged(lang, Some(name), tag, *on)),
        Body::Rating { score, comment } => {
            let most = wire::limits::SCORE_MAX.to_string();
            let rated = count(w.rated, &[&score.to_string(), &most]);
            Some(comment.as_ref().map_or(rated.clone(), |comment| format!("{rated}: {comment}")))
        }
        Body::Hidden | Body::Unknown => None,
    }
}

fn card_text(card: &Card) -> String {
    let fields = card.fields.iter().map(|field| format!("\n  {}: {}", field.label, field.value));
    std::iter::once(card.title.clone()).chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use chat::client::Delivery;
    use wire::{Activity, MessageId};

    use super::*;

    #[test]
    fn everything_said_is_in_it_with_names_times_and_notes() {
        let ada = Author::Agent { id: AgentId::from_bits(2), name: "Ada".to_owned() };
        let line = |at: u64, author: &Author, body| Line {
            id: MessageId::from_bits(u128::from(at)),
            seq: None,
            at: Timestamp(at),
            author: author.clone(),
            body,
            delivery: Delivery::Sent,
        };
        let name = "receipt.png".to_owned();
        let receipt = wire::File { id: wire::FileId::from_bits(1), media: wire::Media::Png, bytes: 1, width: 1, height: 1, name };
        let lines = [
            line(1, &Author::Visitor, Body::text("where is it?".to_owned())),
            line(2, &ada, Body::Note { text: "late again".to_owned(), mentions: vec![] }),
            line(3, &ada, Body::Tag { tag: "late".to_owned(), on: true }),
            line(4, &Author::System, Body::Activity { activity: Activity::ClosedUnanswered }),
            line(5, &Author::Visitor, Body::Rating { score: 4, comment: Some("thanks".to_owned()) }),
            line(6, &Author::System, Body::Unknown),
            line(7, &Author::Visitor, Body::Text { text: String::new(), files: vec![receipt] }),
        ];
        let text = transcript(Lang::En, "Parcel", &lines, AgentId::from_bits(1), |at| at.0.to_string());
        let expected = "\u{feff}Parcel\n\n[1] Customer: where is it?\n[2] (Note by Ada) late again\n[3] Ada added the tag “late”\n\
                        [4] Closed: the customer did not answer\n[5] Rated 4 of 5: thanks\n[7] Customer: [Attached: receipt.png]\n";
        assert_eq!(text, expected);
    }
}
