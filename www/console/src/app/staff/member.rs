//! One of the staff.

use leptos::prelude::*;
use ui::icon::{Glyph, Icon};
use wire::api::StaffMember;
use wire::{Role, SkillId};

use super::people::{List, Row};
use crate::host::page;
use crate::session::{Account, Session};
use crate::words::fill;

const ROLES: [Role; 4] = [Role::Agent, Role::Supervisor, Role::Editor, Role::Owner];
/// As the edge asks for.
const PASSWORD_CHARS: usize = 8;

fn key_of(role: Role) -> &'static str {
    match role {
        Role::Agent => "agent",
        Role::Supervisor => "supervisor",
        Role::Editor => "editor",
        Role::Owner => "owner",
    }
}

#[component]
pub(super) fn Member(row: Row, list: List) -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let member = RwSignal::from(row.member);
    let (key, is_new) = (row.key, row.is_new);
    let first = member.get_untracked();
    let change = move |act: &dyn Fn(&mut StaffMember)| {
        member.update(act);
        list.is_changed.set(true);
    };
    let email = first.email.clone();
    let is_me = Memo::new(move |_| {
        session.account.with(|account| matches!(account, Account::SignedIn(it) if it.email.eq_ignore_ascii_case(&email)))
    });
    let role_text = move |role: Role| match role {
        Role::Agent => w().agent,
        Role::Supervisor => w().supervisor,
        Role::Editor => w().editor,
        Role::Owner => w().owner,
    };
    let name = move || member.with(|member| if member.name.is_empty() { member.email.clone() } else { member.name.clone() });
    let remove = move |_| {
        let text = fill(session.words_untracked().staff.removed, &[&untrack(name)]);
        list.remove(key);
        session.tell(text);
        page::focus_id("add-member");
    };
    let set_role = move |event: leptos::ev::Event| {
        let chosen = page::value(event.target());
        let role = ROLES.into_iter().find(|role| key_of(*role) == chosen).unwrap_or_default();
        change(&|member| member.role = role);
    };
    let id = move |part: &str| format!("member-{key}-{part}");
    let hint = move || if is_new { fill(w().password_new, &[&PASSWORD_CHARS.to_string()]) } else { w().password_keep.to_owned() };
    view! {
        <li class="card member">
            <div class="line">
                <label for=id("name")>{move || w().name}</label>
                <input id=id("name") required autocomplete="off" value=first.name.clone() on:input=move |event| {
                    let text = page::value(event.target());
                    change(&|member| member.name.clone_from(&text));
                } />
            </div>
            <div class="line">
                <label for=id("email")>{move || w().email}</label>
                <input id=id("email") type="email" required autocomplete="off" readonly=!is_new value=first.email.clone() on:input=move |event| {
                    let text = page::value(event.target());
                    change(&|member| member.email.clone_from(&text));
                } />
            </div>
            <div class="line">
                <label for=id("password")>{move || w().password}</label>
                <input
                    id=id("password")
                    type="password"
                    autocomplete="new-password"
                    required=is_new
                    minlength=PASSWORD_CHARS.to_string()
                    placeholder=hint
                    on:input=move |event| {
                        let text = page::value(event.target());
                        change(&|member| member.password.clone_from(&text));
                    }
                />
            </div>
            <div class="line">
                <label for=id("role")>{move || w().role}</label>
                <select id=id("role") disabled=move || is_me.get() on:change=set_role>
                    {ROLES.map(|role| view! {
                        <option value=key_of(role) selected={first.role == role}>{move || role_text(role)}</option>
                    }).collect_view()}
                </select>
            </div>
            <div class="line narrow-line">
                <label for=id("capacity")>{move || w().capacity}</label>
                <input id=id("capacity") type="number" min="1" max="20" value=first.capacity.to_string() on:input=move |event| {
                    if let Ok(capacity) = page::value(event.target()).parse() {
                        change(&|member| member.capacity = capacity);
                    }
                } />
            </div>
            <Abilities member list />
            <div class="member-end">
                <Show
                    when=move || !is_me.get()
                    fallback=move || view! { <span class="tag">{move || w().you}</span> }
                >
                    <button type="button" class="icon" aria-label=move || fill(w().remove, &[&name()]) on:click=remove>
                        <Glyph icon=Icon::Close />
                    </button>
                </Show>
            </div>
        </li>
    }
}

/// The skills of the playbook that they have.
#[component]
fn Abilities(member: RwSignal<StaffMember>, list: List) -> impl IntoView {
    let session = expect_context::<Session>();
    let skills = Memo::new(move |_| {
        session
            .book(|book| book.skills.iter().map(|skill| (skill.id.clone(), skill.title.clone())).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let line = move |(id, title): (String, book::Texts)| {
        let id = StoredValue::new(SkillId::new(&id).ok());
        let has = move || id.with_value(|id| id.as_ref().is_some_and(|id| member.with(|member| member.skills.contains(id))));
        let toggle = move |_| {
            let Some(id) = id.get_value() else { return };
            member.update(|member| match member.skills.iter().position(|known| *known == id) {
                Some(at) => {
                    member.skills.remove(at);
                }
                None => member.skills.push(id),
            });
            list.is_changed.set(true);
        };
        view! {
            <label class="check"><input type="checkbox" prop:checked=has on:change=toggle />{move || session.of_texts(&title)}</label>
        }
    };
    view! {
        <Show when=move || skills.with(|skills| !skills.is_empty())>
            <fieldset class="abilities">
                <legend>{move || session.words().staff.skills}</legend>
                <For each=move || skills.get() key=Clone::clone children=line />
            </fieldset>
        </Show>
    }
}
