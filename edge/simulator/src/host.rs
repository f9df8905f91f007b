//! A Durable Object: a store that lasts, a machine that may vanish, sockets with their attachments, one alarm.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use store::{SqlStore, Sqlite, Store, StoreError};
use wire::record::RestoreError;
use wire::{CloseReason, Timestamp, Write};

/// What the simulator needs of a machine.
pub(crate) trait Machine: Sized {
    type Input: Clone + Debug;
    type Attachment: Clone + Debug;

    fn handle(&mut self, input: Self::Input, now: Timestamp);
    fn handle_timeout(&mut self, now: Timestamp);
    fn poll_timeout(&self) -> Option<Timestamp>;
    fn poll_act(&mut self) -> Option<Act<Self::Attachment>>;
    fn reattached(socket: u64, attachment: Self::Attachment) -> Self::Input;
}

/// An effect, in the terms of any host.
#[derive(Debug, Clone)]
pub(crate) enum Act<A> {
    Persist(Vec<Write>),
    Attach { socket: u64, attachment: A },
    Send { socket: u64, text: String },
    Broadcast { sockets: Vec<u64>, text: String },
    Close { socket: u64, reason: CloseReason },
    Call(crate::calls::Call),
    Receipt(wire::command::SummaryReceipt),
}

/// One object of the edge.
#[derive(Debug)]
pub(crate) struct Hosted<M: Machine> {
    pub(crate) store: SqlStore<Sqlite>,
    pub(crate) machine: Option<M>,
    pub(crate) attachments: BTreeMap<u64, Option<M::Attachment>>,
    /// Kept by the platform, over crashes too.
    pub(crate) alarm: Option<Timestamp>,
    /// Grows with every loss of memory by a crash: answers to calls of an earlier life reach nobody.
    pub(crate) life: u64,
    /// Calls under way keep an object awake.
    pub(crate) calls: u32,
    /// How far this object's clock is ahead.
    pub(crate) skew: Duration,
}

impl<M: Machine> Hosted<M> {
    pub(crate) fn new() -> Result<Self, StoreError> {
        Ok(Self {
            store: SqlStore::open(Sqlite::in_memory()?)?,
            machine: None,
            attachments: BTreeMap::new(),
            alarm: None,
            life: 0,
            calls: 0,
            skew: Duration::ZERO,
        })
    }

    /// The machine, rebuilt if it is not in memory.
    pub(crate) fn wake(
        &mut self,
        restore: impl FnOnce(Vec<store::Record>) -> Result<M, RestoreError>,
        now: Timestamp,
    ) -> Result<&mut M, String> {
        if self.machine.is_none() {
            let records = self.store.scan("", usize::MAX).map_err(|error| error.to_string())?;
            let mut machine = restore(records).map_err(|error| error.to_string())?;
            for (socket, attachment) in &self.attachments {
                if let Some(attachment) = attachment {
                    machine.handle(M::reattached(*socket, attachment.clone()), now);
                    if let Some(act) = machine.poll_act() {
                        return Err(format!("reattaching a socket had the effect {act:?}"));
                    }
                }
            }
            self.machine = Some(machine);
        }
        self.machine.as_mut().ok_or_else(|| "no machine".to_owned())
    }

    /// Forgets what was in memory, and the sockets with it.
    pub(crate) fn crash(&mut self) -> Vec<u64> {
        self.machine = None;
        self.life += 1;
        self.calls = 0;
        std::mem::take(&mut self.attachments).into_keys().collect()
    }
}
