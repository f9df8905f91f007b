//! The playbook and the languages.

use std::rc::Rc;

use playbook::locale::parse_locale;
use playbook::{PageBundle, choose_locale};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::spawn_local;
use wire::Locale;

use super::{Session, keep};
use crate::accent::Accent;
use crate::i18n::{LANGUAGES, Words, language};
use crate::place::Place;
use crate::storage::Storage;
use crate::ui::Topic;
use crate::{browser, fetch};

#[wasm_bindgen]
extern "C" {
    /// `widget/web/boot.js`: what is served of a language's words.
    #[wasm_bindgen(js_name = frontdeskWords, catch)]
    async fn words(tag: &str) -> Result<JsValue, JsValue>;
}

const BUNDLE: &str = "bundle";

/// The language to begin in, before the site's own list is known.
pub(super) fn first_locale(place: &Place, storage: &Storage) -> Option<Locale> {
    let wanted = wanted(place, storage);
    let own: Vec<Locale> = LANGUAGES.iter().filter_map(|tag| parse_locale(tag)).collect();
    choose_locale(&wanted, &own)
}

/// Tapped here, asked for by the page, preferred by the browser.
fn wanted(place: &Place, storage: &Storage) -> Vec<String> {
    storage.get(keep::LOCALE).into_iter().chain(place.locale.clone()).chain(browser::languages()).collect()
}

impl Session {
    /// What was loaded on an earlier page serves at once, also without a connection; a newer one replaces it.
    pub(super) fn load(&'static self) {
        if let Some(text) = self.storage.get(BUNDLE)
            && let Some(bundle) = PageBundle::decode(&text)
        {
            self.take(bundle, text);
        }
        spawn_local(async move {
            let text = fetch::get(&self.place.api("bundle.json")).await;
            let bundle = text.as_ref().ok().and_then(|text| PageBundle::decode(text));
            match (bundle, text) {
                (Some(bundle), Ok(text)) => {
                    self.storage.cache(BUNDLE, &text);
                    self.take(bundle, text);
                }
                (None, _) | (_, Err(_)) => self.ui.write(Topic::Bundle, |state| state.is_bare = state.bundle.is_none()),
            }
            self.without_engine();
        });
    }

    pub fn load_again(&'static self) {
        self.ui.write(Topic::Bundle, |state| state.is_bare = false);
        self.load();
    }

    fn take(&'static self, bundle: PageBundle, text: String) {
        let before = self.bundle();
        let is_same = |old: &PageBundle| (&old.content, &old.pack, &old.sense) == (&bundle.content, &bundle.pack, &bundle.sense);
        if before.as_deref().is_some_and(is_same) {
            return;
        }
        if let Some(locale) = choose_locale(&wanted(&self.place, &self.storage), &bundle.locales) {
            self.speak(locale);
        }
        dress(&Accent::of(&bundle.settings.accent));
        self.start_engine(&bundle);
        *self.playbook.borrow_mut() = text;
        self.ui.write(Topic::Bundle, |state| {
            state.is_bare = false;
            state.bundle = Some(Rc::new(bundle));
        });
        self.tell_host();
        if before.is_none() {
            self.restore_prompt();
        }
    }

    pub(super) fn bundle(&self) -> Option<Rc<PageBundle>> {
        self.ui.bundle()
    }

    /// Switches the language and keeps it.
    pub fn choose_locale(&'static self, tag: &str) {
        let Some(bundle) = self.bundle() else { return self.storage.set(keep::LOCALE, tag) };
        let Some(locale) = choose_locale(&[tag.to_owned()], &bundle.locales) else { return };
        self.storage.set(keep::LOCALE, locale.as_str());
        self.translate_flow(&locale);
        self.speak(locale);
        self.tell_host();
    }

    /// Changes the language of the page. Where its words cannot be had, they stay as they are and the owner's texts change alone.
    pub(super) fn speak(&'static self, locale: Locale) {
        let tag = language(&locale);
        self.ui.write(Topic::Locale, |state| state.locale = locale);
        if tag == self.ui.words_now().tag {
            return;
        }
        spawn_local(async move {
            if let Ok(text) = words(tag).await
                && let Some(text) = text.as_string()
                && language(&self.ui.locale()) == tag
            {
                self.ui.write(Topic::Locale, |state| state.words = Words::kept(text));
            }
        });
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
