//! Everything that lives as long as the page: the client machine, the running flow, the connection, the engine.
//!
//! Components call its methods and read [`Ui`]; nothing else writes it. One input is fed to the client machine and
//! every effect drained before the next. Records go to [`Storage`], sockets and requests come back as inputs.
//!
//! Before escalation nothing typed leaves this module but to the worker beside it; what is counted are labels.

mod ask;
mod connect;
mod expect;
mod guide;
mod hand;
mod keep;
mod load;
mod sound;

use chat::client::{Client, Effect, Input};
use std::cell::{Cell, OnceCell, RefCell};
use wasm_bindgen::JsValue;
use wire::{Author, Body, ConversationId, ConversationState, MessageId, Timestamp};

use crate::accent::Accent;
use crate::bridge::{Bridge, Page};
use crate::browser::{self, Timer};
use crate::engine::Engine;
use crate::i18n::Words;
use crate::place::Place;
use crate::socket::Socket;
use crate::storage::Storage;
use crate::ui::{Topic, Ui, is_escalated};

/// The long-lived side of the chat.
pub struct Session {
    pub place: Place,
    pub ui: Ui,
    pub storage: Storage,
    bridge: Bridge,
    client: RefCell<Client>,
    /// The bundle's text, for the guide.
    playbook: RefCell<String>,
    flow: RefCell<Option<guide::Running>>,
    /// How many flows were begun or gone on with.
    runs: Cell<u32>,
    engine: RefCell<Engine>,
    /// Until a page in the background gives its socket back, and whether it has.
    resting: RefCell<Option<Timer>>,
    is_resting: Cell<bool>,
    /// Lines the customer does not want to hand over.
    left_out: RefCell<Vec<MessageId>>,
    questions: RefCell<ask::Questions>,
    socket: RefCell<Option<Socket>>,
    /// Counts attempts to connect, so that a late answer of an old one changes nothing.
    attempt: Cell<u64>,
    timer: RefCell<Option<Timer>>,
    /// Runs while somebody waits.
    asking: RefCell<Option<Timer>>,
    is_visible: Cell<bool>,
    /// What the page around told last.
    page: RefCell<Option<Page>>,
    announced: Cell<Option<MessageId>>,
    told: RefCell<String>,
    /// What the script of files calls back.
    pub tools: OnceCell<JsValue>,
}

/// What components hold. The session lives as long as the page, so nobody counts who holds it.
pub type Chat = &'static Session;

impl Session {
    /// Restores what this browser keeps and starts to load the rest. Nothing is written by this.
    #[must_use]
    pub fn start(place: Place, words: &'static Words) -> Option<Chat> {
        let storage = Storage::open(&place.site);
        let conversation = keep::conversation(&storage);
        let client = keep::restore(&storage, conversation);
        let view = client.view();
        let announced = view.lines.last().map(|line| line.id);
        let ui = Ui::new(view, load::first_locale(&place, &storage)?, words);
        ui.write(Topic::Kept, |state| state.is_kept = storage.is_kept());
        let bridge = Bridge::new(&place);
        let is_visible = bridge.is_alone();
        let session: Chat = Box::leak(Box::new(Session {
            engine: RefCell::new(Engine::default()),
            ui,
            bridge,
            client: RefCell::new(client),
            playbook: RefCell::default(),
            flow: RefCell::default(),
            runs: Cell::default(),
            questions: RefCell::default(),
            left_out: RefCell::default(),
            resting: RefCell::default(),
            is_resting: Cell::default(),
            socket: RefCell::default(),
            attempt: Cell::new(0),
            timer: RefCell::default(),
            asking: RefCell::default(),
            is_visible: Cell::new(is_visible),
            page: RefCell::default(),
            announced: Cell::new(announced),
            told: RefCell::default(),
            tools: OnceCell::new(),
            storage,
            place,
        }));
        session.listen();
        // The script could not know what the customer wants.
        session.speak(session.ui.locale());
        session.restore_sound();
        if let Some(counted) = session.storage.get(keep::COUNTED).and_then(|text| json::from_text(&text).ok()) {
            session.ui.write(Topic::Counted, |state| state.counted = counted);
        }
        session.load();
        // The machine connects if there is anything to connect for.
        session.feed(Input::Online(true));
        session.tell_host();
        Some(session)
    }

    /// One input, then all effects in order.
    pub fn feed(&'static self, input: Input) {
        self.client.borrow_mut().handle(input, browser::now());
        self.drain();
    }

    fn drain(&'static self) {
        let mut has_changed = false;
        loop {
            let effect = self.client.borrow_mut().poll_effect();
            let Some(effect) = effect else { break };
            match effect {
                Effect::Persist(writes) => self.persist(&writes),
                Effect::Connect => self.connect(),
                Effect::Send(frame) => {
                    if let Some(socket) = &*self.socket.borrow() {
                        socket.send(&wire::encode(&frame));
                    }
                }
                Effect::Disconnect => self.disconnect(),
                Effect::Changed => has_changed = true,
                Effect::Notify => self.sound(),
            }
        }
        self.arm();
        if has_changed {
            self.publish();
        }
    }

    fn arm(&'static self) {
        let due = self.client.borrow().poll_timeout();
        *self.timer.borrow_mut() = due.and_then(|due| {
            let wait = u64::try_from(due.since(browser::now()).as_millis()).unwrap_or(u64::MAX);
            // One millisecond more, so that the time-out is never early by rounding.
            Timer::after(wait.saturating_add(1), move || {
                self.client.borrow_mut().handle_timeout(browser::now());
                self.drain();
            })
        });
    }

    /// The view has changed: everybody who shows it learns so.
    fn publish(&'static self) {
        let view = self.client.borrow().view();
        let before = self.ui.peek(|state| state.view.state);
        let (now, unread) = (view.state, view.unread);
        self.announce(&view.lines);
        self.show_draft(&view.draft);
        self.ui.write(Topic::View, |state| state.view = view);
        self.tell_host();
        self.expect();
        if before != now {
            match now {
                ConversationState::Open if before == ConversationState::Pending => self.bridge.event("escalated"),
                ConversationState::Resolved => self.bridge.event("resolved"),
                ConversationState::Open
                | ConversationState::Pending
                | ConversationState::Snoozed
                | ConversationState::Unknown => {}
            }
        }
        if unread > 0 {
            self.see();
        }
    }

    /// Whatever the other side said since the last time, once.
    fn announce(&'static self, lines: &[chat::client::Line]) {
        let from = self.announced.get().and_then(|id| lines.iter().rposition(|line| line.id == id)).map_or(0, |place| place + 1);
        let mut said = String::new();
        for line in lines.iter().skip(from).filter(|line| line.author != Author::Visitor) {
            // A card is known to who has just sent it.
            if !matches!(line.body, Body::Card { .. })
                && let Some(text) = crate::bubble::spoken(self, line)
            {
                said = [&said, "\n", &text].concat();
            }
        }
        self.announced.set(lines.last().map(|line| line.id));
        if !said.is_empty() {
            self.ui.write(Topic::Announcement, |state| state.announcement = said);
        }
    }

    /// The person has the thread before their eyes.
    fn see(&'static self) {
        if self.is_visible.get() && browser::is_in_front() {
            self.feed(Input::Seen);
        }
    }

    /// The launcher shows colour, unread count, and whether people are being talked to.
    fn tell_host(&self) {
        let (unread, live, accent) = self.ui.peek(|state| {
            let accent = state.bundle.as_ref().map_or(Accent::DEFAULT, |bundle| bundle.settings.accent.as_str());
            (state.view.unread, is_escalated(&state.view), Accent::of(accent))
        });
        let title = self.ui.words_now().title;
        let told = format!("{}{unread}{live}{title}", accent.colour);
        if *self.told.borrow() != told {
            self.bridge.state(self.told.borrow().is_empty(), &accent, unread, live, title);
            *self.told.borrow_mut() = told;
        }
    }

    fn show_draft(&self, draft: &str) {
        if self.ui.peek(|state| state.draft != draft) {
            self.ui.write(Topic::Draft, |state| draft.clone_into(&mut state.draft));
        }
    }

    /// Nobody's page is around the chat: there is nothing to close it to.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.bridge.is_alone()
    }

    pub fn close(&self) {
        self.bridge.close();
    }

    fn new_id() -> MessageId {
        MessageId::from_bits(browser::random_bits())
    }

    pub fn now() -> Timestamp {
        browser::now()
    }

    pub fn conversation(&self) -> ConversationId {
        self.client.borrow().conversation()
    }
}
