//! `cargo xtask bench NAME`: measurements, with peers, written to `docs/bench/`.

mod edge;
mod intent;
mod routing;
mod rows;
mod table;
mod target;
mod waits;
mod weight;
mod widget;

use anyhow::Result;

#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// The intent model on public collections: accuracy, out of scope, bytes, time; peers in the same run.
    Intent(intent::Args),
    /// How soon messages arrive on a real workerd, and how many a second against a plain JavaScript object.
    Edge(edge::Args),
    /// Routing in a simulated centre against other rules, and how fast the desk decides.
    Routing(routing::Args),
    /// What the chat costs the page it stands on and the customer who opens it, beside other chats on the same page.
    Widget(widget::Args),
}

pub(crate) fn run(command: &Command) -> Result<bool> {
    match command {
        Command::Intent(args) => intent::run(args),
        Command::Edge(args) => edge::run(args),
        Command::Routing(args) => routing::run(args),
        Command::Widget(args) => widget::run(args),
    }
}
