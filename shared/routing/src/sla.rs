//! Promises to customers: by when a conversation is due, and whether that was kept.
//!
//! A clock runs from a point that the conversation itself has stored, so that it is the same whatever the desk slept through. It is
//! wound when a summary or another policy comes, and ends with the summary that tells of the answer.

use std::time::Duration;

use json::Json;
use wire::desk::SlaTarget;
use wire::fact::FactKind;
use wire::{AppliedSla, ConversationId, ConversationState, RoutingPolicy, Summary, Timestamp, limits};

use crate::Desk;
use crate::record::Held;

/// The summary that tells of an answer in time may be under way this long.
const UNDER_WAY: Duration = limits::SUMMARY_PAUSE.saturating_mul(2);

/// Agents are warned after this share unless the policy says otherwise.
const WARN_PERMILLE: u32 = 750;

/// A promise that runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub(crate) struct Clock {
    pub(crate) applied: AppliedSla,
    /// It was noted that this was not kept.
    pub(crate) is_missed: bool,
}

impl Clock {
    /// When it is to be noted that it was not kept.
    pub(crate) fn missed_at(&self) -> Option<Timestamp> {
        (!self.is_missed).then(|| self.applied.due_at + UNDER_WAY)
    }

    fn is_same(&self, other: &AppliedSla) -> bool {
        (self.applied.target, self.applied.since) == (other.target, other.since)
    }
}

impl Held {
    /// What is due first.
    pub(crate) fn first_due(&self) -> Option<AppliedSla> {
        self.clocks.iter().map(|clock| clock.applied).min()
    }
}

impl Desk {
    /// Starts and ends clocks as the summary says, and notes the promises that were kept.
    pub(crate) fn wind_clocks(&mut self, id: ConversationId, now: Timestamp) {
        let Some(held) = self.book.get(id) else { return };
        let running = self.running(&held.summary);
        let of = |applied: &AppliedSla| held.clocks.iter().find(|clock| clock.is_same(applied));
        let next: Vec<Clock> = running
            .into_iter()
            .map(|applied| Clock { applied, is_missed: of(&applied).is_some_and(|clock| clock.is_missed) })
            .collect();
        if next == held.clocks {
            return;
        }
        let ended = held.clocks.iter().filter(|clock| !clock.is_missed && !next.iter().any(|next| next.is_same(&clock.applied)));
        let ended: Vec<FactKind> = ended.filter_map(|clock| outcome(&clock.applied, &held.summary)).collect();
        self.book.edit(id, |held| held.clocks = next);
        for fact in ended {
            self.record(id, fact, now);
        }
    }

    /// Notes what was not kept.
    pub(crate) fn miss(&mut self, id: ConversationId, now: Timestamp) {
        let Some(held) = self.book.get(id) else { return };
        let is_over = |clock: &Clock| clock.missed_at().is_some_and(|at| at <= now);
        let missed: Vec<SlaTarget> =
            held.clocks.iter().filter(|clock| is_over(clock)).map(|clock| clock.applied.target).collect();
        if missed.is_empty() {
            return;
        }
        self.book.edit(id, |held| {
            for clock in &mut held.clocks {
                clock.is_missed |= is_over(clock);
            }
        });
        for target in missed {
            self.record(id, FactKind::SlaMissed { target }, now);
        }
    }

    /// The promises that run on a conversation.
    fn running(&self, summary: &Summary) -> Vec<AppliedSla> {
        if summary.state != ConversationState::Open {
            return Vec::new();
        }
        let policy = self.policy();
        let response = match (summary.answered_at, summary.asked_at) {
            (None, _) => Some((SlaTarget::FirstResponse, summary.queued_at)),
            (Some(_), Some(asked)) => Some((SlaTarget::NextResponse, asked)),
            (Some(_), None) => None,
        };
        let resolution = Some((SlaTarget::Resolution, summary.opened_at)).filter(|(_, since)| since.0 > 0);
        let all = response.into_iter().chain(resolution);
        all.filter_map(|(target, since)| Some(self.apply(summary, target, since, allowed(policy, summary, target)?))).collect()
    }

    fn apply(&self, summary: &Summary, target: SlaTarget, since: Timestamp, allowed: Duration) -> AppliedSla {
        let sla = self.policy().sla_of(summary);
        let calendar = self.book.calendar().filter(|_| sla.is_some_and(|sla| sla.is_within_hours));
        let at = |span: Duration| calendar.map_or(since + span, |calendar| calendar.after(since, span));
        let warn_permille = sla.and_then(|sla| sla.warn_permille).unwrap_or(WARN_PERMILLE);
        let warn_at = at(allowed.saturating_mul(warn_permille.min(1_000)) / 1_000);
        AppliedSla { conversation: summary.conversation, target, since, warn_at, due_at: at(allowed) }
    }
}

/// How long a promise gives; none if nothing was promised.
fn allowed(policy: &RoutingPolicy, summary: &Summary, target: SlaTarget) -> Option<Duration> {
    let stated = policy.sla_of(summary).and_then(|sla| match target {
        SlaTarget::FirstResponse => sla.first_response_s,
        SlaTarget::NextResponse => sla.next_response_s,
        SlaTarget::Resolution => sla.resolution_s,
    });
    let usual = match target {
        SlaTarget::FirstResponse | SlaTarget::NextResponse => Some(policy.channel(summary.channel).target_s),
        SlaTarget::Resolution => None,
    };
    stated.or(usual).map(|seconds| Duration::from_secs(u64::from(seconds.max(1))))
}

/// What became of a promise whose clock has ended; none if nobody can say, as of what was put aside.
fn outcome(applied: &AppliedSla, summary: &Summary) -> Option<FactKind> {
    let kept_at = match applied.target {
        SlaTarget::FirstResponse => summary.answered_at,
        SlaTarget::NextResponse if summary.asked_at == Some(applied.since) => None,
        SlaTarget::NextResponse => Some(summary.last_activity_at),
        SlaTarget::Resolution => Some(summary.last_activity_at).filter(|_| summary.state == ConversationState::Resolved),
    }?;
    let target = applied.target;
    Some(if kept_at <= applied.due_at { FactKind::SlaHit { target } } else { FactKind::SlaMissed { target } })
}
