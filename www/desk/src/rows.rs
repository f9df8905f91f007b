//! A thread as it is drawn: days, what was said with the assistant, runs of messages, what happened.

use chat::client::{Delivery, Line};
use wire::{Activity, AgentId, Author, Body, Card, File, IntentId, MessageId, Timestamp};

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Said in the visitor's browser before a person was asked for.
    pub is_before: bool,
    pub rows: Vec<Row>,
}

/// One drawn row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: MessageId,
    pub at: Timestamp,
    /// The first row of its day.
    pub is_new_day: bool,
    pub what: What,
}

impl Row {
    /// Changes exactly when a row of the same id is drawn differently.
    #[must_use]
    pub fn key(&self) -> (u16, usize) {
        // What was typed and what the edge has kept of it may differ; a masked text has another length.
        let mut length = 0;
        let of_text = match &self.what {
            What::Text { text, delivery, is_head, is_tail, is_latest_mine, led_here, .. } => {
                length = text.len();
                let delivery = number(*delivery);
                let flags = [*is_head, *is_tail, *is_latest_mine, *led_here];
                flags.into_iter().fold(delivery, |key, flag| key << 1 | u16::from(flag))
            }
            What::Note { text, delivery, .. } => {
                length = text.len();
                number(*delivery)
            }
            What::Card { .. } | What::Activity { .. } | What::Tag { .. } | What::Rating { .. } => 0,
        };
        (of_text << 1 | u16::from(self.is_new_day), length)
    }
}

fn number(delivery: Delivery) -> u16 {
    match delivery {
        Delivery::Local => 0,
        Delivery::Sending => 1,
        Delivery::Sent => 2,
        Delivery::Seen => 3,
        Delivery::Refused(_) => 4,
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Text {
        side: Side,
        text: String,
        files: Vec<File>,
        /// The intent an assistant's answer came from.
        intent: Option<IntentId>,
        delivery: Delivery,
        /// The first of a run by the same side.
        is_head: bool,
        /// The last of a run.
        is_tail: bool,
        /// The last of mine: it tells how far it got.
        is_latest_mine: bool,
        /// The question that led to a person: the prediction stands on it.
        led_here: bool,
    },
    Card {
        card: Card,
    },
    Activity {
        activity: Activity,
    },
    /// A line among agents.
    Note {
        side: Side,
        text: String,
        /// It calls this agent.
        calls_me: bool,
        delivery: Delivery,
    },
    Tag {
        side: Side,
        tag: String,
        on: bool,
    },
    Rating {
        score: u8,
        comment: Option<String>,
    },
}

/// Who said it, seen from this agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    Visitor,
    Assistant,
    Me,
    Colleague(String),
}

/// Draws the lines of a thread for agent `me`. `day` numbers the days of the agent's time zone.
#[must_use]
pub fn blocks(lines: &[Line], me: AgentId, day: impl Fn(Timestamp) -> i64) -> Vec<Block> {
    let before = said_before(lines);
    let last_mine = lines.iter().rposition(|line| side(&line.author, me) == Some(Side::Me) && text_of(&line.body).is_some());
    let mut blocks: Vec<Block> = Vec::new();
    let mut last_day = None;
    let mut last_side: Option<Side> = None;
    for (at, line) in lines.iter().enumerate() {
        let is_before = before.contains(&at);
        let Some(mut what) = draw(line, me) else { continue };
        let starts = blocks.last().is_none_or(|block| block.is_before != is_before);
        let is_new_day = last_day.replace(day(line.at)) != Some(day(line.at));
        let this_side = if let What::Text { side, .. } = &what { Some(side.clone()) } else { None };
        let goes_on = !starts && !is_new_day && this_side.is_some() && this_side == last_side;
        if let What::Text { is_head, is_latest_mine, led_here, .. } = &mut what {
            *is_head = !goes_on;
            *is_latest_mine = last_mine == Some(at);
            *led_here = is_before && is_last_question(lines, at, &before);
        }
        if goes_on {
            end_run(&mut blocks, false);
        }
        last_side = this_side;
        let row = Row { id: line.id, at: line.at, is_new_day, what };
        match blocks.last_mut() {
            Some(block) if !starts => block.rows.push(row),
            Some(_) | None => blocks.push(Block { is_before, rows: vec![row] }),
        }
    }
    blocks
}

/// Marks the last drawn text as the end of its run, or not.
fn end_run(blocks: &mut [Block], ends: bool) {
    let last = blocks.last_mut().and_then(|block| block.rows.last_mut());
    if let Some(Row { what: What::Text { is_tail, .. }, .. }) = last {
        *is_tail = ends;
    }
}

/// The places of what was said before each escalation: back from it to whatever happened before.
fn said_before(lines: &[Line]) -> Vec<usize> {
    let mut places = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if matches!(&line.body, Body::Activity { activity: Activity::Escalated { .. } }) {
            let said =
                lines.iter().enumerate().take(at).rev().take_while(|(_, line)| !matches!(line.body, Body::Activity { .. }));
            places.extend(said.filter(|(_, line)| !matches!(line.body, Body::Card { .. })).map(|(place, _)| place));
        }
    }
    places
}

/// Whether this is the visitor's last line before a person was asked for.
fn is_last_question(lines: &[Line], at: usize, before: &[usize]) -> bool {
    let asked = |line: &Line| line.author == Author::Visitor && text_of(&line.body).is_some();
    let later = lines.iter().enumerate().skip(at + 1).any(|(place, line)| asked(line) && before.contains(&place));
    lines.get(at).is_some_and(asked) && !later
}

fn draw(line: &Line, me: AgentId) -> Option<What> {
    match &line.body {
        Body::Text { text, files } => Some(said(line, me, text, files, None)),
        Body::Answer { text, intent } => Some(said(line, me, text, &[], Some(intent))),
        Body::Card { card } => Some(What::Card { card: card.clone() }),
        Body::Activity { activity } => Some(What::Activity { activity: activity.clone() }),
        Body::Note { text, mentions } => Some(What::Note {
            side: side(&line.author, me)?,
            text: text.clone(),
            calls_me: mentions.contains(&me),
            delivery: line.delivery,
        }),
        Body::Tag { tag, on } => Some(What::Tag { side: side(&line.author, me)?, tag: tag.clone(), on: *on }),
        Body::Rating { score, comment } => Some(What::Rating { score: *score, comment: comment.clone() }),
        Body::Hidden | Body::Unknown => None,
    }
}

fn said(line: &Line, me: AgentId, text: &str, files: &[File], intent: Option<&IntentId>) -> What {
    What::Text {
        side: side(&line.author, me).unwrap_or(Side::Assistant),
        text: text.to_owned(),
        files: files.to_vec(),
        intent: intent.cloned(),
        delivery: line.delivery,
        is_head: true,
        is_tail: true,
        is_latest_mine: false,
        led_here: false,
    }
}

fn text_of(body: &Body) -> Option<&str> {
    match body {
        Body::Text { text, .. } | Body::Answer { text, .. } => Some(text),
        Body::Card { .. } | Body::Activity { .. } | Body::Note { .. } | Body::Tag { .. } => None,
        Body::Rating { .. } | Body::Hidden | Body::Unknown => None,
    }
}

fn side(author: &Author, me: AgentId) -> Option<Side> {
    match author {
        Author::Visitor => Some(Side::Visitor),
        Author::Assistant => Some(Side::Assistant),
        Author::Agent { id, .. } if *id == me => Some(Side::Me),
        Author::Agent { name, .. } => Some(Side::Colleague(name.clone())),
        Author::System | Author::Unknown => None,
    }
}

#[cfg(test)]
mod tests;
