//! Handing over to people.

use chat::client::Input;
use playbook::Reply;
use wasm_bindgen_futures::spawn_local;
use wire::card::CLAIMED;
use wire::console::Asked;
use wire::{Author, Card, CardField, EscalationReason, FlowId, IntentId, MessageId, Priority, SkillId, SlotId};

use super::Session;
use crate::ui::{Prompt, Topic};
use crate::{fetch, visitor};

impl Session {
    /// The person asked for a person. Where something was said, they first see that it goes along, and may leave lines out.
    pub fn ask_for_person(&'static self) {
        if self.has_card() {
            return self.hand_over();
        }
        let has_said = self.ui.peek(|state| state.view.lines.iter().any(|line| line.author == Author::Visitor));
        let is_offered = self.ui.peek(|state| state.prompt == Prompt::Person || state.view.escalation_refused.is_some());
        if has_said && !is_offered {
            // An answer that comes now would come too late.
            self.engine.borrow_mut().take_waiting();
            self.show_thinking();
            return self.offer_person(self.ui.words_now().person_offered);
        }
        let skill = self.guess().and_then(|(_, skill)| skill);
        self.escalate(EscalationReason::Asked, skill, Priority::default(), None);
    }

    /// The person took up the offer made under a line.
    pub fn accept_person(&'static self) {
        let guess = self.guess();
        let has_asked = guess.as_ref().is_some_and(|(prediction, _)| {
            self.bundle()
                .is_some_and(|bundle| bundle.intent(&prediction.intent).is_some_and(|intent| intent.reply == Reply::HandOff))
        });
        let reason = if has_asked { EscalationReason::Asked } else { EscalationReason::NotUnderstood };
        self.escalate(reason, guess.and_then(|(_, skill)| skill), Priority::default(), None);
    }

    /// Sends what a flow collected.
    pub fn hand_over(&'static self) {
        if let Prompt::Review(hand_off) = self.ui.peek(|state| state.prompt.clone()) {
            self.escalate(EscalationReason::Flow, hand_off.skill, hand_off.priority, Some(hand_off.card));
        }
    }

    /// Not now: the offer or the card is put away.
    pub fn decline(&'static self) {
        let was_review = self.has_card();
        self.prompt(Prompt::None);
        if was_review {
            self.say(self.ui.words_now().cancelled, None);
        }
        self.ask_again();
    }

    #[must_use]
    pub fn is_left_out(&self, id: MessageId) -> bool {
        self.left_out.borrow().contains(&id)
    }

    /// A line goes along, or does not.
    pub fn toggle_left_out(&self, id: MessageId) {
        let mut left_out = self.left_out.borrow_mut();
        match left_out.iter().position(|other| *other == id) {
            Some(known) => drop(left_out.remove(known)),
            None => left_out.push(id),
        }
    }

    /// The customer's leave to send the question that had no answer; nothing of who asked goes with it.
    pub fn send_question(&'static self) {
        let Some(text) = self.ui.peek(|state| state.unanswered.clone()) else { return };
        self.ui.write(Topic::Prompt, |state| state.unanswered = None);
        spawn_local(async move {
            let asked = wire::encode(&Asked { text: text.clone(), locale: self.ui.locale() });
            let sent = match visitor::token(&self.place, &self.storage, Session::now()).await {
                Ok(token) => fetch::post(&self.place.api("questions"), Some(&token), Some(&asked)).await.is_ok(),
                Err(_) => false,
            };
            let words = self.ui.words_now();
            self.say(if sent { words.question_sent } else { words.other_refused }, None);
            if !sent {
                self.ui.write(Topic::Prompt, |state| state.unanswered = Some(text));
            }
        });
    }

    fn escalate(&'static self, reason: EscalationReason, skill: Option<SkillId>, priority: Priority, card: Option<Card>) {
        let prediction = self.guess().map(|(prediction, _)| prediction);
        let locale = self.ui.locale();
        let card = self.with_claims(card);
        self.engine.borrow_mut().take_waiting();
        self.drop_flow();
        self.prompt(Prompt::None);
        self.keep_flow();
        self.feed(Input::LeaveOut { ids: self.left_out.take() });
        self.feed(Input::Escalate { id: Session::new_id(), reason, locale, prediction, skill, priority, card });
        self.show_thinking();
    }

    /// What the owner offers on the page around the chat.
    #[must_use]
    pub fn suggestions(&self) -> Vec<IntentId> {
        let page = self.page.borrow();
        let path = page.as_ref().map_or("", |page| &page.path);
        self.bundle().map(|bundle| bundle.settings.suggestions_on(path).to_vec()).unwrap_or_default()
    }

    /// What the owner's page told goes along, said to be that.
    fn with_claims(&self, card: Option<Card>) -> Option<Card> {
        let page = self.page.borrow();
        let claims = page.as_ref().map(|page| page.claims.as_slice()).filter(|claims| !claims.is_empty());
        let (Some(claims), Ok(flow), Ok(slot)) = (claims, FlowId::new(CLAIMED), SlotId::new(CLAIMED)) else { return card };
        let title = self.ui.words_now().from_page.to_owned();
        let mut card = card.unwrap_or_else(|| Card { flow, version: 0, title, fields: Vec::new() });
        for (label, value) in claims {
            card.fields.push(CardField { slot: slot.clone(), label: label.clone(), value: value.clone() });
        }
        Some(card)
    }

    /// How good it was. The composer is where one goes on.
    pub fn rate(&'static self, score: u8, comment: Option<String>) {
        self.feed(Input::Rate { id: Session::new_id(), score, comment });
        self.ui.tell(Topic::Focus);
    }

    /// The draft follows the composer letter by letter, so that nothing typed is ever only in the page.
    pub fn draft(&'static self, text: String) {
        self.show_draft(&text);
        self.feed(Input::Draft(text));
    }

    /// A file is stored: it is a message of its own.
    pub fn send_file(&'static self, file: wire::File) {
        self.feed(Input::Submit { id: Session::new_id(), text: String::new(), files: vec![file] });
    }

    pub fn discard(&'static self, id: MessageId) {
        self.feed(Input::Discard { id });
    }

    /// Takes a refused message back into the composer.
    pub fn edit_again(&'static self, id: MessageId, text: String) {
        self.feed(Input::Discard { id });
        self.draft(text);
        self.ui.tell(Topic::Focus);
    }
}
