//! What a waiting customer may expect: how many are before them, about how long it takes, and whether anybody is here at all.
//!
//! Those of one channel who need one skill stand in one line, more urgent ones before others. Two estimates of Ibrahim and Whitt
//! ("Real-time delay estimation based on delay history", 2009) are made of how the line has moved: by its length, a measured pause for
//! each who is before and one more; and by its delays, what those waited who were taken last. The first is too high where agents who
//! know several skills help out, the second late when a line grows; their geometric mean was nearer than either in the centre of the
//! routing bench (`centre/tests/outlook.rs`). Where a line has not moved yet nothing is promised.

use std::time::Duration;

use json::Json;
use wire::api::Outlook;
use wire::{Channel, ConversationId, SkillId, Timestamp, VisitorId, Write};

use crate::Desk;
use crate::class::Class;
use crate::record::{self, Agent, Held, Place};

/// What the newest pause weighs: the last ten make two thirds of the mean.
const NEWEST: f64 = 0.1;

/// What the newest wait weighs.
const NEWEST_WAIT: f64 = 0.2;

/// Pauses before an estimate is told.
const FIRST: u32 = 3;

/// Lines that are measured. Browsers say what skill they need, so there could be any number.
const LINES: usize = 256;

/// How one line moves.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Line {
    channel: Channel,
    skill: Option<SkillId>,
    /// Mean pause between two who left, in milliseconds.
    pause_ms: u64,
    /// Pauses so far.
    pauses: u32,
    /// When somebody left last while others still waited; none if the line was empty since.
    left_at: Option<Timestamp>,
    /// Mean wait of those who were taken last, of those who had to wait; in milliseconds.
    wait_ms: u64,
}

impl Desk {
    /// What the customer of a conversation may expect; none for a conversation that this visitor does not have here.
    #[must_use]
    pub fn outlook(&self, conversation: ConversationId, visitor: VisitorId, now: Timestamp) -> Option<Outlook> {
        let held = self.book.get(conversation).filter(|held| held.summary.visitor == visitor)?;
        let opens_at = self.book.calendar().and_then(|calendar| calendar.opens_at(now)).filter(|at| *at > now);
        let is_staffed = self.staff.values().any(Agent::is_available);
        let ahead = match held.place {
            Place::Waiting => Some(self.ahead(held, conversation)),
            Place::Offered { .. } => Some(0),
            Place::Assigned { .. } | Place::Gone { .. } => None,
        };
        let wait_s = ahead.filter(|_| is_staffed).and_then(|ahead| self.wait(held, ahead)).map(|wait| wait.as_secs());
        Some(Outlook { ahead, wait_s, is_staffed, opens_at })
    }

    /// Those of its line who are due before it.
    fn ahead(&self, held: &Held, id: ConversationId) -> u64 {
        let mine = (Class::of(held, self.policy()).due(held.summary.queued_at), held.summary.queued_at, id);
        let before = |class: &Class, queued_at, id| (class.due(queued_at), queued_at, id) < mine;
        let lines = self.classes(held.summary.channel, held.summary.skill.as_ref());
        // Within a class the order is that of coming.
        let count =
            lines.map(|(class, ranks)| ranks.iter().take_while(|rank| before(class, rank.queued_at, rank.conversation)).count());
        count.sum::<usize>() as u64
    }

    fn wait(&self, held: &Held, ahead: u64) -> Option<Duration> {
        let line = self.line(held.summary.channel, held.summary.skill.as_ref()).filter(|line| line.pauses >= FIRST)?;
        let by_length = line.pause_ms.saturating_mul(ahead.saturating_add(1)) as f64;
        Some(Duration::from_millis((by_length * line.wait_ms as f64).sqrt() as u64))
    }

    fn line(&self, channel: Channel, skill: Option<&SkillId>) -> Option<&Line> {
        self.lines.iter().find(|line| (line.channel, line.skill.as_ref()) == (channel, skill))
    }

    fn classes<'a>(
        &'a self,
        channel: Channel,
        skill: Option<&'a SkillId>,
    ) -> impl Iterator<Item = (&'a Class, &'a std::collections::BTreeSet<crate::book::Rank>)> {
        self.book.waiting().filter(move |(class, _)| class.channel == channel && class.skill.as_ref() == skill)
    }

    /// Somebody has left a line, taken after so long or tired of it: its pauses are counted while others wait behind.
    pub(crate) fn leaves_line(
        &mut self,
        channel: Channel,
        skill: Option<SkillId>,
        taken_after: Option<Duration>,
        now: Timestamp,
    ) {
        let waits_on = self.classes(channel, skill.as_ref()).next().is_some();
        let found = self.lines.iter().position(|line| (line.channel, &line.skill) == (channel, &skill));
        let place = match found {
            Some(place) => place,
            // Nobody waits for anybody here: the usual case costs nothing.
            None if !waits_on || self.lines.len() >= LINES => return,
            None => {
                self.lines.push(Line { channel, skill, pause_ms: 0, pauses: 0, left_at: None, wait_ms: 0 });
                self.lines.len() - 1
            }
        };
        let Some(line) = self.lines.get_mut(place) else { return };
        let before = line.clone();
        if let Some(left_at) = line.left_at {
            let pause = now.since(left_at).as_secs_f64() * 1_000.0;
            line.pauses = line.pauses.saturating_add(1);
            // The first ones weigh alike.
            let weight = NEWEST.max(1.0 / f64::from(line.pauses));
            line.pause_ms = mean(line.pause_ms, pause, weight);
        }
        if let Some(waited) = taken_after.map(|after| after.as_millis() as f64).filter(|waited| *waited > 0.0) {
            line.wait_ms = mean(line.wait_ms, waited, if line.wait_ms == 0 { 1.0 } else { NEWEST_WAIT });
        }
        line.left_at = waits_on.then_some(now);
        self.turn.moved |= *line != before;
    }

    /// The record to write if a line moved in this turn.
    pub(crate) fn moved(&self) -> Write {
        Write::put(record::LINES, &self.lines)
    }
}

fn mean(before: u64, newest: f64, weight: f64) -> u64 {
    (before as f64 * (1.0 - weight) + newest * weight) as u64
}
