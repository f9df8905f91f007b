//! What a supervisor does: gives a conversation to an agent, sets an agent's presence.
//!
//! Both go around the choice, never around the rules of assignments: a conversation has one agent, under an epoch that grows, and
//! offers that no longer fit are taken back. Doing the same again changes nothing.

use wire::desk::Assignment;
use wire::fact::FactKind;
use wire::floor::{ChosenBy, Deed, ForcedReason};
use wire::{AgentId, AgentProfile, ConversationId, DeskFrame, Presence, SkillId, Timestamp, limits};

use crate::fitness::fitness;
use crate::record::{self, Agent, Candidate, Knowledge, Place, Why};
use crate::{Desk, Effect};

/// Why a supervisor's wish is not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objection {
    /// Whoever asked is no supervisor.
    NotSupervisor,
    /// The desk holds no such conversation, or it needs nobody.
    NothingToAnswer,
    /// The site has no such agent at the desk.
    NobodyThere,
    /// The agent has no socket: nobody would answer, nobody would be told.
    NotConnected,
    /// The agent holds as many beyond their capacity as they may.
    TooMany,
}

impl Desk {
    /// What stands against giving this conversation to this agent; none if it is theirs already.
    #[must_use]
    pub fn against_assigning(&self, by: &AgentProfile, conversation: ConversationId, agent: AgentId) -> Option<Objection> {
        if !by.role.is_supervisor() {
            return Some(Objection::NotSupervisor);
        }
        let place = self.book.get(conversation).map(|held| &held.place);
        match place {
            None | Some(Place::Gone { .. }) => return Some(Objection::NothingToAnswer),
            Some(Place::Assigned { assignment }) if assignment.agent == agent => return None,
            Some(Place::Waiting | Place::Offered { .. } | Place::Assigned { .. }) => {}
        }
        self.against_telling(by, agent).or_else(|| {
            let most = usize::from(self.staff.get(&agent).map_or(0, Agent::capacity)) + usize::from(limits::FORCED_BEYOND);
            let held = self.book.load(agent).map_or(0, |load| load.assigned.len());
            (held >= most).then_some(Objection::TooMany)
        })
    }

    /// What stands against setting this agent's presence.
    #[must_use]
    pub fn against_telling(&self, by: &AgentProfile, agent: AgentId) -> Option<Objection> {
        if !by.role.is_supervisor() {
            Some(Objection::NotSupervisor)
        } else if !self.staff.contains_key(&agent) {
            Some(Objection::NobodyThere)
        } else if !self.has_socket(agent) {
            Some(Objection::NotConnected)
        } else {
            None
        }
    }

    pub(crate) fn assigned_by(
        &mut self,
        by: &AgentProfile,
        conversation: ConversationId,
        agent: AgentId,
        reason: ForcedReason,
        now: Timestamp,
    ) {
        if self.against_assigning(by, conversation, agent).is_some() {
            return;
        }
        let from = match self.book.get(conversation).map(|held| &held.place) {
            Some(Place::Assigned { assignment }) if assignment.agent == agent => return,
            Some(Place::Assigned { assignment }) => Some(assignment.agent),
            Some(Place::Waiting | Place::Offered { .. } | Place::Gone { .. }) | None => None,
        };
        self.give_reason(conversation, agent, ChosenBy { agent: by.id, reason, from }, now);
        match from {
            Some(from) => {
                self.record(conversation, FactKind::Requeued { agent: from }, now);
                self.edit_agent(from, |agent| agent.idle_since = now);
                let to = self.staff.get(&agent).map(|agent| agent.profile.name.clone()).unwrap_or_default();
                self.tell_deed(from, by, Deed::Took { conversation, to });
            }
            None => self.count_wait(conversation, true, now),
        }
        self.book.edit(conversation, |held| {
            held.epoch += 1;
            held.clear_search();
            held.place = Place::Assigned { assignment: Assignment { conversation, agent, epoch: held.epoch, at: now } };
        });
        self.record(conversation, FactKind::Assigned { agent }, now);
        self.edit_agent(agent, |agent| agent.idle_since = now);
        self.withdraw_unfit(agent, now);
        self.tell_assigned(conversation, now);
        self.tell_deed(agent, by, Deed::Gave { conversation, reason });
    }

    pub(crate) fn presence_set_by(&mut self, by: &AgentProfile, agent: AgentId, presence: Presence, now: Timestamp) {
        let is_other = self.staff.get(&agent).is_some_and(|agent| agent.presence != presence);
        if self.against_telling(by, agent).is_none() && is_other {
            self.set_presence(agent, presence, now);
            self.tell_deed(agent, by, Deed::SetPresence { presence });
        }
    }

    /// R5: a choice of a person's is a reason too.
    fn give_reason(&mut self, id: ConversationId, agent: AgentId, by: ChosenBy, now: Timestamp) {
        let (Some(held), Some(whom)) = (self.book.get(id), self.staff.get(&agent)) else { return };
        let load = self.book.work(agent).total();
        let knows = knowledge(&whom.profile, held.summary.skill.as_ref());
        let candidate = Candidate {
            agent,
            knows,
            refusals: held.refusals.get(&agent).copied().unwrap_or(0),
            load,
            capacity: whom.capacity(),
            idle_since: whom.idle_since,
            fitness_permille: (fitness(self.policy(), knows, load) * 1_000.0).round() as u32,
        };
        let why = Why {
            at: now,
            agent,
            rule: self.policy().rule_at(now),
            skill: held.summary.skill.clone(),
            queued_at: held.summary.queued_at,
            urgency_permille: self.urgency_permille(held, now),
            eligible: 1,
            candidates: vec![candidate],
            excluded: held.excluded.keys().copied().collect(),
            chosen_by: Some(by),
        };
        let write = record::why(id, held.epoch + 1, &why);
        self.turn.appended.push(write);
    }

    fn tell_deed(&mut self, agent: AgentId, by: &AgentProfile, deed: Deed) {
        let sockets: Vec<_> = self.sockets.greeted_of(agent).collect();
        if !sockets.is_empty() {
            let frame = DeskFrame::Supervised { by: by.name.clone(), deed };
            self.turn.replies.push(Effect::Broadcast { sockets, frame });
        }
    }
}

fn knowledge(profile: &AgentProfile, skill: Option<&SkillId>) -> Knowledge {
    match skill {
        None => Knowledge::Primary,
        Some(skill) if profile.skills.contains(skill) => Knowledge::Primary,
        Some(skill) if profile.secondary_skills.contains(skill) => Knowledge::Secondary,
        Some(_) => Knowledge::Untrained,
    }
}
