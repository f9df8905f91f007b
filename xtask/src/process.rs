//! Child processes: a clean environment, one line of progress, and the log's tail when one fails.

use std::{
    env, fs,
    io::{IsTerminal as _, Write as _},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

use crate::clock::Stopwatch;

/// Lines of a failed command's log that are shown.
const TAIL: usize = 40;

/// A command without the variables that cargo set for this program: a nested cargo that saw them
/// would rebuild crates whose build scripts watch them, and another rustc would load our libraries.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        let set_by_cargo = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name.starts_with(prefix));
        if set_by_cargo || name == "LD_LIBRARY_PATH" {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that started this program.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs a command in the terminal's view.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn show(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("starting {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// Runs a command with its output in `log`, showing how long it has been running.
///
/// # Errors
/// When it cannot be started or fails; the message ends with the last lines of the log.
pub(crate) fn logged(what: &str, command: &mut Command, log: &Path) -> Result<()> {
    if let Some(parent) = log.parent() {
        fs::create_dir_all(parent)?;
    }
    let file = fs::File::create(log).with_context(|| format!("creating {}", log.display()))?;
    let child = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("starting {}", name(command)))?;
    let status = wait(what, child, log)?;
    if !status.success() {
        bail!("{what} failed ({status}); end of {}:\n{}", log.display(), tail(log));
    }
    Ok(())
}

/// Standard output of a command that is expected to be quick.
///
/// # Errors
/// When it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| format!("starting {}", name(command)))?;
    if !output.status.success() {
        bail!("{} failed ({}): {}", name(command), output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn wait(what: &str, mut child: Child, log: &Path) -> Result<std::process::ExitStatus> {
    let stopwatch = Stopwatch::start();
    let is_terminal = std::io::stderr().is_terminal();
    let mut spoken = 0;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        thread::sleep(Duration::from_millis(50));
        let seconds = stopwatch.elapsed().as_secs();
        if is_terminal && seconds > spoken {
            spoken = seconds;
            let line: String = last_line(log).chars().take(60).collect();
            eprint!("\r\x1b[2K  {what}: {} {line}", stopwatch.text());
            std::io::stderr().flush()?;
        } else if !is_terminal && seconds >= spoken + 30 {
            spoken = seconds;
            eprintln!("  {what}: still at it after {}", stopwatch.text());
        }
    };
    if is_terminal && spoken > 0 {
        eprint!("\r\x1b[2K");
    }
    Ok(status)
}

fn last_line(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

fn tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(TAIL)..).unwrap_or_default().join("\n")
}

fn name(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
