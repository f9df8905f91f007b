//! Who one talks to, the language switch, the way out.

use crate::draw::{Draw, Drawing, El, button, el, nothing, part, when};
use crate::i18n::{Words, autonym};
use crate::icon::{self, icon};
use crate::session::Chat;
use crate::transcript;
use crate::ui::Topic;

#[must_use]
pub fn header(chat: Chat) -> Drawing {
    let close = tool(chat, "plain icon", |words| words.close, icon::CLOSE).on("click", move |_| chat.close());
    // The style sheet shows it once something was said.
    let save = tool(chat, "plain icon save", |words| words.download, icon::SAVE).on("click", move |_| transcript::save(chat));
    // Silent unless the customer wants it otherwise, and offered once there is somebody to wait for.
    let sound = when(
        move || chat.ui.is_escalated(),
        move || {
            let is_on = move || chat.ui.read(Topic::Sound, |state| state.has_sound).to_string();
            let bell = tool(chat, "plain icon", |words| words.sound, icon::BELL).follow("aria-pressed", is_on);
            bell.on("click", move |_| chat.toggle_sound()).draw()
        },
    );
    el("header", "head")
        .child(el("div", "face").set("aria-hidden", "true").text(move || name(chat).chars().take(1).collect()).draw())
        .child(
            el("div", "who")
                .child(el("h1", "").text(move || name(chat)).draw())
                .child(el("p", "").text(move || hint(chat)).draw())
                .draw(),
        )
        .child(part(move || languages(chat)))
        .child(sound)
        .child(save.draw())
        .child(if chat.is_alone() { nothing() } else { close.draw() })
        .draw()
}

/// A button that is an icon.
fn tool(chat: Chat, class: &str, label: fn(&Words) -> &'static str, drawn: &'static str) -> El {
    let button = el("button", class).set("type", "button");
    button.follow("aria-label", move || label(chat.ui.words()).to_owned()).child(icon(drawn))
}

fn name(chat: Chat) -> String {
    let ui = &chat.ui;
    let agent = ui.read(Topic::View, |state| state.view.assigned.as_ref().map(|assigned| assigned.name.clone()));
    let own = agent.unwrap_or_else(|| ui.owners(|bundle| Some(&bundle.settings.assistant_name)));
    if own.is_empty() { ui.words().title.to_owned() } else { own }
}

fn hint(chat: Chat) -> String {
    let ui = &chat.ui;
    let site = ui.owners(|bundle| Some(&bundle.name));
    let role = if ui.is_escalated() { ui.words().agent_hint } else { ui.words().assistant_hint };
    if site.is_empty() { role.to_owned() } else { [site.as_str(), " · ", role].concat() }
}

/// One button per language the site is written in and the chat is not in just now.
fn languages(chat: Chat) -> Drawing {
    let now = chat.ui.read(Topic::Locale, |state| state.locale.clone());
    chat.ui.track(Topic::Bundle);
    let mut parts = Vec::new();
    for locale in chat.ui.bundle().map(|bundle| bundle.locales.clone()).unwrap_or_default() {
        if locale != now {
            let tag = locale.to_string();
            let switch = button(chat, "plain", autonym(&tag), move |session| session.choose_locale(locale.as_str()));
            parts.push(switch.set("lang", &tag).draw());
        }
    }
    parts.draw()
}
