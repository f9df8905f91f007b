//! The playbook and the languages.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use playbook::locale::parse_locale;
use playbook::{PublicBundle, choose_locale};
use wire::Locale;

use super::{Session, keep};
use crate::accent::Accent;
use crate::place::Place;
use crate::storage::Storage;
use crate::{browser, fetch};

const BUNDLE: &str = "bundle";

/// The language to begin in, before the site's own list is known.
pub(super) fn first_locale(place: &Place, storage: &Storage) -> Option<Locale> {
    let wanted = wanted(place, storage);
    let own: Vec<Locale> = ["en", "zh"].iter().filter_map(|tag| parse_locale(tag)).collect();
    choose_locale(&wanted, &own)
}

/// Tapped here, asked for by the page, preferred by the browser.
fn wanted(place: &Place, storage: &Storage) -> Vec<String> {
    storage.get(keep::LOCALE).into_iter().chain(place.locale.clone()).chain(browser::languages()).collect()
}

impl Session {
    /// What was loaded on an earlier page serves at once, also without a connection; a newer one replaces it.
    pub(super) fn load(self: &Rc<Self>) {
        let cached = self.storage.get(BUNDLE).and_then(|text| PublicBundle::decode(text.as_bytes()).ok());
        if let Some(bundle) = cached {
            self.take(bundle);
        }
        let session = Rc::clone(self);
        spawn_local(async move {
            let text = fetch::get(&session.place.api("bundle.json")).await;
            let bundle = text.as_ref().ok().and_then(|text| PublicBundle::decode(text.as_bytes()).ok());
            match (bundle, text) {
                (Some(bundle), Ok(text)) => {
                    session.storage.cache(BUNDLE, &text);
                    session.take(bundle);
                }
                (None, _) | (_, Err(_)) => session.ui.is_bare.set(session.ui.bundle.with_untracked(Option::is_none)),
            }
            session.without_engine();
        });
    }

    pub fn load_again(self: &Rc<Self>) {
        self.ui.is_bare.set(false);
        self.load();
    }

    fn take(self: &Rc<Self>, bundle: PublicBundle) {
        let before = self.ui.bundle.with_untracked(|bundle| bundle.as_ref().map(|bundle| bundle.content.clone()));
        if before.as_ref() == Some(&bundle.content) {
            return;
        }
        if let Some(locale) = choose_locale(&wanted(&self.place, &self.storage), &bundle.locales) {
            self.ui.locale.set(locale);
        }
        dress(&Accent::of(&bundle.settings.accent));
        self.start_engine(&bundle.pack);
        self.ui.is_bare.set(false);
        self.ui.bundle.set(Some(Arc::new(bundle)));
        self.tell_host();
        if before.is_none() {
            self.restore_prompt();
        }
    }

    pub(super) fn bundle(&self) -> Option<Arc<PublicBundle>> {
        self.ui.bundle.get_untracked()
    }

    /// Switches the language and keeps it.
    pub fn choose_locale(self: &Rc<Self>, tag: &str) {
        let Some(bundle) = self.bundle() else { return };
        let Some(locale) = choose_locale(&[tag.to_owned()], &bundle.locales) else { return };
        self.storage.set(keep::LOCALE, locale.as_str());
        self.ui.locale.set(locale.clone());
        self.translate_flow(locale);
        self.tell_host();
    }
}

/// Colours the page. Set as properties, which a policy without inline styles permits.
fn dress(accent: &Accent) {
    let root = browser::document().and_then(|document| document.document_element());
    if let Some(root) = root.and_then(|root| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(root).ok()) {
        let _ = root.style().set_property("--accent", &accent.colour);
        let _ = root.style().set_property("--accent-ink", accent.ink);
    }
}
