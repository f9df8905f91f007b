//! CV6: what the visitor's own lines tell beside their intent. Read here, for what a browser claims is a hint at most.

use intent::tone::{Language, Sentiment, Tone as Read};
use wire::{Locale, Tone, TranscriptItem};

/// Lines that are read, the last ones: a mood passes.
const LINES: usize = 6;

/// None where the visitor said nothing. Urgent if any line is; of the last line that sounds like something, how; the language of the
/// last line that tells it.
pub(super) fn of(transcript: &[TranscriptItem]) -> Option<Tone> {
    let lines = transcript.iter().rev().filter(|item| item.from_visitor).take(LINES);
    let read: Vec<Read> = lines.map(|item| Read::of(&item.text, None)).collect();
    if read.is_empty() {
        return None;
    }
    let sentiment = read.iter().map(|tone| tone.sentiment).find(|sentiment| *sentiment != Sentiment::Neutral);
    Some(Tone {
        language: read.iter().find_map(|tone| language(tone.language)),
        sentiment: match sentiment {
            Some(Sentiment::Negative) => wire::Sentiment::Negative,
            Some(Sentiment::Positive) => wire::Sentiment::Positive,
            Some(Sentiment::Neutral) | None => wire::Sentiment::Neutral,
        },
        is_urgent: read.iter().any(Read::is_urgent),
    })
}

fn language(language: Language) -> Option<Locale> {
    let code = match language {
        Language::English => "en",
        Language::Chinese | Language::Mixed => "zh",
        Language::Other(tongue) => tongue.code,
        Language::Unknown => return None,
    };
    Locale::new(code).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::{MessageId, Timestamp};

    fn said(lines: &[(&str, bool)]) -> Option<Tone> {
        let item = |(place, (text, from_visitor)): (usize, &(&str, bool))| TranscriptItem {
            id: MessageId::from_bits(place as u128 + 1),
            at: Timestamp(1),
            from_visitor: *from_visitor,
            text: (*text).to_owned(),
            intent: None,
        };
        of(&lines.iter().enumerate().map(item).collect::<Vec<_>>())
    }

    #[test]
    fn the_visitors_lines_are_read_and_the_assistants_are_not() {
        assert_eq!(said(&[("This is urgent, I am furious!!!", false)]), None);
        let tone = said(&[("this is the worst shop ever, I am furious", true), ("I am sorry", false), ("ok", true)]).unwrap();
        assert_eq!(tone.sentiment, wire::Sentiment::Negative, "ok does not take it back");
        assert_eq!(tone.language, Locale::new("en").ok());
        assert!(!tone.is_urgent);
    }

    #[test]
    fn one_urgent_line_is_enough() {
        assert!(said(&[("this is urgent, I need it today!", true), ("order 1234", true)]).unwrap().is_urgent);
        assert!(said(&[("十万火急，请马上处理", true)]).unwrap().is_urgent);
    }
}
