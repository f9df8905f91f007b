//! Intents and the questions out of scope.

use playbook::{Answer, Intent, Localized, Reply};
use wire::IntentId;

use crate::limits;
use crate::markdown::markdown;
use crate::read::{Example, Fields, Reader, ReferenceKind};
use crate::tree::Node;

const KEYS: [&str; 7] = ["id", "title", "skill", "examples", "answer", "flow", "handoff"];

impl Reader<'_> {
    pub(crate) fn intent(&mut self, node: &Node) -> Option<Intent> {
        let fields = Fields::read(node, "an intent", &KEYS, self)?;
        let id_node = fields.required("id", self)?;
        let id: IntentId = self.id("intent", id_node)?;
        self.define(ReferenceKind::Intent, id.as_str(), id_node.place);
        let title = fields.required("title", self).map(|node| self.localized(node, limits::TITLE)).unwrap_or_default();
        let skill = fields.optional("skill").and_then(|node| self.skill_reference(node));
        match fields.optional("examples") {
            Some(node) => self.examples(Some(&id), node),
            None => self.findings.error(
                node.place,
                format!("the intent `{id}` has no examples"),
                "add `examples:` with at least 8 questions per language",
            ),
        }
        let reply = self.reply(&id, &fields)?;
        Some(Intent { id, title, skill, reply })
    }

    pub(crate) fn out_of_scope(&mut self, fields: &Fields<'_>) {
        let Some(node) = fields.optional("out_of_scope") else {
            let help = "add `out_of_scope:` with examples of questions you do not serve, so that the assistant knows them";
            self.findings.warning(fields.place, "there is nothing out of scope", help);
            return;
        };
        let Some(fields) = Fields::read(node, "out_of_scope", &["examples"], self) else { return };
        if let Some(node) = fields.required("examples", self) {
            self.examples(None, node);
        }
    }

    pub(crate) fn skill_reference(&mut self, node: &Node) -> Option<wire::SkillId> {
        let id: wire::SkillId = self.id("skill", node)?;
        self.refer(ReferenceKind::Skill, id.as_str(), node.place);
        Some(id)
    }

    fn examples(&mut self, intent: Option<&IntentId>, node: &Node) {
        let nodes = self.per_locale(node);
        self.too_few(intent, node, &nodes);
        for (_, list) in nodes {
            for node in self.each(Some(list), "examples") {
                if let Some(text) = self.short(node, limits::EXAMPLE) {
                    let text = text.to_owned();
                    self.examples.push(Example { intent: intent.cloned(), text, place: node.place });
                }
            }
        }
    }

    fn too_few(&mut self, intent: Option<&IntentId>, node: &Node, nodes: &[(wire::Locale, &Node)]) {
        let name = intent.map_or_else(|| "`out_of_scope`".to_owned(), |id| format!("the intent `{id}`"));
        let counts: Vec<(wire::Locale, usize)> = self
            .locales
            .iter()
            .map(|locale| {
                let list = nodes.iter().find(|(known, _)| known == locale).map(|(_, node)| &node.kind);
                let count = if let Some(crate::tree::Kind::List(list)) = list { list.len() } else { 0 };
                (locale.clone(), count)
            })
            .collect();
        if counts.iter().all(|(_, count)| *count == 0) {
            self.findings.error(
                node.place,
                format!("{name} has no examples"),
                "write at least 8 per language, as customers write",
            );
            return;
        }
        for (locale, count) in counts {
            if count < limits::EXAMPLES_WANTED {
                let help = format!("write at least {}, as customers write: short, misspelt, mixed", limits::EXAMPLES_WANTED);
                self.findings.warning(node.place, format!("{name} has {count} examples in `{locale}`"), help);
            }
        }
    }

    /// Exactly one of `answer`, `flow` and `handoff`.
    fn reply(&mut self, id: &IntentId, fields: &Fields<'_>) -> Option<Reply> {
        let replies = ["answer", "flow", "handoff"];
        let given: Vec<(&str, &Node)> = replies.iter().filter_map(|key| Some((*key, fields.optional(key)?))).collect();
        let (key, node) = match given.as_slice() {
            [] => {
                self.findings.error(
                    fields.place,
                    format!("the intent `{id}` has no answer"),
                    "add `answer:`, `flow:` or `handoff: true`",
                );
                return None;
            }
            [one] => *one,
            [(first, _), (second, node), ..] => {
                let what = format!("the intent `{id}` has both `{first}` and `{second}`");
                self.findings.error(node.place, what, "keep one; a flow can `say` the answer first");
                return None;
            }
        };
        match key {
            "answer" => Some(Reply::Answer(self.answer(node))),
            "flow" => {
                let flow: wire::FlowId = self.id("flow", node)?;
                self.refer(ReferenceKind::Flow, flow.as_str(), node.place);
                Some(Reply::Flow(flow))
            }
            _ => {
                if !self.flag(node) {
                    self.findings.error(
                        node.place,
                        format!("the intent `{id}` hands nothing off"),
                        "write `handoff: true`, or an `answer:`",
                    );
                }
                Some(Reply::HandOff)
            }
        }
    }

    fn answer(&mut self, node: &Node) -> Localized<Answer> {
        let nodes = self.per_locale(node);
        self.missing(node, &nodes);
        let mut answers = Localized::new();
        for (locale, node) in nodes {
            if self.text(node).is_none() {
                continue;
            }
            let answer = markdown(node, self.findings);
            let found = limits::width(&answer.to_text());
            if found > limits::ANSWER {
                let help = format!("shorten it to {}, or link to a page (a Chinese character counts as two)", limits::ANSWER);
                self.findings.error(node.place, format!("the answer is {found} characters long"), help);
            }
            answers.insert(locale, answer);
        }
        answers
    }
}
