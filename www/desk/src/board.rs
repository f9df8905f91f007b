//! What the desk object told this agent, as it stands.
//!
//! Each frame carries the whole of what it speaks of, so the board replaces and never patches: after a reconnect it is right again
//! by the frames that follow the welcome, and until then it shows what was known last.

use wire::desk::AgentStatus;
use wire::floor::Deed;
use wire::listing::Listed;
use wire::{
    AgentId, AgentProfile, AppliedSla, ConversationId, DeskFrame, Offer, OfferId, Presence, QueueItem, Summary, Timestamp,
};

use crate::filter::{FILTERS, Filter};
use crate::known::Known;

/// The desk as this agent sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    pub me: Option<AgentProfile>,
    pub presence: Presence,
    pub capacity: u8,
    pub offers: Vec<Offer>,
    pub mine: Vec<Summary>,
    /// What is due of `mine`.
    mine_due: Vec<AppliedSla>,
    /// Where notes call this agent.
    pub mentions: Vec<Summary>,
    pub queue: Vec<QueueItem>,
    pub queue_total: u64,
    pub team: Vec<AgentStatus>,
    /// Views of the agent's own.
    pub filters: Vec<Filter>,
    known: Known,
    /// The desk's clock minus this browser's, in milliseconds.
    ahead_ms: i64,
}

/// A list of conversations to look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    #[default]
    Mine,
    Waiting,
    /// Where notes call this agent.
    Mentions,
    /// Whatever this page has heard of, and the site's conversations as far as they were asked for.
    All,
    /// One of the agent's own, by its place among them.
    Saved(u8),
}

impl View {
    /// The agent's own at this place.
    #[must_use]
    pub fn saved(at: usize) -> Option<View> {
        u8::try_from(at).ok().filter(|at| usize::from(*at) < FILTERS).map(View::Saved)
    }

    #[must_use]
    pub fn is_saved(self) -> bool {
        match self {
            View::Saved(_) => true,
            View::Mine | View::Waiting | View::Mentions | View::All => false,
        }
    }

    /// Whether it holds more than the desk tells by itself.
    #[must_use]
    pub fn is_asked_for(self) -> bool {
        self == View::All || self.is_saved()
    }

    /// By its key: the four that all have, then the agent's own.
    #[must_use]
    pub fn at(place: usize) -> Option<View> {
        View::ALL.get(place).copied().or_else(|| View::saved(place.checked_sub(View::ALL.len())?))
    }

    pub const ALL: [View; 4] = [View::Mine, View::Waiting, View::Mentions, View::All];
}

/// What a frame means for the person in front, besides the new state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    Nothing,
    /// The socket is good for work from here on.
    Welcome,
    /// Offers that were not there before.
    Offers(Vec<Offer>),
    OfferGone(OfferId),
    /// Notes that call this agent and were not there before.
    Mentions(Vec<Summary>),
    /// Conversations of this agent's with messages that were not there before.
    Messages(Vec<ConversationId>),
    /// What a supervisor did that concerns this agent, and who it was.
    Deed(String, Deed),
}

/// Where a conversation is, seen from this agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Offered(OfferId),
    Mine,
    Waiting,
    /// Resolved, or somebody else's.
    Elsewhere,
}

impl Board {
    /// Takes one frame in.
    pub fn apply(&mut self, frame: DeskFrame, now: Timestamp) -> News {
        match frame {
            DeskFrame::Welcome { protocol: _, me, presence, now: theirs } => {
                self.capacity = me.capacity;
                self.presence = presence;
                self.me = Some(me);
                self.set_clock(theirs, now);
                News::Welcome
            }
            DeskFrame::Me { presence, capacity } => {
                self.presence = presence;
                self.capacity = capacity;
                News::Nothing
            }
            DeskFrame::Queue { items, total } => {
                items.iter().for_each(|item| self.known.learn(&item.summary));
                self.queue = items;
                self.queue_total = total;
                News::Nothing
            }
            DeskFrame::Mine { conversations, sla } => {
                self.mine_due = sla;
                let held = |summary: &Summary| {
                    self.mine.iter().find(|held| held.conversation == summary.conversation).map(|held| held.messages)
                };
                let has_more = |summary: &&Summary| held(summary).is_some_and(|held| summary.messages > held);
                let fresh: Vec<ConversationId> =
                    conversations.iter().filter(has_more).map(|summary| summary.conversation).collect();
                conversations.iter().for_each(|summary| self.known.learn(summary));
                self.mine = conversations;
                if fresh.is_empty() { News::Nothing } else { News::Messages(fresh) }
            }
            DeskFrame::Mentions { conversations } => {
                let is_new = |summary: &&Summary| !self.mentions.iter().any(|held| held.conversation == summary.conversation);
                let fresh: Vec<Summary> = conversations.iter().filter(is_new).cloned().collect();
                conversations.iter().for_each(|summary| self.known.learn(summary));
                self.mentions = conversations;
                if fresh.is_empty() { News::Nothing } else { News::Mentions(fresh) }
            }
            DeskFrame::Offers { offers, now: theirs } => {
                self.set_clock(theirs, now);
                let fresh: Vec<Offer> = offers.iter().filter(|offer| self.offer(offer.id).is_none()).cloned().collect();
                offers.iter().for_each(|offer| self.known.learn(&offer.summary));
                self.offers = offers;
                if fresh.is_empty() { News::Nothing } else { News::Offers(fresh) }
            }
            DeskFrame::Team { agents, .. } => {
                self.team = agents;
                News::Nothing
            }
            DeskFrame::OfferGone { offer } => {
                self.offers.retain(|held| held.id != offer);
                News::OfferGone(offer)
            }
            DeskFrame::Supervised { by, deed } => News::Deed(by, deed),
            DeskFrame::Unknown => News::Nothing,
        }
    }

    fn set_clock(&mut self, theirs: Timestamp, ours: Timestamp) {
        self.ahead_ms = i64::try_from(theirs.0).unwrap_or(i64::MAX).saturating_sub(i64::try_from(ours.0).unwrap_or(i64::MAX));
    }

    /// The desk's clock when this browser's says `now`.
    #[must_use]
    pub fn desk_now(&self, now: Timestamp) -> Timestamp {
        Timestamp(now.0.saturating_add_signed(self.ahead_ms))
    }

    #[must_use]
    pub fn offer(&self, id: OfferId) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.id == id)
    }

    #[must_use]
    pub fn place(&self, id: ConversationId) -> Place {
        if let Some(offer) = self.offers.iter().find(|offer| offer.summary.conversation == id) {
            Place::Offered(offer.id)
        } else if self.mine.iter().any(|summary| summary.conversation == id) {
            Place::Mine
        } else if self.queue.iter().any(|item| item.summary.conversation == id) {
            Place::Waiting
        } else {
            Place::Elsewhere
        }
    }

    #[must_use]
    pub fn summary(&self, id: ConversationId) -> Option<&Summary> {
        let offered = self.offers.iter().map(|offer| &offer.summary);
        let waiting = self.queue.iter().map(|item| &item.summary);
        let listed = offered.chain(&self.mine).chain(waiting).chain(&self.mentions).find(|summary| summary.conversation == id);
        listed.or_else(|| self.known.get(id))
    }

    /// The queue without what is offered to this agent: that stands above it.
    #[must_use]
    pub fn others_waiting(&self) -> Vec<&QueueItem> {
        self.queue.iter().filter(|item| !self.is_offered(item.summary.conversation)).collect()
    }

    fn is_offered(&self, id: ConversationId) -> bool {
        self.offers.iter().any(|offer| offer.summary.conversation == id)
    }

    /// What a view lists, from top to bottom. Offers stand above every view.
    #[must_use]
    pub fn of_view(&self, view: View) -> Vec<ConversationId> {
        match view {
            View::Mine => self.mine.iter().map(|summary| summary.conversation).collect(),
            View::Waiting => self.others_waiting().into_iter().map(|item| item.summary.conversation).collect(),
            View::Mentions => self.mentions.iter().map(|summary| summary.conversation).collect(),
            View::All => self.known.ids().collect(),
            View::Saved(_) => self.filter(view).map(|filter| self.known.held_by(filter).collect()).unwrap_or_default(),
        }
    }

    /// How many a view is about. More wait than are listed.
    #[must_use]
    pub fn count(&self, view: View) -> u64 {
        match view {
            View::Mine => self.mine.len() as u64,
            View::Waiting => self.queue_total,
            View::Mentions => self.mentions.len() as u64,
            View::All => self.known.len() as u64,
            View::Saved(_) => self.filter(view).map_or(0, |filter| self.known.held_by(filter).count() as u64),
        }
    }

    /// Offers, then what a view lists besides.
    #[must_use]
    pub fn listed(&self, view: View) -> Vec<ConversationId> {
        let offered = self.offers.iter().map(|offer| offer.summary.conversation);
        let others = self.of_view(view).into_iter().filter(|id| !self.is_offered(*id));
        offered.chain(others).collect()
    }

    /// What a view of the agent's own holds.
    #[must_use]
    pub fn filter(&self, view: View) -> Option<&Filter> {
        match view {
            View::Saved(at) => self.filters.get(usize::from(at)),
            View::Mine | View::Waiting | View::Mentions | View::All => None,
        }
    }

    /// Takes in rows of the edge's list.
    pub fn learn_rows(&mut self, rows: &[Listed]) {
        rows.iter().for_each(|row| self.known.learn_row(row));
    }

    /// Whether it is of the time before: there is no log to open.
    #[must_use]
    pub fn is_imported(&self, id: ConversationId) -> bool {
        self.known.is_imported(id)
    }

    #[must_use]
    pub fn is_called(&self, id: ConversationId) -> bool {
        self.mentions.iter().any(|summary| summary.conversation == id)
    }

    /// What is due first of a conversation, as far as the desk has told.
    #[must_use]
    pub fn due(&self, id: ConversationId) -> Option<&AppliedSla> {
        let offered = self.offers.iter().filter_map(|offer| offer.sla.as_ref());
        let waiting = self.queue.iter().filter_map(|item| item.sla.as_ref());
        offered.chain(&self.mine_due).chain(waiting).find(|applied| applied.conversation == id)
    }

    /// Colleagues by name, for notes.
    #[must_use]
    pub fn colleagues(&self) -> Vec<(AgentId, String)> {
        let others = self.team.iter().filter(|agent| !self.is_me(agent.id));
        others.map(|agent| (agent.id, agent.name.clone())).collect()
    }

    /// The listed conversation below (`true`) or above the given one; the first or last where none is given or it is not listed.
    #[must_use]
    pub fn neighbour(&self, view: View, of: Option<ConversationId>, below: bool) -> Option<ConversationId> {
        let listed = self.listed(view);
        let at = of.and_then(|id| listed.iter().position(|listed| *listed == id));
        let next = match (at, below) {
            (Some(at), true) => at.saturating_add(1).min(listed.len().saturating_sub(1)),
            (Some(at), false) => at.saturating_sub(1),
            (None, true) => 0,
            (None, false) => listed.len().saturating_sub(1),
        };
        listed.get(next).copied()
    }

    /// When the longest waiting was queued.
    #[must_use]
    pub fn oldest_wait(&self) -> Option<Timestamp> {
        self.queue.iter().map(|item| item.summary.queued_at).min()
    }

    /// A colleague's name; this agent's own is not among them.
    #[must_use]
    pub fn colleague(&self, id: AgentId) -> Option<&str> {
        self.team.iter().find(|agent| agent.id == id).map(|agent| agent.name.as_str())
    }

    #[must_use]
    pub fn is_me(&self, id: AgentId) -> bool {
        self.me.as_ref().is_some_and(|me| me.id == id)
    }
}

#[cfg(test)]
mod tests;
