//! What a site keeps of a resolved conversation, and for how long.
//!
//! A resolved conversation whose last activity is older than the site's retention is forgotten: its log, its card, what was noted of
//! its visitor and its files go in one commit, and the last summary tells the directory to forget as well. What stays has no personal
//! content: whose it was by its id, labels, times, versions. The site is asked before anything is forgotten, and now and then before
//! that, so that the setting of the day counts and not that of the year before. What a site answers is in the head; a site that does not
//! answer is asked again and nothing is forgotten meanwhile.

use std::time::Duration;

use wire::fact::FactKind;
use wire::stored::Retention;
use wire::{CloseReason, ConversationState, Seq, Timestamp, Write, limits};

use super::log::Log;
use super::turn::log_key;
use super::{Conversation, Effect, SocketId};

impl Conversation {
    /// What the site says now. An old conversation is forgotten by that.
    pub(super) fn set_retention(&mut self, days: u32, now: Timestamp) {
        if self.is_kept() {
            let days = days.clamp(limits::RETENTION_DAYS_MIN, limits::RETENTION_DAYS_MAX);
            self.head.retention = Some(Retention { days, told_at: now });
            self.turn.touched = true;
            if self.head.last_activity_at + days_of(days) <= now {
                self.forget(now);
            }
        }
    }

    /// When the site is to be asked.
    pub(super) fn retention_ends_at(&self) -> Option<Timestamp> {
        let active_at = self.head.last_activity_at;
        let due = match self.head.retention.filter(|told| told.told_at >= active_at) {
            Some(Retention { days, told_at }) => (active_at + days_of(days)).min(told_at + limits::RETENTION_LOOK),
            None => active_at + limits::RETENTION_FIRST_LOOK,
        };
        self.is_kept().then(|| due.max(self.ask_site_at))
    }

    pub(super) fn ask_retention(&mut self, now: Timestamp) {
        if self.retention_ends_at().is_some_and(|at| at <= now) {
            self.ask_site_at = now + limits::RETENTION_PAUSE;
            self.turn.effects.push(Effect::AskRetention);
        }
    }

    /// Resolved, and something of it is left to forget.
    fn is_kept(&self) -> bool {
        self.origin.is_some() && self.head.state == ConversationState::Resolved && !self.head.is_forgotten
    }

    fn forget(&mut self, now: Timestamp) {
        for seq in 1..=self.log.latest().0 {
            self.turn.writes.push(Write::delete(log_key(Seq(seq))));
        }
        self.log = Log::default();
        self.doom_files();
        if let Some(origin) = &mut self.origin {
            origin.card = None;
            origin.tone = None;
            self.turn.writes.push(Write::put("origin", origin));
        }
        let head = &mut self.head;
        head.preview.clear();
        head.tags.clear();
        head.mentions.clear();
        head.reach = wire::summary::Reach::default();
        (head.visitor_seen, head.agent_seen) = (Seq(0), Seq(0));
        head.is_forgotten = true;
        self.fact(FactKind::Forgotten);
        // Whoever still looks at it connects again and finds it empty (HS7).
        let open: Vec<SocketId> = self.sockets.iter().map(|(socket, _)| socket).collect();
        for socket in open {
            self.close(socket, CloseReason::TryAgain, now);
        }
    }
}

fn days_of(days: u32) -> Duration {
    Duration::from_secs(u64::from(days) * 24 * 60 * 60)
}
