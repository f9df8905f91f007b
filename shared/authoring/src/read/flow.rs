//! Flows: steps as written, then the checks that need the whole flow.

use flow::Pattern;
use playbook::{Action, Arm, Ask, Choice, Flow, HandOff, Localized, Question, Step};
use wire::{Priority, SlotId, StepId};

use crate::check::flow::{Uses, check_flow};
use crate::limits;
use crate::read::{Fields, Reader, ReferenceKind};
use crate::tree::Node;

const KEYS: [&str; 4] = ["id", "title", "start", "steps"];
const STEP_KEYS: [&str; 7] = ["id", "say", "next", "ask", "branch", "handoff", "end"];
const ASK_KEYS: [&str; 7] = ["slot", "kind", "prompt", "label", "pattern", "retry", "choices"];
const ARM_KEYS: [&str; 4] = ["slot", "is", "next", "otherwise"];
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

    fn ask(&mut self, node: &Node, next: Option<StepId>) -> Option<Ask> {
        let fields = Fields::read(node, "a question", &ASK_KEYS, self)?;
        let slot: Option<SlotId> = fields.required("slot", self).and_then(|node| self.id("slot", node));
        let prompt = fields.required("prompt", self).map(|node| self.localized(node, limits::SPOKEN)).unwrap_or_default();
        let mut spoken = |key, limit| fields.optional(key).map(|node| self.localized(node, limit)).unwrap_or_default();
        let (label, retry) = (spoken("label", limits::LABEL), spoken("retry", limits::SPOKEN));
        let kind = fields.required("kind", self)?;
        let question = match self.text(kind)? {
            "text" => {
                self.refuse_beside(&fields, "choices", "a text question");
                let pattern = fields.optional("pattern").and_then(|node| self.pattern(node));
                Question::Text { pattern }
            }
            "choice" => {
                self.refuse_beside(&fields, "pattern", "a choice");
                let choices = self.choices(&fields);
                Question::Choice { choices }
            }
            other => {
                self.findings.error(
                    kind.place,
                    format!("there is no question of kind `{other}`"),
                    "write `kind: text` or `kind: choice`",
                );
                return None;
            }
        };
        Some(Ask { slot: slot?, prompt, label, retry, question, next: next? })
    }

    fn refuse_beside(&mut self, fields: &Fields<'_>, key: &str, what: &str) {
        if let Some(node) = fields.optional(key) {
            self.findings.error(node.place, format!("{what} has no `{key}`"), "remove it, or change `kind`");
        }
    }

    fn pattern(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        if let Err(error) = Pattern::new(text) {
            let help = "patterns have literals, `.`, `\\d`, `\\w`, `\\s`, `[a-z]`, `?`, `*`, `+`, `{n}`, `{n,m}`";
            self.findings.error(node.place, format!("the pattern `{text}` cannot be used: {error}"), help);
            return None;
        }
        Some(text.to_owned())
    }

    fn choices(&mut self, fields: &Fields<'_>) -> Vec<Choice> {
        let Some(listed) = fields.required("choices", self) else { return Vec::new() };
        let nodes = self.each(Some(listed), "choices");
        if nodes.len() < 2 {
            self.findings.error(
                listed.place,
                format!("the question has {} choices", nodes.len()),
                "give at least two, or make it `kind: text`",
            );
        }
        if let Some(node) = nodes.get(limits::CHOICES) {
            self.findings.warning(
                node.place,
                format!("the question has {} choices", nodes.len()),
                format!("keep it under {}; group them", limits::CHOICES + 1),
            );
        }
        let mut choices: Vec<Choice> = Vec::new();
        for node in nodes {
            let Some(choice) = self.choice(node) else { continue };
            if choices.iter().any(|known| known.value == choice.value) {
                self.findings.error(
                    node.place,
                    format!("the value `{}` is a choice twice", choice.value),
                    "give each choice its own value",
                );
            }
            let is_same = |known: &Choice| {
                known.label.iter().any(|(locale, label)| {
                    choice.label.exact(locale.as_str()).is_some_and(|other| flow::fold::fold(other) == flow::fold::fold(label))
                })
            };
            if choices.iter().any(is_same) {
                self.findings.error(
                    node.place,
                    format!("the label of `{}` is that of another choice", choice.value),
                    "visitors may type the label: make it differ",
                );
            }
            choices.push(choice);
        }
        choices
    }

    fn choice(&mut self, node: &Node) -> Option<Choice> {
        let fields = Fields::read(node, "a choice", &["value", "label"], self)?;
        let value = fields.required("value", self).and_then(|node| self.short(node, limits::LABEL))?.to_owned();
        let label = fields.required("label", self)?;
        let label = self.localized(label, limits::LABEL);
        Some(Choice { value, label })
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
