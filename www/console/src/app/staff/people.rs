//! The staff: shown, changed and saved as a whole.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::api::StaffMember;
use wire::console::Staff;

use super::member::Member;
use crate::host::page;
use crate::problem::Problem;
use crate::session::{Session, get, send};

const PATH: &str = "/api/v1/staff";
/// Conversations at once, until somebody says otherwise.
const CAPACITY: u8 = 4;

/// Somebody on the list, with a number that stays theirs while the page is shown.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) key: usize,
    pub(super) member: ArcRwSignal<StaffMember>,
    pub(super) is_new: bool,
}

/// What the page holds.
#[derive(Clone, Copy)]
pub(super) struct List {
    pub(super) rows: RwSignal<Vec<Row>>,
    tag: RwSignal<String>,
    next: StoredValue<usize>,
    pub(super) is_changed: RwSignal<bool>,
    state: RwSignal<Option<Result<(), Problem>>>,
}

impl List {
    fn load(self) {
        spawn_local(async move {
            let staff = get::<Staff>(PATH).await;
            self.show(staff);
        });
    }

    fn show(self, staff: Result<Staff, Problem>) {
        match staff {
            Ok(staff) => {
                let rows = staff.members.into_iter().map(|member| self.row(member, false)).collect();
                self.rows.try_set(rows);
                self.tag.try_set(staff.tag);
                self.is_changed.try_set(false);
                self.state.try_set(Some(Ok(())));
            }
            Err(problem) => {
                self.state.try_set(Some(Err(problem)));
            }
        }
    }

    fn row(self, member: StaffMember, is_new: bool) -> Row {
        let key = self.next.try_update_value(|next| {
            *next += 1;
            *next
        });
        Row { key: key.unwrap_or(0), member: ArcRwSignal::new(member), is_new }
    }

    pub(super) fn remove(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
        self.is_changed.set(true);
    }

    async fn save(self, session: Session) {
        let members = self.rows.get_untracked().iter().map(|row| row.member.get_untracked()).collect();
        let body = Staff { members, tag: self.tag.get_untracked() };
        match send::<_, Staff>("PUT", PATH, &body).await {
            Ok(staff) => {
                self.show(Ok(staff));
                session.tell(session.words_untracked().staff.saved);
            }
            Err(problem) => {
                let text = problem.text(session.lang.get_untracked());
                session.warn(text);
            }
        }
    }
}

#[component]
pub(super) fn People() -> impl IntoView {
    let session = expect_context::<Session>();
    let w = move || session.words().staff;
    let list = List {
        rows: RwSignal::new(Vec::new()),
        tag: RwSignal::default(),
        next: StoredValue::new(0),
        is_changed: RwSignal::new(false),
        state: RwSignal::new(None),
    };
    list.load();
    let add = move |_| {
        let member = StaffMember {
            email: String::new(),
            password: String::new(),
            name: String::new(),
            skills: Vec::new(),
            secondary_skills: Vec::new(),
            teams: Vec::new(),
            capacity: CAPACITY,
            channels: Vec::new(),
            role: wire::Role::Agent,
        };
        let row = list.row(member, true);
        let id = format!("member-{}-name", row.key);
        list.rows.update(|rows| rows.push(row));
        list.is_changed.set(true);
        page::focus_soon(&id);
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        spawn_local(list.save(session));
    };
    let state = Memo::new(move |_| list.state.with(|state| state.as_ref().map(Result::is_ok)));
    view! {
        <section>
            <h2>{move || w().staff}</h2>
            {move || match state.get() {
                None => view! { <p class="muted" role="status">{move || session.words().shell.loading}</p> }.into_any(),
                Some(false) => view! {
                    <div class="empty" role="alert">
                        <p>{move || w().load_failed}</p>
                        <button class="primary" on:click=move |_| list.load()>{move || session.words().shell.try_again}</button>
                    </div>
                }
                .into_any(),
                Some(true) => view! {
                    <form on:submit=save>
                        <ul class="people">
                            <For each=move || list.rows.get() key=|row| row.key children=move |row| view! { <Member row list /> } />
                        </ul>
                        <p class="buttons">
                            <button class="plain" type="button" id="add-member" on:click=add>{move || w().add}</button>
                            <button class="primary" type="submit" disabled=move || !list.is_changed.get()>{move || w().save}</button>
                            <span class="muted" role="status">
                                {move || list.is_changed.get().then(|| w().unsaved)}
                            </span>
                        </p>
                    </form>
                }
                .into_any(),
            }}
        </section>
    }
}
