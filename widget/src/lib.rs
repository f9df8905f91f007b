//! The chat UI in the visitor's iframe, on the chat host's origin.
//!
//! **Life-cycle.** The page loads `index.html`, which starts this program. [`place::Place`] reads which site it serves and on
//! whose page; [`session::Session`] restores what this browser keeps and then owns everything long-lived: the client machine of
//! `chat`, the running `flow`, the connection, the worker with the intent engine. Components read signals ([`ui::Ui`]) and call
//! methods of the session. The UI is usable before the playbook or the engine is there: a question waits for them with typing
//! dots, and if they cannot be had the chat says so and offers a person.
//!
//! **Before escalation** nothing typed leaves the browser: questions go to the worker beside this page, lines to this browser's
//! storage. What is sent are labels of outcomes. The visitor's token is fetched, and the socket opened, at escalation.
//!
//! **Storage** may be blocked or full; then memory holds the conversation as long as the page lives, and a line says so.
//!
//! **Timers** are the client machine's (one time-out at a time), and the patience before a lost connection is spoken of.
//!
//! It never writes HTML text, never sets inline style markup, never talks to another origin than the chat host's, and never
//! tells the owner's page what a customer typed.

pub mod accent;
pub mod answer;
pub mod app;
pub mod banners;
pub mod bridge;
pub mod browser;
pub mod bubble;
pub mod choices;
pub mod composer;
pub mod draw;
pub mod engine;
pub mod fetch;
pub mod files;
pub mod header;
pub mod i18n;
pub mod icon;
pub mod place;
pub mod privacy;
pub mod session;
pub mod socket;
pub mod storage;
pub mod thread;
pub mod titles;
pub mod transcript;
pub mod ui;
pub mod visitor;

use wasm_bindgen::prelude::wasm_bindgen;

/// A third of the code of the standard library's, which is made for more than a page's few thousand pieces.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Mounts the chat, with the words that `boot.js` has fetched. An address without a site is nobody's, and stays empty.
#[wasm_bindgen]
pub fn start(words: String) {
    let Some(place) = place::Place::of_page() else { return };
    let Some(body) = browser::document().and_then(|document| document.body()) else { return };
    let Some(chat) = session::Session::start(place, i18n::Words::kept(words)) else { return };
    let page = app::app(chat).build();
    page.put_into(&body);
    // It lives as long as the page.
    std::mem::forget(page);
}
