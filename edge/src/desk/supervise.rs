//! What a supervisor asked of the desk, and what stood against it.

use routing::{Desk as Machine, Input, Objection};
use wire::floor::ForcedAssignment;
use wire::{AgentId, AgentProfile, Presence};
use worker::Response;

use super::Desk;
use crate::api::floor::not_supervisor;
use crate::error::Problem;
use crate::objects::Done;

impl Desk {
    pub(super) fn assign_by(&self, by: AgentProfile, wish: ForcedAssignment) -> Result<Response, Problem> {
        let ForcedAssignment { conversation, agent, reason } = wish;
        self.supervised(
            |desk| desk.against_assigning(&by, conversation, agent),
            Input::AssignedBy { by: by.clone(), conversation, agent, reason },
        )
    }

    pub(super) fn set_presence_by(&self, by: AgentProfile, agent: AgentId, presence: Presence) -> Result<Response, Problem> {
        self.supervised(|desk| desk.against_telling(&by, agent), Input::PresenceSetBy { by: by.clone(), agent, presence })
    }

    /// Nothing comes between looking and doing.
    fn supervised(&self, against: impl Fn(&Machine) -> Option<Objection>, input: Input) -> Result<Response, Problem> {
        if let Some(objection) = self.host.look(|desk, _| against(desk))? {
            return Err(refusal(objection));
        }
        self.host.feed(input)?;
        Ok(crate::body::answer(&Done {})?)
    }
}

fn refusal(objection: Objection) -> Problem {
    match objection {
        Objection::NotSupervisor => not_supervisor(),
        Objection::NothingToAnswer => {
            Problem::new(409, "nothing_to_answer", "Nobody waits there for an agent any more. Look again.")
        }
        Objection::NobodyThere => Problem::not_found("There is no such agent at the desk."),
        Objection::NotConnected => {
            Problem::new(409, "not_connected", "They have no desk open and would not hear of it. Choose somebody who is here.")
        }
        Objection::TooMany => {
            Problem::new(409, "holds_too_many", "They hold as much beyond their capacity as they may. Choose somebody else.")
        }
    }
}
