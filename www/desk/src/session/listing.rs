//! The site's conversations, beyond those this desk has heard of: pages of a view, and what a search finds.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::listing::{Listed, Listing, ListingQuery};

use super::Session;
use crate::board::View;
use crate::filter::Filter;
use crate::host::http::{self, Told};
use crate::host::storage;

const PATH: &str = "/api/v1/conversations/search";

/// How far a view was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Asked {
    Asking,
    /// Where to go on; none at the end.
    Until(Option<String>),
    Failed,
}

/// See the module.
#[derive(Clone, Copy)]
pub(crate) struct Lists {
    pub(crate) asked: RwSignal<BTreeMap<View, Asked>>,
    pub(crate) search: Search,
}

/// What is looked for, and what was found.
#[derive(Clone, Copy)]
pub(crate) struct Search {
    pub(crate) found: RwSignal<Vec<Listed>>,
    /// What `found` was looked for by; none before.
    pub(crate) text: RwSignal<Option<String>>,
    pub(crate) is_busy: RwSignal<bool>,
    turn: RwSignal<u32>,
}

impl Lists {
    pub(super) fn new() -> Self {
        let search = Search {
            found: RwSignal::default(),
            text: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            turn: RwSignal::new(0),
        };
        Self { asked: RwSignal::default(), search }
    }
}

impl Session {
    fn filters_key(self) -> Option<String> {
        Some(format!("frontdesk.desk/filters/{}", self.agent()?))
    }

    pub(super) fn load_filters(self) {
        let kept = self.filters_key().and_then(|key| storage::get(&key));
        let filters = kept.and_then(|text| json::from_text::<Vec<Filter>>(&text).ok()).unwrap_or_default();
        self.board.update(|board| board.filters = filters);
    }

    /// Keeps a view of this agent's own and shows it; false where it has no name or there are enough.
    pub(crate) fn keep_filter(self, filter: Filter) -> bool {
        let name = filter.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_kept = self.board.try_update(|board| filter.keep(&mut board.filters)).unwrap_or(false);
        if is_kept {
            self.store_filters();
            let at = self.board.with_untracked(|board| board.filters.iter().position(|held| held.name == name));
            if let Some(view) = at.and_then(View::saved) {
                self.lists.asked.update(|asked| drop(asked.remove(&view)));
                self.show_view(view);
            }
        }
        is_kept
    }

    pub(crate) fn drop_filter(self, name: &str) {
        if self.list.get_untracked().is_saved() {
            self.list.set(View::Mine);
        }
        self.board.update(|board| board.filters.retain(|held| held.name != name));
        // What comes after has another place now.
        self.lists.asked.update(|asked| asked.retain(|view, _| !view.is_saved()));
        self.store_filters();
    }

    fn store_filters(self) {
        if let Some(key) = self.filters_key() {
            storage::set(&key, &self.board.with_untracked(|board| json::to_text(&board.filters)));
        }
    }

    /// Lists a view, and asks for what this desk has not heard of.
    pub(crate) fn show_view(self, view: View) {
        if view.is_saved() && self.board.with_untracked(|board| board.filter(view).is_none()) {
            return;
        }
        self.list.set(view);
        if view.is_asked_for() {
            self.ask_page(view, None);
        }
    }

    /// The end of what is listed comes into sight.
    pub(crate) fn ask_more(self) {
        let view = self.list.get_untracked();
        let next = self.lists.asked.with_untracked(|asked| match asked.get(&view) {
            Some(Asked::Until(next)) => next.clone(),
            Some(Asked::Asking | Asked::Failed) | None => None,
        });
        if let Some(next) = next {
            self.ask_page(view, Some(next));
        }
    }

    fn ask_page(self, view: View, after: Option<String>) {
        let query = self.board.with_untracked(|board| board.filter(view).cloned().unwrap_or_default()).query(after);
        self.lists.asked.update(|asked| drop(asked.insert(view, Asked::Asking)));
        spawn_local(async move {
            let answer = http::ask::<ListingQuery, Listing>("POST", PATH, &query).await;
            let now = match answer {
                Ok(listing) => {
                    self.board.try_update(|board| board.learn_rows(&listing.rows));
                    Asked::Until(listing.next)
                }
                Err(Told::Code(_) | Told::NoAnswer) => Asked::Failed,
            };
            self.lists.asked.try_update(|asked| asked.insert(view, now));
        });
    }

    /// Looks for words in all of the site's conversations; only the last question counts.
    pub(crate) fn search_for(self, text: String) {
        let search = self.lists.search;
        let turn = search.turn.try_update(|turn| {
            *turn += 1;
            *turn
        });
        if text.trim().is_empty() {
            search.found.set(Vec::new());
            search.text.set(None);
            return search.is_busy.set(false);
        }
        search.is_busy.set(true);
        spawn_local(async move {
            // Whoever types on asks once.
            crate::host::timer::sleep(120).await;
            let is_last = || search.turn.try_get_untracked() == turn;
            let mut found: Vec<Listed> = Vec::new();
            let mut after = None;
            while is_last() {
                let query = ListingQuery { text: text.clone(), after, ..ListingQuery::default() };
                let Ok(listing) = http::ask::<_, Listing>("POST", PATH, &query).await else { break };
                found.extend(listing.rows);
                after = listing.next;
                if after.is_none() || found.len() >= 20 {
                    break;
                }
            }
            if is_last() {
                self.board.try_update(|board| board.learn_rows(&found));
                search.found.set(found);
                search.text.set(Some(text));
                search.is_busy.set(false);
            }
        });
    }
}
