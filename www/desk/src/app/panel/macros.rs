//! Macros: made, changed and deleted.

use leptos::html::{Input, Select, Textarea};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::TransferTarget;

use super::modal::Modal;
use crate::macros::{Ending, Macro, SnoozeFor, Wrong};
use crate::session::{Panel, Session};
use crate::snooze::Preset;
use crate::targets::targets;
use crate::words::{Words, count};

#[component]
pub(super) fn MacrosPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Macros title=|w| w.desk.macros><Body /></Modal> }
}

fn wrong_text(w: &Words, wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::NoName => w.desk.no_name,
        Wrong::Empty => w.desk.empty,
        Wrong::EndsUnsent => w.desk.ends_unsent,
        Wrong::TooMany => w.desk.too_many,
    }
}

fn preset_text(w: &Words, preset: Preset) -> &'static str {
    match preset {
        Preset::InAnHour => w.in_an_hour,
        Preset::ThisAfternoon => w.this_afternoon,
        Preset::Tomorrow => w.tomorrow,
        Preset::NextMonday => w.next_monday,
    }
}

/// The fields of the form.
#[derive(Clone, Copy, Default)]
struct Fields {
    name: NodeRef<Input>,
    reply: NodeRef<Textarea>,
    is_sent: NodeRef<Input>,
    tag: NodeRef<Input>,
    ending: NodeRef<Select>,
}

impl Fields {
    fn read(self) -> Macro {
        let field = |field: NodeRef<Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let ending = self.ending.get_untracked().map(|ending| ending.value()).unwrap_or_default();
        Macro {
            name: field(self.name),
            reply: self.reply.get_untracked().map(|reply| reply.value()).unwrap_or_default(),
            is_sent: self.is_sent.get_untracked().is_some_and(|is_sent| is_sent.checked()),
            tag: field(self.tag),
            // A choice is written as what it stands for.
            ending: json::from_text(&ending).unwrap_or_default(),
        }
    }

    fn write(self, one: &Macro) {
        let set = |field: NodeRef<Input>, text: &str| {
            if let Some(field) = field.get_untracked() {
                field.set_value(text);
            }
        };
        set(self.name, &one.name);
        set(self.tag, &one.tag);
        if let Some(reply) = self.reply.get_untracked() {
            reply.set_value(&one.reply);
        }
        if let Some(is_sent) = self.is_sent.get_untracked() {
            is_sent.set_checked(one.is_sent);
        }
        if let Some(ending) = self.ending.get_untracked() {
            ending.set_value(&json::to_text(&one.ending));
        }
    }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let fields = Fields::default();
    let wrong = RwSignal::new(None::<Wrong>);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let kept = session.keep_macro(fields.read());
        wrong.set(kept.err());
        if kept.is_ok() {
            fields.write(&Macro::default());
            if let Some(name) = fields.name.get_untracked() {
                // It is in the document.
                let _ = name.focus();
            }
        }
    };
    let endings = move || {
        let (w, lang) = (w(), session.lang.get());
        let whom = session.board.with(|board| session.titles.with(|titles| targets(board, titles, lang)));
        let plain = [(Ending::Nothing, w.desk.ends_nothing.to_owned()), (Ending::Resolve, w.desk.ends_resolve.to_owned())];
        let aside =
            SnoozeFor::ALL.map(|until| (Ending::Snooze { until }, count(w.desk.ends_snooze, &[preset_text(w, until.preset())])));
        let on = whom
            .into_iter()
            .filter(|target| target.to != TransferTarget::Anybody)
            .map(|target| (Ending::Transfer { to: target.to }, count(w.desk.ends_transfer, &[&target.name])));
        let all = plain.into_iter().chain(aside).chain(on);
        all.map(|(ending, name)| view! { <option value=json::to_text(&ending)>{name}</option> }).collect_view()
    };
    view! {
        <p class="muted small replies-lead">{move || w().desk.macros_lead}</p>
        <ul class="replies" role="list">
            <Show when=move || session.macros.with(Vec::is_empty)>
                <li class="muted">{move || w().desk.macros_empty}</li>
            </Show>
            {move || session.macros.get().into_iter().map(|one| view! { <Held one fields /> }).collect_view()}
        </ul>
        <form class="reply-form filter-form" on:submit=keep>
            <label>{move || w().desk.name}<input node_ref=fields.name autofocus autocomplete="off" maxlength="40" /></label>
            <label>{move || w().desk.tag}<input node_ref=fields.tag autocomplete="off" maxlength="32" /></label>
            <label class="wide">
                {move || w().desk.reply}
                <textarea node_ref=fields.reply rows="3" maxlength="2000" aria-describedby="macro-hint"></textarea>
            </label>
            <p id="macro-hint" class="muted small wide">{move || w().desk.reply_hint}</p>
            <label class="check wide"><input type="checkbox" node_ref=fields.is_sent /><span>{move || w().desk.reply_sent}</span></label>
            <label class="wide">{move || w().desk.ending}<select node_ref=fields.ending>{endings}</select></label>
            <p class="wrong small wide" role="alert">{move || wrong.get().map(|wrong| wrong_text(w(), wrong))}</p>
            <button type="submit" class="primary wide">{move || w().desk.keep}</button>
        </form>
    }
}

#[component]
fn Held(one: Macro, fields: Fields) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = one.name.clone();
    let (ran, runs, changed, dropped, gone) = (name.clone(), name.clone(), name.clone(), name.clone(), name.clone());
    let run = move |_| {
        session.hide_panel();
        session.run_macro(&runs);
    };
    view! {
        <li>
            <b>{name}</b>
            <span class="muted">{one.reply.clone()}</span>
            <button type="button" class="icon" aria-label=move || count(session.words().desk.run, &[&ran]) on:click=run>
                <Glyph icon=Icon::Spark />
            </button>
            <button type="button" class="icon" aria-label=move || count(session.words().desk.change, &[&changed]) on:click=move |_| fields.write(&one)>
                <Glyph icon=Icon::Note />
            </button>
            <button type="button" class="icon" aria-label=move || count(session.words().desk.delete, &[&dropped]) on:click=move |_| session.drop_macro(&gone)>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
