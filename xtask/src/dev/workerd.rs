//! The workerd process: started, waited for, stopped with this program.

use std::{
    net::{Ipv4Addr, TcpStream},
    path::Path,
    process::{Child, Command},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result, bail};

use super::{config::Instance, secrets::Secrets};
use crate::{clock::Stopwatch, process, setup::Tools};

/// It starts in a fifth of a second; a machine under load may take some seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// A workerd that ends with this value.
pub(crate) struct Running {
    child: Child,
    is_stopping: Arc<AtomicBool>,
}

/// The command that serves an instance; secrets travel in its environment, never in the configuration.
pub(crate) fn command(tools: &Tools, config: &Path, secrets: &Secrets) -> Command {
    let mut command = process::command(tools.workerd_path());
    command.args(["serve", "--import-path=/"]).arg(config);
    command.env("FRONTDESK_MASTER_SECRET", &secrets.master).env("FRONTDESK_OPERATOR_SECRET", &secrets.operator);
    command
}

/// Starts it and waits until it listens.
///
/// # Errors
/// When a port is taken, or it ends at once.
pub(crate) fn start(tools: &Tools, instance: &Instance, config: &Path, secrets: &Secrets) -> Result<Running> {
    for port in [instance.port, instance.demo_port] {
        if is_listening(port) {
            bail!("port {port} is in use; stop what listens there, or choose others with --port and --demo-port");
        }
    }
    let is_stopping = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&is_stopping);
    ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("catching Ctrl-C")?;
    let child = command(tools, config, secrets).spawn().context("starting workerd")?;
    let mut running = Running { child, is_stopping };
    let stopwatch = Stopwatch::start();
    while !(is_listening(instance.port) && is_listening(instance.demo_port)) {
        if let Some(status) = running.child.try_wait()? {
            bail!("workerd ended at once ({status}); its words are above");
        }
        if stopwatch.elapsed() > PATIENCE {
            bail!("workerd does not listen after {}", stopwatch.text());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(running)
}

impl Running {
    /// Returns when Ctrl-C (or a polite signal) ends it.
    ///
    /// # Errors
    /// When workerd ends by itself.
    pub(crate) fn wait(mut self) -> Result<()> {
        loop {
            if self.is_stopping.load(Ordering::SeqCst) {
                return Ok(());
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("workerd ended ({status})");
            }
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().and_then(|()| self.child.wait()).ok();
    }
}

fn is_listening(port: u16) -> bool {
    TcpStream::connect_timeout(&(Ipv4Addr::LOCALHOST, port).into(), Duration::from_millis(200)).is_ok()
}
