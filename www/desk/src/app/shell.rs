//! The three panes and the keys.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wire::Presence;

use super::floor::FloorPage;
use super::help::HelpDialog;
use super::lists::Lists;
use super::macro_line::MacroLine;
use super::notice::{DeedLine, NoticeLine};
use super::panel::Panels;
use super::side::Side;
use super::thread::ThreadPane;
use crate::board::View;
use crate::host::{document, keyboard};
use crate::keys::{self, Command};
use crate::session::{Panel, Session};

#[component]
pub(crate) fn Shell() -> impl IntoView {
    let session = expect_context::<Session>();
    let pressed = window_event_listener(leptos::ev::keydown, move |event| press(session, &event));
    on_cleanup(move || pressed.remove());
    let is_open = Memo::new(move |_| session.open_id().is_some());
    view! {
        <Show when=move || session.supervising.is_shown.get() fallback=move || view! { <Panes is_open /> }>
            <FloorPage />
        </Show>
        <MacroLine />
        <DeedLine />
        <NoticeLine />
        <p class="for-ears" aria-live="polite">{move || session.told.get()}</p>
        <HelpDialog />
        <Panels />
    }
}

#[component]
fn Panes(is_open: Memo<bool>) -> impl IntoView {
    let session = expect_context::<Session>();
    view! {
        <div class="desk" class:has-open=move || is_open.get() class:has-side=move || session.is_side_shown.get()>
            <Lists />
            <ThreadPane />
            <Side />
        </div>
    }
}

/// Keys that mean the same wherever the focus is; the composer handles its own before.
fn press(session: Session, event: &KeyboardEvent) {
    if event.default_prevented() {
        return;
    }
    let answer = keyboard::with(event, |press| keys::of_answer(&event.code(), press));
    if let Some(command) = answer.filter(|_| session.panel.get_untracked().is_none()) {
        event.prevent_default();
        return act(session, command);
    }
    if keyboard::is_in_field(event) {
        return;
    }
    let command = keyboard::with(event, |press| keys::on_page(press, session.has_single_keys.get_untracked()));
    // While something lies over the panes nothing behind it is moved; the browser itself closes it by Esc.
    let is_covered = session.panel.get_untracked().is_some();
    let command = command.filter(|_| !is_covered);
    let command = command.filter(|command| !session.is_help_shown.get_untracked() || *command == Command::Help);
    if let Some(command) = command {
        event.prevent_default();
        act(session, command);
    }
}

/// Does what a key means in the supervisor's view; false where it is to be done as elsewhere.
fn on_floor(session: Session, command: Command) -> bool {
    let below = command == Command::Next;
    if below || command == Command::Previous {
        document::focus_next(".floor [data-conversation]", below);
        return true;
    }
    let stays = [Command::Floor, Command::Assign, Command::Help, Command::Palette, Command::Language];
    let presence = [Command::Online, Command::Busy, Command::Offline];
    // What concerns the panes brings them back.
    if !stays.contains(&command) && !presence.contains(&command) {
        session.toggle_floor();
    }
    command == Command::Leave
}

/// Does what a key means.
pub(crate) fn act(session: Session, command: Command) {
    let is_walking = [Command::Next, Command::Previous, Command::First, Command::Last].contains(&command);
    if !is_walking {
        session.rest();
    }
    if session.supervising.is_shown.get_untracked() && on_floor(session, command) {
        return;
    }
    match command {
        Command::Floor => session.toggle_floor(),
        Command::Assign => session.give_open(),
        Command::Alerts => session.show_panel(Panel::Alerts),
        Command::Filters => session.show_panel(Panel::Filters),
        Command::Search => session.show_panel(Panel::Search),
        Command::Macros => session.show_panel(Panel::Macros),
        Command::Undo => session.undo_macro(),
        Command::Suggestion(at) => session.take_answer(at),
        Command::Next => session.step_through(true),
        Command::Previous => session.step_through(false),
        Command::First => session.step_to_end(false),
        Command::Last => session.step_to_end(true),
        Command::View(at) => {
            if let Some(view) = View::at(at) {
                session.show_view(view);
            }
        }
        Command::Select => session.select_open(),
        Command::Accept => {
            if let Some((offer, conversation)) = session.offer_at_hand() {
                session.accept(offer, conversation);
            }
        }
        Command::Decline => {
            if let Some((offer, _)) = session.offer_at_hand() {
                session.decline(offer);
            }
        }
        Command::Reply | Command::Send => {
            session.is_noting.set(false);
            // A composer that takes the place of the one for notes asks for the focus itself.
            session.wants_reply.set(session.open_mine());
            document::focus(".composer:not(.noting) textarea");
        }
        Command::Note => session.is_noting.set(true),
        Command::Tag => {
            document::focus(".tags input");
        }
        Command::Leave => {
            if session.is_side_shown.get_untracked() {
                session.is_side_shown.set(false);
            } else {
                document::blur();
            }
        }
        Command::Resolve => session.resolve(),
        Command::Release => session.release(),
        Command::Transfer => session.show_panel(Panel::Transfer),
        Command::Snooze => session.show_panel(Panel::Snooze),
        Command::NextUnread => {
            if let Some(id) = session.next_unread() {
                session.open(id);
            }
        }
        Command::Details => session.is_side_shown.update(|shown| *shown = !*shown),
        Command::Help => session.is_help_shown.update(|shown| *shown = !*shown),
        Command::Palette => session.show_panel(Panel::Palette),
        Command::Replies => session.show_panel(Panel::Replies),
        Command::Online => session.set_presence(Presence::Online),
        Command::Busy => session.set_presence(Presence::Busy),
        Command::Offline => session.set_presence(Presence::Offline),
        Command::Language => session.switch_language(),
        Command::SaveText => session.save_open(),
    }
}
