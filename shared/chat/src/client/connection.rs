//! The socket: when to open one, when it has caught up, what to send on it, when to give it up.

use std::time::Duration;

use wire::hello::PROTOCOL;
use wire::{ClientFrame, CloseReason, Seq, Timestamp, limits};

use super::view::Connection;
use super::{Client, Effect, Role};
use crate::pace;

const BUILD: &str = concat!("chat ", env!("CARGO_PKG_VERSION"));

/// A socket that leaves something unanswered this long is given up: it may be half open.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(15);

const RECONNECT_PAUSE: Duration = Duration::from_millis(500);
const RECONNECT_CEILING: Duration = Duration::from_secs(30);
/// A connection that lasted this long was a good one: the next pause is short again.
const STEADY: Duration = Duration::from_secs(10);
/// A server that closes on purpose is not asked again before `RECONNECT_PAUSE` doubled this often: 8 s.
const TRIES_WHEN_CLOSED: u32 = 4;

/// Unanswered items at once. With the burst below half of `FRAME_BURST`, frames that a slow network delivers all at once are
/// still not too many.
const WINDOW: usize = 8;
const BURST: u32 = limits::FRAME_BURST / 2;
const PAUSE: Duration = Duration::from_millis(250);

#[derive(Debug, Default)]
pub(super) struct Link {
    state: State,
    /// Attempts since the last that held for `STEADY`.
    tries: u32,
    paced_until: Timestamp,
}

#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Idle,
    Connecting {
        since: Timestamp,
    },
    /// Hello was said.
    Greeting {
        since: Timestamp,
    },
    /// Entries up to `latest` are coming.
    CatchingUp {
        latest: Seq,
        since: Timestamp,
    },
    Live {
        since: Timestamp,
    },
    Waiting {
        retry_at: Timestamp,
    },
    Refused {
        reason: CloseReason,
    },
}

impl Link {
    pub(super) fn connection(&self) -> Connection {
        match self.state {
            State::Idle => Connection::Idle,
            State::Connecting { .. } | State::Greeting { .. } | State::CatchingUp { .. } => Connection::Connecting,
            State::Live { .. } => Connection::Online,
            State::Waiting { retry_at } => Connection::Waiting { retry_at },
            State::Refused { reason } => Connection::Refused { reason },
        }
    }

    pub(super) fn is_greeting(&self) -> bool {
        matches!(self.state, State::Greeting { .. })
    }

    pub(super) fn is_welcomed(&self) -> bool {
        matches!(self.state, State::CatchingUp { .. } | State::Live { .. })
    }

    /// When one more frame fits the pace.
    pub(super) fn free_at(&self) -> Timestamp {
        let allowance = PAUSE.saturating_mul(BURST - 1);
        Timestamp(self.paced_until.0.saturating_sub(u64::try_from(allowance.as_millis()).unwrap_or(u64::MAX)))
    }

    fn is_live(&self) -> bool {
        matches!(self.state, State::Live { .. })
    }
}

impl Client {
    pub(super) fn connect_if_wanted(&mut self, now: Timestamp) {
        let wanted = self.role != Role::Visitor || self.is_with_people() || self.outbox.has_something_to_send();
        if wanted && matches!(self.link.state, State::Idle) {
            self.connect(now);
        }
    }

    pub(super) fn online(&mut self, online: bool, now: Timestamp) {
        match self.link.state {
            State::Waiting { .. } | State::Refused { .. } if online => {
                self.link.tries = 0;
                self.connect(now);
            }
            State::Waiting { .. } | State::Refused { .. } | State::Idle | State::Connecting { .. } => {}
            State::Greeting { .. } | State::CatchingUp { .. } | State::Live { .. } => {}
        }
    }

    pub(super) fn opened(&mut self, now: Timestamp) {
        if let State::Connecting { .. } = self.link.state {
            self.link.state = State::Greeting { since: now };
            self.link.paced_until = Timestamp(0);
            let resume = self.thread.held();
            self.transmit(ClientFrame::Hello { protocol: PROTOCOL, build: BUILD.to_owned(), resume }, now);
        }
    }

    pub(super) fn closed(&mut self, reason: Option<CloseReason>, now: Timestamp) {
        match self.link.state {
            // The end of a socket that was given up before.
            State::Idle | State::Waiting { .. } | State::Refused { .. } => {}
            State::Connecting { .. } | State::Greeting { .. } | State::CatchingUp { .. } | State::Live { .. } => match reason {
                Some(reason) if !reason.is_worth_retrying() => {
                    self.lose();
                    self.link.state = State::Refused { reason };
                }
                Some(CloseReason::TryAgain) | None => self.wait(now),
                Some(_) => {
                    self.link.tries = self.link.tries.max(TRIES_WHEN_CLOSED);
                    self.wait(now);
                }
            },
        }
    }

    /// Gives the socket up and tries again later.
    pub(super) fn abandon(&mut self, now: Timestamp) {
        self.turn.effects.push(Effect::Disconnect);
        self.wait(now);
    }

    /// The server told how far its log goes.
    pub(super) fn welcomed(&mut self, latest: Seq, now: Timestamp) {
        self.link.state = State::CatchingUp { latest, since: now };
        self.catch_up(now);
    }

    pub(super) fn catch_up(&mut self, now: Timestamp) {
        if let State::CatchingUp { latest, .. } = self.link.state
            && self.thread.held() >= latest
        {
            self.link.state = State::Live { since: now };
            self.turn.changed = true;
        }
    }

    /// Sends what the window and the pace allow.
    pub(super) fn pump(&mut self, now: Timestamp) {
        while self.link.is_live() {
            let Some(paced_until) = pace::spend(self.link.paced_until, now, BURST, PAUSE) else { return };
            let may_send = self.outbox.unanswered() < WINDOW;
            let waiting = self.outbox.items.iter_mut().find(|item| item.is_waiting()).filter(|_| may_send);
            let frame = match waiting {
                Some(item) => {
                    item.sent_at = Some(now);
                    item.frame()
                }
                None => match self.presence_frame(now) {
                    Some(frame) => frame,
                    None => return,
                },
            };
            self.presence_told(&frame, now);
            self.link.paced_until = paced_until;
            self.turn.effects.push(Effect::Send(frame));
        }
    }

    pub(super) fn timeouts(&mut self, now: Timestamp) {
        self.other_stops(now);
        if let State::Waiting { retry_at } = self.link.state
            && retry_at <= now
        {
            self.connect(now);
        }
        if self.deadline().is_some_and(|deadline| deadline <= now) {
            self.abandon(now);
        }
    }

    pub(super) fn next_timeout(&self) -> Option<Timestamp> {
        let retry = match self.link.state {
            State::Waiting { retry_at } => Some(retry_at),
            State::Idle | State::Connecting { .. } | State::Greeting { .. } | State::CatchingUp { .. } => None,
            State::Live { .. } | State::Refused { .. } => None,
        };
        [retry, self.deadline(), self.paced_at(), self.presence_timeout()].into_iter().flatten().min()
    }

    fn connect(&mut self, now: Timestamp) {
        self.link.state = State::Connecting { since: now };
        self.turn.effects.push(Effect::Connect);
        self.turn.changed = true;
    }

    fn transmit(&mut self, frame: ClientFrame, now: Timestamp) {
        self.link.paced_until = self.link.paced_until.max(now) + PAUSE;
        self.turn.effects.push(Effect::Send(frame));
    }

    fn wait(&mut self, now: Timestamp) {
        self.lose();
        if let State::Live { since } = self.link.state
            && now.since(since) >= STEADY
        {
            self.link.tries = 0;
        }
        let pause = RECONNECT_PAUSE.saturating_mul(1 << self.link.tries.min(16)).min(RECONNECT_CEILING);
        self.link.tries = self.link.tries.saturating_add(1);
        self.link.state = State::Waiting { retry_at: now + pause + self.jitter(pause, now) };
    }

    fn lose(&mut self) {
        self.outbox.unsend();
        self.presence_lost();
        self.turn.changed = true;
    }

    /// Up to half of the pause, different for every conversation and moment, so that browsers cut off together return apart.
    fn jitter(&self, pause: Duration, now: Timestamp) -> Duration {
        let bits = self.conversation.bits();
        let mut mixed = (bits ^ (bits >> 64) ^ u128::from(now.0)) as u64;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed ^= mixed >> 27;
        let half = u64::try_from(pause.as_millis() / 2).unwrap_or(u64::MAX).max(1);
        Duration::from_millis(mixed % half)
    }

    /// When the socket has left something unanswered for too long.
    fn deadline(&self) -> Option<Timestamp> {
        let since = match self.link.state {
            State::Connecting { since } | State::Greeting { since } | State::CatchingUp { since, .. } => Some(since),
            State::Live { .. } => {
                self.outbox.items.iter().filter(|item| item.is_unanswered()).filter_map(|item| item.sent_at).min()
            }
            State::Idle | State::Waiting { .. } | State::Refused { .. } => None,
        };
        since.map(|since| since + ANSWER_TIMEOUT)
    }

    /// When the pace allows what waits for it.
    fn paced_at(&self) -> Option<Timestamp> {
        let waits = self.outbox.items.iter().any(|item| item.is_waiting()) && self.outbox.unanswered() < WINDOW;
        let waits = waits || self.my_seen() > self.presence.told_seen;
        (waits && self.link.is_live()).then(|| self.link.free_at())
    }
}
