//! What every object with a machine has in common.
//!
//! A [`Host`] keeps the machine between inputs, if the runtime lets it. [`Host::feed`] takes it out, or rebuilds it from its
//! records and the attachments of the sockets that outlived it; feeds one input; applies the effects in order; puts it back; and
//! arms the alarm. All of that happens without an await, so no other input comes between. Deliveries to other objects are the
//! exception: they run afterwards, and their outcome comes back as an input of its own.

mod durable;
mod machine;
mod sockets;

pub(crate) use durable::{durable_machine, no_sockets};
pub(crate) use machine::{Effect, Machine, Name, unreadable};

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use store::Store;
use wire::command::SummaryReceipt;
use wire::{CloseReason, Timestamp, Write};
use worker::{Env, Response, State, WebSocket, WebSocketIncomingMessage, console_error};

use crate::clock;
use crate::error::Problem;
use crate::pace::Pace;
use crate::sql::DurableStore;
use sockets::Sockets;

/// An alarm that is due at once is armed this much later, so that a machine with an overdue timer cannot spin.
const SHORTEST_ALARM: Duration = Duration::from_millis(5);

/// What was due is tried again this long after its commit failed; nobody else would ask for it.
const ALARM_RETRY: Duration = Duration::from_secs(2);

/// One object with its machine.
pub(crate) struct Host<M: Machine> {
    pub(crate) state: State,
    pub(crate) env: Env,
    name: Option<Name>,
    sockets: Sockets,
    memory: RefCell<Option<Memory<M>>>,
    armed: Cell<Option<Timestamp>>,
    pace: Cell<Pace>,
    pub(crate) beside: M::Beside,
}

struct Memory<M> {
    machine: M,
    store: DurableStore,
}

impl<M: Machine> Host<M> {
    pub(crate) fn new(state: State, env: Env) -> Rc<Self> {
        let name = state.id().name().and_then(|name| Name::parse(&name));
        let sockets = Sockets::new(&state);
        Rc::new(Self {
            state,
            env,
            name,
            sockets,
            memory: RefCell::new(None),
            armed: Cell::new(None),
            pace: Cell::default(),
            beside: M::Beside::default(),
        })
    }

    /// Which object this is.
    pub(crate) fn name(&self) -> Result<&Name, Problem> {
        self.name.as_ref().ok_or_else(|| Problem::internal("an object without a name"))
    }

    /// Opens a socket for somebody and tells the machine.
    pub(crate) fn join(self: &Rc<Self>, input: impl FnOnce(u64) -> M::Input) -> Result<Response, Problem> {
        let (socket, response) = self.sockets.accept(&self.state)?;
        // A failure has closed the socket with its reason already, which the client reads better than a refused handshake.
        let _ = self.feed(input(socket));
        Ok(response)
    }

    /// A frame of a socket. What is not text becomes a text that no frame is.
    pub(crate) fn frame(self: &Rc<Self>, socket: &WebSocket, message: WebSocketIncomingMessage) {
        let text = match message {
            WebSocketIncomingMessage::String(text) => text,
            WebSocketIncomingMessage::Binary(_) => String::new(),
        };
        if let Some(id) = self.sockets.id_of(socket) {
            let _ = self.feed(M::frame(id, text));
        }
    }

    /// A socket that is gone, whoever closed it.
    pub(crate) fn gone(self: &Rc<Self>, socket: &WebSocket) {
        let id = self.sockets.id_of(socket);
        self.sockets.forget(socket);
        if let Some(id) = id {
            let _ = self.feed(M::disconnected(id));
        }
    }

    /// The alarm: whatever is due.
    pub(crate) fn alarm(self: &Rc<Self>) {
        self.armed.set(None);
        if self.run(|machine, now| machine.handle_timeout(now)).is_err() {
            let now = clock::now();
            self.arm(Some(now + ALARM_RETRY), now);
        }
    }

    /// One input, and everything that follows from it.
    pub(crate) fn feed(self: &Rc<Self>, input: M::Input) -> Result<Option<SummaryReceipt>, Problem> {
        self.run(|machine, now| machine.handle(input, now))
    }

    /// Takes one more of what does not come by a socket, or refuses it for now.
    pub(crate) fn spend(&self, pause: Duration, too_many: &str) -> Result<(), Problem> {
        let taken = self.pace.get().taken(clock::now(), pause);
        self.pace.set(taken.ok_or_else(|| Problem::too_many(too_many))?);
        Ok(())
    }

    /// Loses everything in memory, as hibernation does.
    #[cfg(feature = "test-routes")]
    pub(crate) fn forget(&self) {
        self.memory.take();
    }

    /// Looks at the machine and its records without changing either.
    pub(crate) fn look<T>(self: &Rc<Self>, look: impl FnOnce(&M, &DurableStore) -> T) -> Result<T, Problem> {
        let memory = self.take(clock::now())?;
        let found = look(&memory.machine, &memory.store);
        self.memory.replace(Some(memory));
        Ok(found)
    }

    /// Something to do with the store beside the machine.
    pub(crate) fn with_store<T>(self: &Rc<Self>, look: impl FnOnce(&mut DurableStore) -> T) -> Result<T, Problem> {
        let mut memory = self.take(clock::now())?;
        let found = look(&mut memory.store);
        self.memory.replace(Some(memory));
        Ok(found)
    }

    fn run(self: &Rc<Self>, step: impl FnOnce(&mut M, Timestamp)) -> Result<Option<SummaryReceipt>, Problem> {
        let now = clock::now();
        let outcome = self.take(now).and_then(|mut memory| {
            step(&mut memory.machine, now);
            let receipt = self.apply(&mut memory)?;
            let due = memory.machine.poll_timeout();
            self.memory.replace(Some(memory));
            self.arm(due, now);
            Ok(receipt)
        });
        if outcome.is_err() {
            self.sockets.close_all(&self.state, CloseReason::TryAgain);
        }
        outcome
    }

    /// The machine, out of memory or rebuilt.
    fn take(self: &Rc<Self>, now: Timestamp) -> Result<Memory<M>, Problem> {
        if let Some(memory) = self.memory.take() {
            return Ok(memory);
        }
        let store = DurableStore::open(&self.state)?;
        let machine = M::restore(self.name()?, &store)?;
        let mut memory = Memory { machine, store };
        for (socket, attachment) in self.sockets.attached(&self.state) {
            memory.machine.handle(M::reattached(socket, attachment), now);
            self.apply(&mut memory)?;
        }
        Ok(memory)
    }

    fn apply(self: &Rc<Self>, memory: &mut Memory<M>) -> Result<Option<SummaryReceipt>, Problem> {
        let mut receipt = None;
        while let Some(effect) = memory.machine.poll_effect() {
            match effect {
                Effect::Persist(writes) => self.persist(&mut memory.store, &writes)?,
                Effect::Attach { socket, attachment } => self.sockets.attach(&self.state, socket, attachment),
                Effect::Send { socket, text } => self.sockets.send(&self.state, socket, &text),
                Effect::Broadcast { sockets, text } => {
                    for socket in sockets {
                        self.sockets.send(&self.state, socket, &text);
                    }
                }
                Effect::Close { socket, reason } => self.sockets.close(&self.state, socket, reason),
                Effect::Deliver(delivery) => self.deliver(delivery),
                Effect::Receipt(stored) => receipt = Some(stored),
            }
        }
        Ok(receipt)
    }

    fn persist(&self, store: &mut DurableStore, writes: &[Write]) -> Result<(), Problem> {
        store.commit(writes).map_err(|error| {
            console_error!(
                "{}: a commit failed, the machine is dropped: {error}",
                self.name.as_ref().map(Name::to_string).unwrap_or_default()
            );
            Problem::unavailable()
        })
    }

    fn deliver(self: &Rc<Self>, delivery: M::Delivery) {
        let host = Rc::clone(self);
        self.state.wait_until(async move {
            let Ok(name) = host.name() else { return };
            let outcome = M::deliver(&host, name, delivery).await;
            let _ = host.feed(outcome);
        });
    }

    /// Keeps the one alarm at the machine's earliest time-out. The call is made before anything can come between.
    fn arm(self: &Rc<Self>, due: Option<Timestamp>, now: Timestamp) {
        let Some(due) = due else { return };
        let due = due.max(now + SHORTEST_ALARM);
        if self.armed.get().is_some_and(|armed| armed <= due && armed > now) {
            return;
        }
        self.armed.set(Some(due));
        let storage = self.state.storage();
        let host = Rc::clone(self);
        let pause = i64::try_from(due.since(now).as_millis()).unwrap_or(i64::MAX);
        self.state.wait_until(async move {
            if let Err(error) = storage.set_alarm(pause).await {
                host.armed.set(None);
                console_error!("an alarm was not armed: {error}");
            }
        });
    }
}
