//! The object of one site's desk: its agents, its queue, its offers.

mod machine;
mod supervise;

use routing::{Desk as Machine, Input, SocketId, Why};
use store::Store;
use wire::{ConversationId, VisitorId};
use worker::{Request, Response};

use crate::clock;
use crate::error::Problem;
use crate::object::durable_machine;
use crate::objects::{self, Asked, DeskCommand, Done, Join, RoutingReport};
use crate::pace::QUESTION_PAUSE;

/// Reasons told of one conversation.
const REASONS: usize = 50;

durable_machine! {
    /// The object of one site's desk.
    Desk, Machine
}

impl Desk {
    async fn asked(&self, mut request: Request) -> Result<Response, Problem> {
        match objects::asked(&mut request).await? {
            Asked::Join(Join::Agent(profile)) => {
                self.host.join(|socket| Input::AgentConnected { socket: SocketId(socket), profile })
            }
            Asked::Join(Join::Participant(_) | Join::Answering { .. }) | Asked::Upload(_) => {
                Err(Problem::forbidden("Only agents have a desk."))
            }
            #[cfg(feature = "test-routes")]
            Asked::Command(text) if crate::test_routes::is_fault(&text) => crate::test_routes::object(&self.host, &text),
            Asked::Command(text) => self.command(objects::decode(&text)?),
        }
    }

    fn command(&self, command: DeskCommand) -> Result<Response, Problem> {
        let input = match command {
            DeskCommand::Summarise { summary } => Input::Summarised(summary),
            DeskCommand::ProfileChanged { profile } => Input::ProfileChanged(profile),
            DeskCommand::AgentRemoved { agent } => Input::AgentRemoved(agent),
            DeskCommand::Policy { policy } => Input::PolicyChanged(policy),
            DeskCommand::Report => return Ok(crate::body::answer(&self.host.look(|desk, _| report(desk))?)?),
            DeskCommand::Why { conversation } => return self.why(conversation),
            DeskCommand::Outlook { conversation, visitor } => return self.outlook(conversation, visitor),
            DeskCommand::Floor => return Ok(crate::body::answer(&self.host.look(|desk, _| desk.floor(clock::now()))?)?),
            DeskCommand::AssignedBy { by, wish } => return self.assign_by(by, wish),
            DeskCommand::PresenceSetBy { by, agent, presence } => return self.set_presence_by(by, agent, presence),
        };
        let response = match self.host.feed(input)? {
            Some(receipt) => crate::body::answer(&receipt)?,
            None => crate::body::answer(&Done {})?,
        };
        Ok(response)
    }

    fn outlook(&self, conversation: ConversationId, visitor: VisitorId) -> Result<Response, Problem> {
        self.host.spend(QUESTION_PAUSE, "This site answers no more such questions for now. Ask again in a moment.")?;
        let outlook = self.host.look(|desk, _| desk.outlook(conversation, visitor, clock::now()))?;
        let outlook = outlook.ok_or_else(|| Problem::not_found("Nobody waits in this conversation."))?;
        Ok(crate::body::answer(&outlook)?)
    }

    fn why(&self, conversation: ConversationId) -> Result<Response, Problem> {
        let records = self.host.look(|_, store| store.scan(&Why::prefix(conversation), REASONS))??;
        let reasons = records.iter().map(|(key, body)| wire::record::read::<Why>(key, body)).collect::<Result<Vec<Why>, _>>();
        Ok(crate::body::answer(&reasons.map_err(|_| Problem::internal("a reason that cannot be read"))?)?)
    }
}

fn report(desk: &Machine) -> RoutingReport {
    RoutingReport {
        policy: desk.policy().clone(),
        rule: desk.policy().rule_at(clock::now()),
        bounds_s: routing::BOUNDS_S.to_vec(),
        waits: desk.waits().clone(),
    }
}
