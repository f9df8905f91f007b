//! Measures the shipped desk; started by `cargo xtask bench routing`. Prints one flat object.

mod chart;
#[path = "../../clock.rs"]
#[allow(dead_code, reason = "people are told by the command that starts this")]
mod clock;
mod speed;
mod waits;

use std::{env, io::Write as _, path::Path, process::ExitCode};

use anyhow::{Result, anyhow};
use serde_json::{Map, Value};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["waits"] => print(&waits::measure()),
        ["speed"] => print(&speed::measure()),
        ["chart", figures, folder] => chart::draw(Path::new(figures), Path::new(folder)),
        _ => Err(anyhow!("routing waits | routing speed | routing chart FIGURES FOLDER")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn print(figures: &Map<String, Value>) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{}", Value::Object(figures.clone()))?)
}
