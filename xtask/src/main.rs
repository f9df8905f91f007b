//! The project's commands: `cargo xtask COMMAND`.
//!
//! Every command that needs tools begins with `setup`, which installs what is missing, pinned by
//! version, into one user-level folder (`~/.cache/frontdesk`, moved by `FRONTDESK_CACHE`) shared by
//! every clone, and is silent when nothing is missing. `build` writes `target/dist`, `dev` serves it
//! from a bare workerd, `test` proves it, `lint` reads it, `size` weighs it, `deploy` ships it.
//!
//! This program links none of the project's own crates, so it compiles in seconds and still runs
//! while one of them does not: what needs them (compiling a playbook, measuring, simulating) is a
//! second program of this package, started through cargo when asked for.
//!
//! Standard output is for machines (`--json`, the closing count); everything else goes to standard error.

mod bench;
mod build;
mod clock;
mod deploy;
mod dev;
mod digest;
mod fuzz;
mod houses;
mod lint;
mod paths;
mod process;
mod setup;
mod size;
mod soak;
mod test;

use std::process::ExitCode;

use clap::Parser;

/// Frontdesk's commands.
#[derive(Parser)]
#[command(name = "cargo xtask", disable_help_subcommand = true)]
enum Command {
    /// Install the pinned tools that are missing and say why each is needed.
    Setup,
    /// Build what is out of date into target/dist.
    Build(build::Args),
    /// Serve demo, chat and desk on loopback.
    Dev(dev::Args),
    /// Run every test; the last line is `N passed, N failed`.
    Test(test::Args),
    /// Format, clippy (native and wasm32) and the tidy checks.
    Lint(lint::Args),
    /// Weigh what a visitor downloads.
    Size(size::Args),
    /// Deploy with wrangler.
    Deploy(deploy::Args),
    /// Run the seeded simulator.
    Simulate(houses::simulate::Args),
    /// Measure how many questions of a file end without a human.
    Containment(houses::containment::Args),
    /// Tell where a playbook's intents are weak, by cross-validation.
    Report(houses::report::Args),
    /// Turn files of other assistants into a draft of a playbook.
    Import(houses::import::Args),
    /// Train and score the intent model on any data.
    #[command(subcommand)]
    Intent(houses::intent::Command),
    /// Measure, with peers, and write docs/bench.
    #[command(subcommand)]
    Bench(bench::Command),
    /// Feed the intent model's readers with mutated files and texts.
    Fuzz(fuzz::Args),
    /// People at work while the edge is killed again and again: nothing acknowledged may be lost, doubled or out of order.
    Soak(soak::Args),
    /// Prepare or seed one instance for the browser tests.
    #[command(subcommand, hide = true)]
    Instance(dev::instance::Command),
}

fn main() -> ExitCode {
    let done = match Command::parse() {
        Command::Setup => setup::ensure(setup::Need::Everything).map(|_| true),
        Command::Build(args) => build::run(&args).map(|_| true),
        Command::Dev(args) => dev::run(&args).map(|()| true),
        Command::Test(args) => test::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Size(args) => size::run(&args).map(|()| true),
        Command::Deploy(args) => deploy::run(&args).map(|()| true),
        Command::Simulate(args) => houses::simulate::run(&args),
        Command::Containment(args) => houses::containment::run(&args),
        Command::Report(args) => houses::report::run(&args),
        Command::Import(args) => houses::import::run(&args),
        Command::Intent(command) => houses::intent::run(&command),
        Command::Bench(command) => bench::run(&command),
        Command::Fuzz(args) => fuzz::run(&args),
        Command::Soak(args) => soak::run(&args),
        Command::Instance(command) => dev::instance::run(&command).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
