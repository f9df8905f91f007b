//! The desk as tests, tools and simulations look at it. Nothing here changes anything.

use wire::{AgentId, ConversationId, OfferId, Presence, SkillId, Summary, Timestamp};

use crate::Desk;
use crate::record::Place;

/// Where a conversation is: always exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceView {
    Waiting,
    Offered {
        offer: OfferId,
        agent: AgentId,
        expires_at: Timestamp,
    },
    Assigned {
        agent: AgentId,
        epoch: u64,
    },
    /// Needs nobody. Remembered for a day so that late summaries do not bring it back.
    Gone,
}

/// An agent with what they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgentView {
    pub id: AgentId,
    pub skills: Vec<SkillId>,
    pub presence: Presence,
    pub capacity: u8,
    /// False from the moment the last socket closed.
    pub connected: bool,
    pub assigned: usize,
    pub offered: usize,
}

impl Desk {
    /// Where a conversation is; none if the desk never heard of it or has forgotten it.
    #[must_use]
    pub fn place(&self, conversation: ConversationId) -> Option<PlaceView> {
        self.book.get(conversation).map(|held| PlaceView::of(&held.place))
    }

    /// Every conversation with its place.
    pub fn conversations(&self) -> impl Iterator<Item = (ConversationId, PlaceView)> + '_ {
        self.book.iter().map(|(id, held)| (id, PlaceView::of(&held.place)))
    }

    /// What waits or is offered, in order.
    pub fn queue(&self) -> impl Iterator<Item = ConversationId> + '_ {
        self.book.queue().map(|(id, _)| id)
    }

    /// The newest summary known, without its facts.
    #[must_use]
    pub fn summary(&self, conversation: ConversationId) -> Option<&Summary> {
        self.book.get(conversation).map(|held| &held.summary)
    }

    /// The skill an agent must have to be offered this now; none if it requires none, or has waited so long that any agent will do.
    #[must_use]
    pub fn required_skill(&self, conversation: ConversationId) -> Option<&SkillId> {
        self.book.get(conversation).and_then(|held| held.required())
    }

    /// Until when it waits for those it was passed on to, or for who served it last; none if for nobody in particular.
    #[must_use]
    pub fn hold_until(&self, conversation: ConversationId) -> Option<Timestamp> {
        self.book.get(conversation).and_then(|held| held.hold_until)
    }

    /// Agents who are passed over for this conversation, because they refused it, let its offer expire or gave it back.
    pub fn excluded(&self, conversation: ConversationId) -> impl Iterator<Item = AgentId> + '_ {
        self.book.get(conversation).into_iter().flat_map(|held| held.excluded.keys().copied())
    }

    /// Everyone the desk knows.
    pub fn agents(&self) -> impl Iterator<Item = AgentView> + '_ {
        self.staff.iter().map(|(id, agent)| AgentView {
            id: *id,
            skills: agent.profile.skills.clone(),
            presence: agent.presence,
            capacity: agent.capacity(),
            connected: agent.gone_since.is_none(),
            assigned: self.book.load(*id).map_or(0, |load| load.assigned.len()),
            offered: self.book.load(*id).map_or(0, |load| load.offered.len()),
        })
    }
}

impl PlaceView {
    fn of(place: &Place) -> Self {
        match place {
            Place::Waiting => PlaceView::Waiting,
            Place::Offered { offer, agent, expires_at } => {
                PlaceView::Offered { offer: *offer, agent: *agent, expires_at: *expires_at }
            }
            Place::Assigned { assignment } => PlaceView::Assigned { agent: assignment.agent, epoch: assignment.epoch },
            Place::Gone { .. } => PlaceView::Gone,
        }
    }
}
