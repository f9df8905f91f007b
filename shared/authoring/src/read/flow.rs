//! Flows: steps as written, then the checks that need the whole flow.

use playbook::flow::LOCALE_SLOT;
use playbook::{Action, Arm, Flow, HandOff, Localized, Step};
use wire::{Priority, SlotId, StepId};

use crate::check::flow::{Uses, check_flow};
use crate::limits;
use crate::read::{Fields, Reader, ReferenceKind};
use crate::tree::Node;

const KEYS: [&str; 4] = ["id", "title", "start", "steps"];
const STEP_KEYS: [&str; 7] = ["id", "say", "next", "ask", "branch", "handoff", "end"];
const ARM_KEYS: [&str; 5] = ["slot", "is", "locale", "next", "otherwise"];
const HANDOFF_KEYS: [&str; 5] = ["skill", "priority", "title", "card", "say"];

impl Reader<'_> {
    pub(crate) fn flow(&mut self, node: &Node) -> Option<Flow> {
        let fields = Fields::read(node, "a flow", &KEYS, self)?;
        let id_node = fields.required("id", self)?;
        let id: wire::FlowId = self.id("flow", id_node)?;
        self.define(ReferenceKind::Flow, id.as_str(), id_node.place);
        let title = fields.required("title", self).map(|node| self.localized(node, limits::TITLE)).unwrap_or_default();
        let mut uses = Uses::default();
        let start = fields.required("start", self).and_then(|node| self.step_reference(node, &mut uses));
        let listed = fields.required("steps", self);
        let nodes = self.each(listed, "steps");
        if let Some(node) = nodes.get(limits::STEPS) {
            self.findings.error(
                node.place,
                format!("the flow has {} steps", nodes.len()),
                format!("keep it under {}; split it into flows", limits::STEPS),
            );
        }
        let mut steps = Vec::new();
        let mut is_whole = true;
        for node in nodes {
            match self.step(node, &mut uses) {
                Some(step) => steps.push(step),
                None => is_whole = false,
            }
        }
        let flow = Flow { id, version: 0, title, start: start?, steps };
        // A step that could not be read would be missing in every check of the whole.
        if is_whole {
            check_flow(&flow, id_node.place, &uses, self.findings);
        }
        Some(flow)
    }

    fn step(&mut self, node: &Node, uses: &mut Uses) -> Option<Step> {
        let fields = Fields::read(node, "a step", &STEP_KEYS, self)?;
        let id_node = fields.required("id", self)?;
        let id: StepId = self.id("step", id_node)?;
        uses.steps.push((id.clone(), id_node.place));
        let kinds = ["say", "ask", "branch", "handoff", "end"];
        let given: Vec<(&str, &Node)> = kinds.iter().filter_map(|key| Some((*key, fields.optional(key)?))).collect();
        let [(key, node)] = given.as_slice() else {
            let place = given.get(1).map_or(fields.place, |(_, node)| node.place);
            self.findings.error(
                place,
                format!("the step `{id}` does {} things", given.len()),
                "give it exactly one of `say`, `ask`, `branch`, `handoff`, `end`",
            );
            return None;
        };
        let goes_on = matches!(*key, "say" | "ask");
        let next = match fields.optional("next") {
            Some(node) if goes_on => self.step_reference(node, uses),
            Some(node) => {
                self.findings.error(node.place, format!("`next` means nothing beside `{key}`"), "remove it");
                None
            }
            None if goes_on => {
                self.findings.error(
                    fields.place,
                    format!("the step `{id}` has no `next`"),
                    "add `next: STEP`; to stop, go to a step with `end: true`",
                );
                None
            }
            None => None,
        };
        let action = match *key {
            "say" => Action::Say { text: self.localized(node, limits::SPOKEN), next: next? },
            "ask" => Action::Ask(self.ask(node, next)?),
            "branch" => self.branch(node, &id, uses)?,
            "handoff" => Action::HandOff(self.hand_off(node, uses)?),
            _ => {
                if !self.flag(node) {
                    self.findings.error(node.place, format!("the step `{id}` does nothing"), "write `end: true`");
                }
                Action::End
            }
        };
        Some(Step { id, action })
    }

    fn branch(&mut self, node: &Node, id: &StepId, uses: &mut Uses) -> Option<Action> {
        let (mut arms, mut otherwise) = (Vec::new(), None);
        for node in self.each(Some(node), "branch") {
            let Some(fields) = Fields::read(node, "a way of a branch", &ARM_KEYS, self) else { continue };
            let next = fields.required("next", self).and_then(|node| self.step_reference(node, uses));
            if otherwise.is_some() {
                self.findings.error(
                    node.place,
                    "this is never reached: `otherwise` stands before it",
                    "move `otherwise` to the end",
                );
            } else if let Some(node) = fields.optional("otherwise") {
                self.flag(node);
                otherwise = next;
            } else if let Some(arm) = self.arm(&fields, next, uses) {
                arms.push(arm);
            }
        }
        if otherwise.is_none() {
            self.findings.error(
                node.place,
                format!("the branch `{id}` does not say where else to go"),
                "add `- { otherwise: true, next: STEP }` as its last way",
            );
        }
        Some(Action::Branch { arms, otherwise: otherwise? })
    }

    fn arm(&mut self, fields: &Fields<'_>, next: Option<StepId>, uses: &mut Uses) -> Option<Arm> {
        if let Some(node) = fields.optional("locale") {
            for key in ["slot", "is"] {
                self.refuse_beside(fields, key, "a way for a language");
            }
            let is = self.text(node)?.to_owned();
            if !self.locales.iter().any(|locale| locale.as_str() == is) {
                let help = crate::nearest::help(&is, self.locales.iter().map(wire::Locale::as_str));
                self.findings.error(node.place, format!("`{is}` is not one of the site's locales"), help);
            }
            return Some(Arm { slot: SlotId::new(LOCALE_SLOT).ok()?, is, next: next? });
        }
        let slot = fields.required("slot", self)?;
        let is = fields.required("is", self)?;
        let slot_place = slot.place;
        let slot = self.id::<SlotId>("slot", slot)?;
        uses.slots.push((slot.clone(), slot_place));
        let value = self.text(is)?.to_owned();
        uses.values.push((slot.clone(), value.clone(), is.place));
        Some(Arm { slot, is: value, next: next? })
    }

    fn hand_off(&mut self, node: &Node, uses: &mut Uses) -> Option<HandOff> {
        let fields = Fields::read(node, "a hand-off", &HANDOFF_KEYS, self)?;
        let skill = fields.optional("skill").and_then(|node| self.skill_reference(node));
        let priority = fields.optional("priority").and_then(|node| self.priority(node)).unwrap_or_default();
        let mut spoken = |key, limit| -> Localized<String> {
            fields.optional(key).map(|node| self.localized(node, limit)).unwrap_or_default()
        };
        let (title, say) = (spoken("title", limits::TITLE), spoken("say", limits::SPOKEN));
        let nodes = self.each(fields.optional("card"), "card");
        if let Some(node) = nodes.get(wire::limits::CARD_FIELDS) {
            self.findings.error(
                node.place,
                format!("the card has {} slots", nodes.len()),
                format!("keep the {} that an agent needs", wire::limits::CARD_FIELDS),
            );
        }
        let mut card = Vec::new();
        for node in nodes {
            let Some(slot) = self.id::<SlotId>("slot", node) else { continue };
            uses.slots.push((slot.clone(), node.place));
            uses.card.push((slot.clone(), node.place));
            card.push(slot);
        }
        Some(HandOff { skill, priority, title, card, say })
    }

    fn priority(&mut self, node: &Node) -> Option<Priority> {
        match self.text(node)? {
            "low" => Some(Priority::Low),
            "medium" => Some(Priority::Medium),
            "high" => Some(Priority::High),
            "urgent" => Some(Priority::Urgent),
            other => {
                let help = crate::nearest::help(other, ["low", "medium", "high", "urgent"]);
                self.findings.error(node.place, format!("there is no priority `{other}`"), help);
                None
            }
        }
    }

    fn step_reference(&mut self, node: &Node, uses: &mut Uses) -> Option<StepId> {
        let id: StepId = self.id("step", node)?;
        uses.targets.push((id.clone(), node.place));
        Some(id)
    }
}
