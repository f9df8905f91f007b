//! Where one can go.

use leptos::prelude::*;
use ui::host::document;
use ui::icon::{Glyph, Icon};

use crate::place::Place;
use crate::session::{Account, Session};
use crate::words::Words;

/// What a page is called.
pub(super) fn name_of(w: &'static Words, place: &Place) -> &'static str {
    let shell = w.shell;
    match place {
        Place::Questions(_) => shell.questions,
        Place::Unanswered => shell.unanswered,
        Place::Flows(_) => shell.flows,
        Place::Trial => shell.trial,
        Place::Tests => shell.tests,
        Place::Publish(_) => shell.publish,
        Place::Look => shell.look,
        Place::Install => shell.install,
        Place::Staff => shell.staff,
    }
}

fn icon_of(place: &Place) -> Icon {
    match place {
        Place::Questions(_) => Icon::Note,
        Place::Unanswered => Icon::Inbox,
        Place::Flows(_) => Icon::Pass,
        Place::Trial => Icon::Bot,
        Place::Tests => Icon::Check,
        Place::Publish(_) => Icon::Send,
        Place::Look => Icon::Eye,
        Place::Install => Icon::Plug,
        Place::Staff => Icon::Person,
    }
}

/// The page's part of the address.
fn id_of(place: &Place) -> String {
    place.page().hash().trim_start_matches("#/").to_owned()
}

#[component]
pub(super) fn Nav() -> impl IntoView {
    let session = expect_context::<Session>();
    let is_owner = Memo::new(move |_| {
        session.account.with(|account| matches!(account, Account::SignedIn(it) if it.agent.role == wire::Role::Owner))
    });
    let item = move |place: Place| {
        let (hash, icon) = (place.hash(), icon_of(&place));
        let here = place.clone();
        let is_here = move || session.place.with(|now| now.page() == here);
        let hidden = place == Place::Staff;
        let hash_id = id_of(&place);
        view! {
            <li hidden=move || hidden && !is_owner.get()>
                <a href=hash id=format!("nav-{hash_id}") aria-current=move || is_here().then_some("page")>
                    <Glyph icon />
                    {move || name_of(session.words(), &place)}
                </a>
            </li>
        }
    };
    // On a phone the pages are a strip that scrolls.
    Effect::new(move |_| {
        let id = session.place.with(id_of);
        request_animation_frame(move || document::reveal(&format!("nav-{id}")));
    });
    view! {
        <nav class="pages" aria-label=move || session.words().shell.pages>
            <ul>{Place::all().map(item).collect_view()}</ul>
        </nav>
    }
}
