//! Canned replies, kept in this browser per agent. Signing out leaves them: they hold nothing of a customer.

use leptos::prelude::*;

use super::{Account, Customer, Session};
use crate::canned::{Values, labelled, put, read};
use crate::host::storage;

impl Session {
    fn canned_key(self) -> Option<String> {
        Some(format!("frontdesk.desk/replies/{}", self.agent()?))
    }

    pub(super) fn load_canned(self) {
        let kept = self.canned_key().and_then(|key| storage::get(&key)).unwrap_or_default();
        self.canned.set(read(&kept));
    }

    /// Keeps a phrase; false where its name or its text is missing.
    pub(crate) fn keep_canned(self, name: &str, text: &str) -> bool {
        let is_kept = self.canned.try_update(|all| put(all, name, text)).unwrap_or(false);
        self.store_canned();
        is_kept
    }

    pub(crate) fn drop_canned(self, name: &str) {
        self.canned.update(|all| all.retain(|one| one.name != name));
        self.store_canned();
    }

    fn store_canned(self) {
        if let Some(key) = self.canned_key() {
            storage::set(&key, &self.canned.with_untracked(json::to_text));
        }
    }

    /// What is known for the variables: the card of the flow first, then what the customer told before.
    pub(crate) fn canned_values(self) -> Values {
        let agent = self.account.with_untracked(|account| match account {
            Account::SignedIn(session) => Some(session.agent.name.clone()),
            Account::Asking { .. } | Account::SignedOut { .. } => None,
        });
        let card = self.opened.with_untracked(|opened| opened.as_ref()?.summary.as_ref()?.card.clone());
        let mut fields: Vec<(String, String)> =
            card.into_iter().flat_map(|card| card.fields).map(|field| (field.label, field.value)).collect();
        if let Customer::Known(known) = self.customer.get_untracked() {
            fields.extend(known.told.into_iter().map(|told| (told.label, told.value)));
        }
        let find = |labels: &[&str]| labelled(fields.iter().map(|(label, value)| (label.as_str(), value.as_str())), labels);
        Values { agent, name: find(&["name", "姓名", "称呼"]), order: find(&["order", "订单"]) }
    }
}
