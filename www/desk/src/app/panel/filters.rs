//! Views of the agent's own: added, changed and deleted.

use leptos::html::{Input, Select};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::{Channel, ConversationState, SkillId};

use super::modal::Modal;
use crate::filter::Filter;
use crate::session::{Panel, Session};
use crate::words::{Words, channel_text, count};

#[component]
pub(super) fn FiltersPanel() -> impl IntoView {
    view! { <Modal panel=Panel::Filters title=|w| w.view.title><Body /></Modal> }
}

const STATES: [(ConversationState, &str); 3] =
    [(ConversationState::Open, "open"), (ConversationState::Snoozed, "snoozed"), (ConversationState::Resolved, "resolved")];

const CHANNELS: [(Channel, &str); 4] =
    [(Channel::Chat, "chat"), (Channel::Social, "social"), (Channel::Email, "email"), (Channel::Phone, "phone")];

fn state_text(w: &Words, state: ConversationState) -> &'static str {
    match state {
        ConversationState::Open | ConversationState::Unknown => w.state_open,
        ConversationState::Snoozed => w.state_snoozed,
        ConversationState::Resolved => w.state_resolved,
        ConversationState::Pending => w.state_pending,
    }
}

/// The fields of the form.
#[derive(Clone, Copy, Default)]
struct Fields {
    name: NodeRef<Input>,
    text: NodeRef<Input>,
    tag: NodeRef<Input>,
    state: NodeRef<Select>,
    channel: NodeRef<Select>,
    skill: NodeRef<Select>,
    agent: NodeRef<Select>,
}

impl Fields {
    fn read(self) -> Filter {
        let field = |field: NodeRef<Input>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let choice = |field: NodeRef<Select>| field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let tag = field(self.tag).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let (state, channel) = (choice(self.state), choice(self.channel));
        Filter {
            name: field(self.name),
            text: field(self.text).trim().to_owned(),
            tag: (!tag.is_empty()).then_some(tag),
            skill: SkillId::new(&choice(self.skill)).ok(),
            channel: CHANNELS.into_iter().find(|(_, name)| *name == channel).map(|(channel, _)| channel),
            state: STATES.into_iter().find(|(_, name)| *name == state).map(|(state, _)| state),
            agent: choice(self.agent).parse().ok(),
        }
    }

    fn write(self, filter: &Filter) {
        let set = |field: NodeRef<Input>, text: &str| {
            if let Some(field) = field.get_untracked() {
                field.set_value(text);
            }
        };
        let choose = |field: NodeRef<Select>, value: String| {
            if let Some(field) = field.get_untracked() {
                field.set_value(&value);
            }
        };
        set(self.name, &filter.name);
        set(self.text, &filter.text);
        set(self.tag, filter.tag.as_deref().unwrap_or_default());
        let named = |found: Option<&'static str>| found.unwrap_or_default().to_owned();
        choose(self.state, named(STATES.into_iter().find(|(state, _)| Some(*state) == filter.state).map(|(_, name)| name)));
        choose(
            self.channel,
            named(CHANNELS.into_iter().find(|(channel, _)| Some(*channel) == filter.channel).map(|(_, name)| name)),
        );
        choose(self.skill, filter.skill.as_ref().map(ToString::to_string).unwrap_or_default());
        choose(self.agent, filter.agent.map(|agent| agent.to_string()).unwrap_or_default());
    }
}

#[component]
fn Body() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words();
    let fields = Fields::default();
    let is_wrong = RwSignal::new(false);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let is_kept = session.keep_filter(fields.read());
        is_wrong.set(!is_kept);
        if is_kept {
            session.hide_panel();
        }
    };
    let skills = move || session.titles.with(|titles| titles.skills.clone());
    let colleagues = Memo::new(move |_| session.board.with(|board| board.colleagues()));
    let me = session.agent().map(|agent| agent.to_string()).unwrap_or_default();
    let any = move || view! { <option value="">{move || w().view.any}</option> };
    view! {
        <p class="muted small replies-lead">{move || w().view.lead}</p>
        <ul class="replies" role="list">
            {move || session.board.with(|board| board.filters.clone()).into_iter().map(|filter| view! { <Held filter fields /> }).collect_view()}
        </ul>
        <form class="reply-form filter-form" on:submit=keep>
            <label>{move || w().view.name}<input node_ref=fields.name autofocus autocomplete="off" maxlength="24" /></label>
            <label>{move || w().view.tag}<input node_ref=fields.tag autocomplete="off" maxlength="32" /></label>
            <label class="wide">
                {move || w().view.text}
                <input node_ref=fields.text autocomplete="off" maxlength="100" aria-describedby="filter-hint" />
            </label>
            <p id="filter-hint" class="muted small wide">{move || w().view.text_hint}</p>
            <label>
                {move || w().state}
                <select node_ref=fields.state>
                    {any()}
                    {STATES.map(|(state, value)| view! { <option value=value>{move || state_text(w(), state)}</option> }).collect_view()}
                </select>
            </label>
            <label>
                {move || w().channel}
                <select node_ref=fields.channel>
                    {any()}
                    {CHANNELS.map(|(channel, value)| view! { <option value=value>{move || channel_text(w(), channel)}</option> }).collect_view()}
                </select>
            </label>
            <label>
                {move || w().skill}
                <select node_ref=fields.skill>
                    {any()}
                    {move || skills().into_iter().filter_map(|skill| SkillId::new(&skill.id).ok()).map(|skill| {
                        let title = session.titles.with(|titles| titles.skill(&skill, session.lang.get()));
                        view! { <option value=skill.to_string()>{title}</option> }
                    }).collect_view()}
                </select>
            </label>
            <label>
                {move || w().view.who}
                <select node_ref=fields.agent>
                    {any()}
                    <option value=me>{move || w().view.me}</option>
                    {move || colleagues.get().into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                </select>
            </label>
            <p class="wrong small wide" role="alert">{move || is_wrong.get().then(|| w().view.wrong)}</p>
            <button type="submit" class="primary wide">{move || w().view.keep}</button>
        </form>
    }
}

#[component]
fn Held(filter: Filter, fields: Fields) -> impl IntoView {
    let session = expect_context::<Session>();
    let name = filter.name.clone();
    let (changed, dropped, gone) = (name.clone(), name.clone(), name.clone());
    view! {
        <li>
            <b>{name}</b>
            <span class="muted">{filter.text.clone()}</span>
            <button type="button" class="icon" aria-label=move || count(session.words().view.change, &[&changed]) on:click=move |_| fields.write(&filter)>
                <Glyph icon=Icon::Note />
            </button>
            <button type="button" class="icon" aria-label=move || count(session.words().view.delete, &[&dropped]) on:click=move |_| session.drop_filter(&gone)>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}
