//! What the desk says, once per language.
//!
//! A language is one static value of [`Words`], so a text that lacks a translation does not compile.

mod en;
mod say;
mod zh;

pub use say::{activity, close_reason, count, language, problem, refusal, served_by, tagged, typing, unsaid, waiting};

use ui::Lang;

/// The words of a language.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &en::EN,
        Lang::Zh => &zh::ZH,
    }
}

/// Every fixed text of the desk. A `{}` is where a figure or a name goes.
pub struct Words {
    // Signing in.
    pub sign_in: &'static str,
    pub sign_in_lead: &'static str,
    pub signing_in: &'static str,
    pub site: &'static str,
    pub site_hint: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub show_password: &'static str,
    pub sign_out: &'static str,
    pub session_ended: &'static str,
    pub wrong_credentials: &'static str,
    pub locked: &'static str,
    pub try_now: &'static str,
    pub no_network: &'static str,
    pub server_trouble: &'static str,
    pub loading: &'static str,

    // Presence and capacity.
    pub presence: &'static str,
    pub online: &'static str,
    pub busy: &'static str,
    pub offline: &'static str,
    pub online_hint: &'static str,
    pub busy_hint: &'static str,
    pub offline_hint: &'static str,
    pub capacity: &'static str,
    pub capacity_more: &'static str,
    pub capacity_less: &'static str,
    pub load: &'static str,
    pub team: &'static str,
    pub team_alone: &'static str,

    // The lists.
    pub lists: &'static str,
    pub offers: &'static str,
    pub mine: &'static str,
    pub mine_empty: &'static str,
    pub queue: &'static str,
    pub queue_empty: &'static str,
    pub queue_more: &'static str,
    pub longest_wait: &'static str,
    pub accept: &'static str,
    pub decline: &'static str,
    pub offered: &'static str,
    pub offer_gone: &'static str,
    pub offer_new: &'static str,
    pub offer_seconds: &'static str,
    pub unread: &'static str,
    pub unread_draft: &'static str,
    pub visitor: &'static str,

    // The conversation.
    pub conversation: &'static str,
    pub back: &'static str,
    pub nothing_open: &'static str,
    pub nothing_open_lead: &'static str,
    pub opening: &'static str,
    pub with_assistant: &'static str,
    pub with_assistant_hint: &'static str,
    pub assistant: &'static str,
    pub you: &'static str,
    pub understood_as: &'static str,
    /// The same where the model was less than half sure.
    pub best_guess: &'static str,
    pub confidence: &'static str,
    pub answered_from: &'static str,
    pub sending: &'static str,
    pub waiting_to_send: &'static str,
    pub sent: &'static str,
    pub seen: &'static str,
    pub not_sent: &'static str,
    pub edit_again: &'static str,
    pub discard: &'static str,
    pub closes_soon: &'static str,
    pub closed_unanswered: &'static str,
    pub note: &'static str,
    pub note_to_team: &'static str,
    pub note_placeholder: &'static str,
    pub note_hint: &'static str,
    pub note_save: &'static str,
    pub note_write: &'static str,
    pub note_by: &'static str,
    pub note_mine: &'static str,
    pub calls_you: &'static str,
    pub colleagues_found: &'static str,
    pub mentions: &'static str,
    pub mentioned: &'static str,
    pub tags: &'static str,
    pub tag_add: &'static str,
    pub tag_remove: &'static str,
    pub rated: &'static str,
    pub rating: &'static str,
    pub save_text: &'static str,
    pub key_note: &'static str,
    pub key_tag: &'static str,
    pub new_messages: &'static str,
    pub reply: &'static str,
    pub reply_placeholder: &'static str,
    pub reply_hint: &'static str,
    pub send: &'static str,
    pub resolve: &'static str,
    pub release: &'static str,
    pub release_hint: &'static str,
    pub read_only_offer: &'static str,
    pub read_only_queue: &'static str,
    pub read_only_other: &'static str,
    pub resolved_note: &'static str,
    pub too_long: &'static str,
    pub not_stored_here: &'static str,

    // The connection.
    pub connecting: &'static str,
    pub lost: &'static str,
    pub lost_hint: &'static str,
    pub retry_in: &'static str,
    pub retry: &'static str,
    pub back_online: &'static str,
    pub use_here: &'static str,
    pub reload: &'static str,

    // The right pane.
    pub details: &'static str,
    pub show_details: &'static str,
    pub hide_details: &'static str,
    pub collected: &'static str,
    pub collected_hint: &'static str,
    pub customer: &'static str,
    pub customer_new: &'static str,
    pub customer_failed: &'static str,
    pub told_before: &'static str,
    pub told_hint: &'static str,
    pub earlier: &'static str,
    pub this_one: &'static str,
    pub first_seen: &'static str,
    pub last_seen: &'static str,
    pub about: &'static str,
    pub language: &'static str,
    pub mood: &'static str,
    pub unhappy: &'static str,
    pub neutral: &'static str,
    pub happy: &'static str,
    pub skill: &'static str,
    pub any_skill: &'static str,
    pub priority: &'static str,
    pub low: &'static str,
    pub medium: &'static str,
    pub high: &'static str,
    pub urgent: &'static str,
    pub reason: &'static str,
    pub reason_asked: &'static str,
    pub reason_not_understood: &'static str,
    pub reason_flow: &'static str,
    pub state: &'static str,
    pub state_open: &'static str,
    pub state_resolved: &'static str,
    /// Past conversations that were imported.
    pub channel_chat: &'static str,
    pub channel_social: &'static str,
    pub channel_email: &'static str,
    pub channel_phone: &'static str,
    pub abandoned: &'static str,
    pub state_snoozed: &'static str,
    pub state_pending: &'static str,
    pub waiting_since: &'static str,
    pub assigned_to: &'static str,
    pub nobody: &'static str,
    pub intent: &'static str,
    pub no_intent: &'static str,
    pub messages: &'static str,

    // Help.
    pub help: &'static str,
    pub keys: &'static str,
    pub close: &'static str,
    pub single_keys: &'static str,
    pub key_next: &'static str,
    pub key_previous: &'static str,
    pub key_accept: &'static str,
    pub key_decline: &'static str,
    pub key_reply: &'static str,
    pub key_leave: &'static str,
    pub key_send: &'static str,
    pub key_line: &'static str,
    pub key_resolve: &'static str,
    pub key_release: &'static str,
    pub key_unread: &'static str,
    pub key_details: &'static str,
    pub key_help: &'static str,
    pub switch_language: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_for_figures_are_the_same_in_both_languages() {
        let (en, zh) = (words(Lang::En), words(Lang::Zh));
        for (a, b) in [
            (en.locked, zh.locked),
            (en.load, zh.load),
            (en.queue_more, zh.queue_more),
            (en.longest_wait, zh.longest_wait),
            (en.retry_in, zh.retry_in),
            (en.offered, zh.offered),
            (en.visitor, zh.visitor),
            (en.understood_as, zh.understood_as),
            (en.best_guess, zh.best_guess),
            (en.answered_from, zh.answered_from),
            (en.offer_new, zh.offer_new),
            (en.offer_seconds, zh.offer_seconds),
            (en.unread, zh.unread),
        ] {
            assert_eq!(a.matches("{}").count(), b.matches("{}").count(), "{a} / {b}");
        }
    }
}
