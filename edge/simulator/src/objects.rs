//! The objects of the edge as hosts run them: feed one input, apply every effect in order, die at any point between.

use chat::server::{self, Conversation};
use routing::Desk;
use store::{Reading, Store};
use wire::command::{Judgement, Question, SummaryReceipt};
use wire::{CloseReason, ConversationId, Participant, Summary, Timestamp};

use crate::calls::{Answer, Call, Caller, Event, ObjectId};
use crate::host::{Act, Hosted, Machine};
use crate::network::Peer;
use crate::world::{Broken, World};

const ALARM_RETRY: std::time::Duration = std::time::Duration::from_secs(2);

/// What a machine is given: an input, or the time alone.
#[derive(Debug)]
enum Given<I> {
    Input(I),
    Timeout,
}

/// Whether the input went through, and what it answered.
type Fed = Result<Option<SummaryReceipt>, Died>;

/// The object died, or its commit failed: whoever asked hears nothing good.
#[derive(Debug)]
pub(crate) struct Died;

impl World {
    pub(crate) fn feed_conversation(&mut self, id: ConversationId, input: server::Input) -> Fed {
        self.conversation_turn(id, Given::Input(input))
    }

    pub(crate) fn feed_desk(&mut self, input: routing::Input) -> Fed {
        self.desk_turn(Given::Input(input))
    }

    /// The directory keeps a summary.
    pub(crate) fn feed_directory(&mut self, summary: &Summary) -> Fed {
        self.stats.inputs += 1;
        let kept = match directory::keep_summary(&Reading(&self.directory), summary) {
            Ok(kept) => kept,
            Err(error) => return self.broken("directory reads what it wrote", error.to_string()),
        };
        if self.dies() {
            return Err(Died);
        }
        if self.directory.commit(&kept.writes).is_err() || self.dies() {
            return Err(Died);
        }
        Ok(Some(kept.receipt))
    }

    pub(crate) fn alarm(&mut self, object: ObjectId, at: Timestamp) {
        // An alarm whose handler failed rings again: the platform promises at least once.
        let again = self.now + ALARM_RETRY;
        let fed = match object {
            ObjectId::Conversation(id) if self.conversation(id).alarm == Some(at) => self.conversation_turn(id, Given::Timeout),
            ObjectId::Desk if self.desk().alarm == Some(at) => self.desk_turn(Given::Timeout),
            ObjectId::Conversation(_) | ObjectId::Desk | ObjectId::Directory => return,
        };
        let alarm = match object {
            ObjectId::Conversation(id) => &mut self.conversation(id).alarm,
            ObjectId::Desk => &mut self.desk().alarm,
            ObjectId::Directory => return,
        };
        if fed.is_err() && alarm.is_none() {
            *alarm = Some(again);
            self.at_time(again, Event::Alarm(object, again));
        }
    }

    /// Rings now, whatever it was set to.
    pub(crate) fn alarm_now(&mut self, object: ObjectId) {
        if let ObjectId::Conversation(id) = object {
            let at = self.now;
            self.conversation(id).alarm = Some(at);
            self.at_time(at, Event::Alarm(object, at));
        }
    }

    pub(crate) fn arrive(&mut self, call: &Call, caller: Option<Caller>) {
        let fed = match call {
            Call::Desk(summary) => self.feed_desk(routing::Input::Summarised(summary.clone())),
            Call::Directory(summary) => self.feed_directory(summary),
            Call::Conversation(id, command) => self.feed_conversation(*id, server::Input::Command(command.clone())),
            Call::Site(_) | Call::Judge(..) => Ok(None),
            Call::Shelf(id, files) => {
                self.erase(*id, files);
                Ok(None)
            }
        };
        // Without a caller it was the second copy of a doubled call.
        let Some(caller) = caller else { return };
        let answer = match fed {
            Ok(receipt) => Answer::Done(receipt),
            Err(Died) => Answer::Failed,
        };
        self.answer(call.clone(), caller, answer);
    }

    pub(crate) fn answered(&mut self, call: Call, caller: Caller, answer: Answer) {
        let life = match caller.object {
            ObjectId::Conversation(id) => self.conversations.get_mut(&id).map(|hosted| (&mut hosted.calls, hosted.life)),
            ObjectId::Desk => self.desk.as_mut().map(|hosted| (&mut hosted.calls, hosted.life)),
            ObjectId::Directory => None,
        };
        let Some((calls, life)) = life else { return };
        if life != caller.life {
            return;
        }
        *calls = calls.saturating_sub(1);
        let _ = match (caller.object, call, answer) {
            (ObjectId::Conversation(id), Call::Shelf(_, files), Answer::Done(_)) => {
                self.feed_conversation(id, server::Input::Erased(files))
            }
            (ObjectId::Conversation(_), Call::Shelf(..), Answer::Failed) => Ok(None),
            (ObjectId::Conversation(id), Call::Site(_), answer) => {
                let days = matches!(answer, Answer::Done(_)).then_some(wire::limits::RETENTION_DAYS);
                self.feed_conversation(id, server::Input::Retention(days))
            }
            (ObjectId::Conversation(id), Call::Judge(_, question), answer) => {
                let Question { claimed, skill, .. } = *question;
                let judgement = matches!(answer, Answer::Done(_)).then_some(Judgement { prediction: claimed, skill });
                self.feed_conversation(id, server::Input::Judged(judgement))
            }
            (ObjectId::Conversation(id), call, Answer::Done(receipt)) => {
                let to = if call.to() == ObjectId::Desk { server::Recipient::Desk } else { server::Recipient::Directory };
                let version = receipt.map_or(0, |receipt| receipt.version);
                self.feed_conversation(id, server::Input::Delivered { to, version })
            }
            (ObjectId::Conversation(id), call, Answer::Failed) => {
                let to = if call.to() == ObjectId::Desk { server::Recipient::Desk } else { server::Recipient::Directory };
                self.feed_conversation(id, server::Input::DeliveryFailed { to })
            }
            (_, Call::Conversation(conversation, command), Answer::Done(_)) => {
                self.feed_desk(routing::Input::CommandDelivered { conversation, command })
            }
            (_, Call::Conversation(conversation, _), Answer::Failed) => {
                self.feed_desk(routing::Input::CommandFailed { conversation })
            }
            (_, Call::Desk(_) | Call::Directory(_) | Call::Shelf(..) | Call::Site(_) | Call::Judge(..), _) => Ok(None),
        };
    }

    pub(crate) fn socket_accepted(&mut self, object: ObjectId, socket: u64, peer: Peer) {
        let _ = match (object, peer) {
            (ObjectId::Conversation(id), Peer::Visitor(visitor, _)) => {
                let who = Participant::Visitor { id: self.visitors[visitor].id };
                self.conversation(id).attachments.insert(socket, None);
                self.feed_conversation(id, server::Input::Connected { socket: server::SocketId(socket), who })
            }
            (ObjectId::Conversation(id), Peer::Thread(agent, _)) => {
                let profile = &self.agents[agent].profile;
                let who = Participant::Agent { id: profile.id, name: profile.name.clone() };
                self.conversation(id).attachments.insert(socket, None);
                self.feed_conversation(id, server::Input::Connected { socket: server::SocketId(socket), who })
            }
            (ObjectId::Desk, Peer::Desk(agent)) => {
                let profile = self.agents[agent].profile.clone();
                self.desk().attachments.insert(socket, None);
                self.feed_desk(routing::Input::AgentConnected { socket: routing::SocketId(socket), profile })
            }
            (ObjectId::Conversation(_) | ObjectId::Desk | ObjectId::Directory, _) => Ok(None),
        };
    }

    pub(crate) fn frame_to_object(&mut self, object: ObjectId, socket: u64, text: String) {
        let _ = match object {
            ObjectId::Conversation(id) => {
                self.feed_conversation(id, server::Input::Frame { socket: server::SocketId(socket), text })
            }
            ObjectId::Desk => self.feed_desk(routing::Input::Frame { socket: routing::SocketId(socket), text }),
            ObjectId::Directory => Ok(None),
        };
    }

    pub(crate) fn socket_lost(&mut self, object: ObjectId, socket: u64) {
        // After a crash nobody remembers the socket, and nobody is told of its end.
        let _ = match object {
            ObjectId::Conversation(id) => {
                if self.conversation(id).attachments.remove(&socket).is_none() {
                    return;
                }
                self.feed_conversation(id, server::Input::Disconnected { socket: server::SocketId(socket) })
            }
            ObjectId::Desk => {
                if self.desk().attachments.remove(&socket).is_none() {
                    return;
                }
                self.feed_desk(routing::Input::AgentDisconnected { socket: routing::SocketId(socket) })
            }
            ObjectId::Directory => Ok(None),
        };
    }

    pub(crate) fn conversation(&mut self, id: ConversationId) -> &mut Hosted<Conversation> {
        let entry = self.conversations.entry(id);
        entry.or_insert_with(|| Hosted::new().expect("SQLite opens in memory"))
    }

    pub(crate) fn desk(&mut self) -> &mut Hosted<Desk> {
        self.desk.as_mut().expect("the desk is taken for a turn only, and turns do not nest")
    }

    pub(crate) fn crash_object(&mut self, object: ObjectId) {
        self.stats.crashes += 1;
        let sockets = match object {
            ObjectId::Conversation(id) => self.conversation(id).crash(),
            ObjectId::Desk => self.desk().crash(),
            ObjectId::Directory => Vec::new(),
        };
        for socket in sockets {
            self.close_by_object(socket, None);
        }
    }

    fn conversation_turn(&mut self, id: ConversationId, given: Given<server::Input>) -> Fed {
        let now = self.now;
        self.conversation(id);
        let Some(mut hosted) = self.conversations.remove(&id) else { return Err(Died) };
        let fed = self.turn(ObjectId::Conversation(id), &mut hosted, given, now, |records| Conversation::restore(id, records));
        if let (Ok(_), Some(conversation)) = (&fed, &hosted.machine) {
            self.check_conversation(conversation);
        }
        self.conversations.insert(id, hosted);
        self.settle(ObjectId::Conversation(id), fed)
    }

    fn desk_turn(&mut self, given: Given<routing::Input>) -> Fed {
        let now = self.now;
        let telling = match &given {
            Given::Input(routing::Input::Summarised(summary)) => Some(summary.clone()),
            Given::Input(_) | Given::Timeout => None,
        };
        let Some(mut hosted) = self.desk.take() else { return Err(Died) };
        let fed = self.turn(ObjectId::Desk, &mut hosted, given, now, Desk::restore);
        if let (Ok(_), Some(desk)) = (&fed, &hosted.machine) {
            if let Some(summary) = &telling {
                self.model.desk_was_told(summary);
            }
            self.check_desk(desk);
        }
        if let (Err(_), Some(summary)) = (&fed, &telling) {
            self.model.desk_may_know(summary);
        }
        self.desk = Some(hosted);
        self.settle(ObjectId::Desk, fed)
    }

    /// Ends a turn: an object that died loses its sockets; one that is idle may fall asleep.
    fn settle(&mut self, object: ObjectId, fed: Fed) -> Fed {
        if fed.is_err() {
            self.crash_object(object);
        } else if self.faults && self.dice.chance(150) {
            self.sleep(object);
        }
        fed
    }

    /// Hibernation: memory goes, sockets stay. Only an object without calls under way falls asleep.
    fn sleep(&mut self, object: ObjectId) {
        match object {
            ObjectId::Conversation(id) => {
                let hosted = self.conversation(id);
                if hosted.calls == 0 {
                    hosted.machine = None;
                }
            }
            ObjectId::Desk => {
                let hosted = self.desk();
                if hosted.calls == 0 {
                    hosted.machine = None;
                }
            }
            ObjectId::Directory => {}
        }
    }

    fn turn<M: Machine>(
        &mut self,
        object: ObjectId,
        hosted: &mut Hosted<M>,
        given: Given<M::Input>,
        now: Timestamp,
        restore: impl FnOnce(Vec<store::Record>) -> Result<M, wire::record::RestoreError>,
    ) -> Fed {
        self.stats.inputs += 1;
        let now = now + hosted.skew;
        if matches!(given, Given::Timeout) {
            hosted.alarm = None;
        }
        let machine = match hosted.wake(restore, now) {
            Ok(machine) => machine,
            Err(error) => return self.broken("an object is rebuilt from what it stored", error),
        };
        match given {
            Given::Input(input) => machine.handle(input, now),
            Given::Timeout => machine.handle_timeout(now),
        }
        let mut receipt = None;
        let mut acts = 0;
        while let Some(act) = hosted.machine.as_mut().and_then(Machine::poll_act) {
            if self.dies() {
                return Err(Died);
            }
            self.check_persist_first(&act, acts);
            acts += 1;
            match act {
                Act::Persist(writes) => {
                    let refused = self.faults && self.dice.chance(8);
                    if refused || hosted.store.commit(&writes).is_err() {
                        self.stats.commits_failed += 1;
                        self.refuse_sockets(hosted);
                        return Err(Died);
                    }
                    // The alarm is part of the same commit.
                    self.arm(object, hosted);
                }
                Act::Attach { socket, attachment } => {
                    hosted.attachments.insert(socket, Some(attachment));
                }
                Act::Send { socket, text } => {
                    let to = self.peer(socket);
                    self.check_promise(&hosted.store, to, &text);
                    self.send_to_peer(socket, text);
                }
                Act::Broadcast { sockets, text } => {
                    for socket in sockets {
                        let to = self.peer(socket);
                        self.check_promise(&hosted.store, to, &text);
                        self.send_to_peer(socket, text.clone());
                    }
                }
                Act::Close { socket, reason } => {
                    hosted.attachments.remove(&socket);
                    self.close_by_object(socket, Some(reason));
                }
                Act::Call(call) => {
                    hosted.calls += 1;
                    self.call(call, Caller { object, life: hosted.life });
                }
                Act::Receipt(kept) => receipt = Some(kept),
            }
        }
        self.arm(object, hosted);
        Ok(receipt)
    }

    fn refuse_sockets<M: Machine>(&mut self, hosted: &mut Hosted<M>) {
        for socket in std::mem::take(&mut hosted.attachments).into_keys() {
            self.close_by_object(socket, Some(CloseReason::TryAgain));
        }
    }

    /// Sets the alarm to what the machine waits for.
    fn arm<M: Machine>(&mut self, object: ObjectId, hosted: &mut Hosted<M>) {
        let due = hosted.machine.as_ref().and_then(Machine::poll_timeout);
        let due = due.map(|at| {
            Timestamp(at.0.saturating_sub(hosted.skew.as_millis().try_into().unwrap_or(0)))
                .max(self.now + std::time::Duration::from_millis(1))
        });
        if due != hosted.alarm {
            hosted.alarm = due;
            if let Some(at) = due {
                self.at_time(at, Event::Alarm(object, at));
            }
        }
    }

    /// A call leaves: it may be lost, come late, or come twice; so may its answer.
    fn call(&mut self, call: Call, caller: Caller) {
        let delay = self.dice.millis(1, if self.faults { 400 } else { 20 });
        if self.faults && self.dice.chance(60) {
            self.stats.calls_lost += 1;
            let timeout = self.dice.millis(1000, 5000);
            self.at(timeout, Event::Answered { call, caller, answer: Answer::Failed });
            return;
        }
        if self.faults && self.dice.chance(60) {
            let later = self.dice.millis(1, 20_000);
            self.at(later, Event::Arrive { call: call.clone(), caller: None });
        }
        self.at(delay, Event::Arrive { call, caller: Some(caller) });
    }

    fn answer(&mut self, call: Call, caller: Caller, answer: Answer) {
        let delay = self.dice.millis(1, if self.faults { 400 } else { 20 });
        let lost = self.faults && self.dice.chance(60);
        let answer = if lost { Answer::Failed } else { answer };
        self.at(delay, Event::Answered { call, caller, answer });
    }

    /// Whether the object dies here.
    fn dies(&mut self) -> bool {
        self.places.pass() || (self.faults && self.dice.chance(4))
    }

    fn broken(&mut self, rule: &'static str, what: String) -> Fed {
        self.fail(Broken { rule, what });
        Err(Died)
    }
}
