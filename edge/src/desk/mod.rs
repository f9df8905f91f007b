//! The object of one site's desk: its agents, its queue, its offers.

mod machine;

use routing::{Desk as Machine, Input, SocketId};
use worker::{Request, Response};

use crate::error::Problem;
use crate::object::durable_machine;
use crate::objects::{self, Asked, DeskCommand, Done, Join};

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
            Asked::Join(Join::Participant(_) | Join::Answering { .. }) => Err(Problem::forbidden("Only agents have a desk.")),
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
        };
        let response = match self.host.feed(input)? {
            Some(receipt) => crate::body::answer(&receipt)?,
            None => crate::body::answer(&Done {})?,
        };
        Ok(response)
    }
}
