//! What makes itself known, as this agent wants it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wire::{ConversationId, Offer, Summary};

use super::Session;
use crate::alert::{self, Alerts, Event, Scene};
use crate::host::notification::{self, Permission};
use crate::host::{clock, document, sound, storage};

impl Session {
    fn alerts_key(self) -> Option<String> {
        Some(format!("frontdesk.desk/alerts/{}", self.agent()?))
    }

    pub(super) fn load_alerts(self) {
        let kept = self.alerts_key().and_then(|key| storage::get(&key));
        let mut alerts: Alerts = kept.and_then(|text| json::from_text(&text).ok()).unwrap_or_default();
        alerts.desktop &= notification::permission() == Permission::Granted;
        self.alerts.set(alerts);
    }

    pub(crate) fn change_alerts(self, change: impl FnOnce(&mut Alerts)) {
        self.alerts.update(change);
        if let Some(key) = self.alerts_key() {
            storage::set(&key, &self.alerts.with_untracked(json::to_text));
        }
    }

    /// Asks the browser, because the person clicked.
    pub(crate) fn allow_desktop(self) {
        spawn_local(async move {
            let is_granted = notification::ask().await == Permission::Granted;
            self.change_alerts(|alerts| alerts.desktop = is_granted);
        });
    }

    /// As it will be, quiet hours or not.
    pub(crate) fn try_alert(self) {
        let alerts = self.alerts.get_untracked();
        ring(Event::Offer, alerts.volume);
        if alerts.desktop {
            let w = self.words_untracked();
            notification::show(w.alert.try_title, w.alert.try_body, "frontdesk-try", || ());
        }
    }

    pub(super) fn alert_offers(self, offers: &[Offer]) {
        let about: Vec<&Summary> = offers.iter().map(|offer| &offer.summary).collect();
        self.alert(Event::Offer, &about);
    }

    pub(super) fn alert_of(self, event: Event, ids: &[ConversationId]) {
        let about: Vec<Summary> =
            self.board.with_untracked(|board| ids.iter().filter_map(|id| board.summary(*id).cloned()).collect());
        self.alert(event, &about.iter().collect::<Vec<_>>());
    }

    /// One sound for all that came together, one notification each.
    pub(super) fn alert(self, event: Event, about: &[&Summary]) {
        let alerts = self.alerts.get_untracked();
        let open = self.opened.with_untracked(|opened| opened.as_ref().map(|opened| opened.id));
        let mut is_heard = false;
        for summary in about {
            let id = summary.conversation;
            let scene = Scene { is_visible: document::is_visible(), is_open: open == Some(id), minute: clock::minute_of_day() };
            let told = alert::alert(&alerts, event, scene);
            is_heard |= told.sound;
            if told.desktop {
                let w = self.words_untracked();
                let text = match event {
                    Event::Offer => w.alert.offer,
                    Event::Message => w.alert.message,
                    Event::Mention => w.alert.mention,
                };
                let body = untrack(|| crate::app::heading(self, summary));
                notification::show(text, &body, &format!("frontdesk-{event:?}-{id}"), move || self.open(id));
            }
        }
        if is_heard {
            ring(event, alerts.volume);
        }
    }

    /// What is new and waits for this agent; tracked. The title of the tab counts it.
    pub(crate) fn new_things(self) -> usize {
        let unread = self.board.with(|board| board.mine.iter().filter(|summary| self.unread(summary) > 0).count());
        self.board.with(|board| board.offers.len() + board.mentions.len()) + unread
    }
}

fn ring(event: Event, volume: u8) {
    match event {
        Event::Offer => sound::play(&[(587.3, 0.0), (880.0, 0.14)], volume),
        Event::Message => sound::play(&[(659.3, 0.0)], volume),
        Event::Mention => sound::play(&[(783.99, 0.0), (783.99, 0.16)], volume),
    }
}
