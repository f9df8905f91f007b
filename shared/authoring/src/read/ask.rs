//! Questions of a flow, by their kinds.

use flow::Pattern;
use flow::fold::fold;
use playbook::flow::{LOCALE_SLOT, SEVERAL};
use playbook::{Ask, Choice, Number, Question, Unit, When};
use wire::{SlotId, StepId};

use crate::finding::Place;
use crate::limits;
use crate::read::{Fields, Reader};
use crate::tree::Node;

const KEYS: [&str; 14] = [
    "slot", "kind", "prompt", "label", "retry", "optional", "pattern", "choices", "units", "min", "max", "hints", "when", "later",
];
/// The kinds, and the fields that only they have.
const KINDS: [(&str, &[&str]); 12] = [
    ("text", &["pattern"]),
    ("place", &[]),
    ("order_number", &["pattern"]),
    ("choice", &["choices"]),
    ("choices", &["choices"]),
    ("number", &["units", "min", "max", "hints"]),
    ("date", &["when"]),
    ("time", &[]),
    ("email", &[]),
    ("phone", &[]),
    ("rating", &[]),
    ("file", &["later"]),
];
const OF_KINDS: [&str; 8] = ["pattern", "choices", "units", "min", "max", "hints", "when", "later"];

impl Reader<'_> {
    pub(crate) fn ask(&mut self, node: &Node, next: Option<StepId>) -> Option<Ask> {
        let fields = Fields::read(node, "a question", &KEYS, self)?;
        let slot_node = fields.required("slot", self);
        let slot: Option<SlotId> = slot_node.and_then(|node| self.id("slot", node));
        if let (Some(node), true) = (slot_node, slot.as_ref().is_some_and(|slot| slot.as_str() == LOCALE_SLOT)) {
            self.findings.error(node.place, "the slot `locale` is the visitor's language", "call it something else");
        }
        let prompt = fields.required("prompt", self).map(|node| self.localized(node, limits::SPOKEN)).unwrap_or_default();
        let mut spoken = |key, limit| fields.optional(key).map(|node| self.localized(node, limit)).unwrap_or_default();
        let (label, retry) = (spoken("label", limits::LABEL), spoken("retry", limits::SPOKEN));
        let optional = fields.optional("optional").is_some_and(|node| self.flag(node));
        let kind_node = fields.required("kind", self)?;
        let kind = self.text(kind_node)?;
        let own = KINDS.iter().find(|(name, _)| *name == kind).map(|(_, own)| *own);
        let Some(own) = own else {
            let help = crate::nearest::help(kind, KINDS.map(|(name, _)| name));
            self.findings.error(kind_node.place, format!("there is no question of kind `{kind}`"), help);
            return None;
        };
        for key in OF_KINDS.iter().filter(|key| !own.contains(key)) {
            self.refuse_beside(&fields, key, &format!("a question of kind `{kind}`"));
        }
        let question = self.question(kind, &fields)?;
        Some(Ask { slot: slot?, prompt, label, retry, question, optional, next: next? })
    }

    fn question(&mut self, kind: &str, fields: &Fields<'_>) -> Option<Question> {
        Some(match kind {
            "choice" | "choices" => Question::Choice { choices: self.choices(fields), many: kind == "choices" },
            "number" => Question::Number(self.number(fields)?),
            "date" => Question::Date(fields.optional("when").map_or(Some(When::Any), |node| self.when(node))?),
            "time" => Question::Time,
            "email" => Question::Email,
            "phone" => Question::Phone,
            "rating" => Question::Rating,
            "file" => Question::File { later: fields.required("later", self).map(|node| self.localized(node, limits::LABEL))? },
            "order_number" => {
                Question::Text { pattern: Some(fields.required("pattern", self).and_then(|node| self.pattern(node))?) }
            }
            _ => Question::Text { pattern: fields.optional("pattern").and_then(|node| self.pattern(node)) },
        })
    }

    pub(crate) fn refuse_beside(&mut self, fields: &Fields<'_>, key: &str, what: &str) {
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

    fn when(&mut self, node: &Node) -> Option<When> {
        match self.text(node)? {
            "any" => Some(When::Any),
            "past" => Some(When::Past),
            "future" => Some(When::Future),
            other => {
                let help = crate::nearest::help(other, ["any", "past", "future"]);
                self.findings.error(node.place, format!("a date is not `{other}`"), help);
                None
            }
        }
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
            self.compare(&choice, &choices, node.place);
            choices.push(choice);
        }
        choices
    }

    /// What a choice shares with those before it.
    fn compare(&mut self, choice: &Choice, known: &[Choice], place: Place) {
        if known.iter().any(|known| known.value == choice.value) {
            self.findings.error(
                place,
                format!("the value `{}` is a choice twice", choice.value),
                "give each choice its own value",
            );
        }
        let is_same = |known: &Choice| {
            known
                .label
                .iter()
                .any(|(locale, label)| choice.label.exact(locale.as_str()).is_some_and(|other| fold(other) == fold(label)))
        };
        if known.iter().any(is_same) {
            self.findings.error(
                place,
                format!("the label of `{}` is that of another choice", choice.value),
                "visitors may type the label: make it differ",
            );
        }
        if let Some(word) = choice.words.iter().find(|word| known.iter().any(|known| known.words.contains(word))) {
            self.findings.error(
                place,
                format!("the word `{word}` of `{}` is one of another choice", choice.value),
                "keep it where it belongs; nobody could tell which is meant",
            );
        }
    }

    fn choice(&mut self, node: &Node) -> Option<Choice> {
        let fields = Fields::read(node, "a choice", &["value", "label", "words"], self)?;
        let value_node = fields.required("value", self)?;
        let value = self.short(value_node, limits::LABEL)?.to_owned();
        if value.contains([SEVERAL, ',', '，', '、']) {
            self.findings.error(value_node.place, format!("the value `{value}` holds a separator"), "leave out `|` and commas");
        }
        let label = fields.required("label", self)?;
        let label = self.localized(label, limits::LABEL);
        Some(Choice { value, label, words: self.words(&fields, "words") })
    }

    /// Words as people type them, folded, each once.
    fn words(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        for node in self.each(fields.optional(key), key) {
            let Some(word) = self.short(node, limits::LABEL).map(fold) else { continue };
            if words.contains(&word) {
                self.findings.warning(node.place, format!("the word `{word}` stands there already"), "remove one");
            } else {
                words.push(word);
            }
        }
        words
    }

    fn number(&mut self, fields: &Fields<'_>) -> Option<Number> {
        let mut units: Vec<Unit> = Vec::new();
        for node in self.each(fields.optional("units"), "units") {
            let Some(unit) = self.unit(node, units.is_empty()) else { continue };
            if let Some(word) = unit.words.iter().find(|word| units.iter().any(|known| known.words.contains(word))) {
                self.findings.error(node.place, format!("the word `{word}` stands for two units"), "keep it where it belongs");
            }
            units.push(unit);
        }
        let mut bound = |key| fields.optional(key).and_then(|node| self.thousandths(node));
        let (min, max) = (bound("min"), bound("max"));
        if let (Some(min), Some(max), Some(node)) = (min, max, fields.optional("min"))
            && min > max
        {
            self.findings.error(node.place, "`min` is more than `max`", "exchange them");
        }
        Some(Number { units, min, max, hints: self.words(fields, "hints") })
    }

    fn unit(&mut self, node: &Node, is_first: bool) -> Option<Unit> {
        let fields = Fields::read(node, "a unit", &["name", "factor", "words"], self)?;
        let name = fields.required("name", self).and_then(|node| self.short(node, limits::NAME))?.to_owned();
        let factor = match fields.optional("factor") {
            Some(node) => self.thousandths(node).filter(|factor| *factor > 0)?,
            None => 1_000,
        };
        if is_first != (factor == 1_000) {
            let help = "answers are kept in the first unit: it has no `factor`, each other says how many of the first it is";
            self.findings.error(node.place, format!("the factor of `{name}` cannot be"), help);
        }
        let mut words = self.words(&fields, "words");
        if !words.contains(&fold(&name)) {
            words.insert(0, fold(&name));
        }
        Some(Unit { name, factor, words })
    }

    /// A number with at most three decimals.
    fn thousandths(&mut self, node: &Node) -> Option<u64> {
        let text = self.text(node)?;
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let is_number = whole.len() <= 9 && rest.len() <= 3 && !text.ends_with('.');
        let digits = [whole, rest, "000".get(rest.len()..).unwrap_or_default()].concat();
        let number = digits.parse().ok().filter(|_| is_number && digits.bytes().all(|byte| byte.is_ascii_digit()));
        if number.is_none() {
            self.findings.error(
                node.place,
                format!("`{text}` is not a number"),
                "write it as `80` or `1.609`, three decimals at most",
            );
        }
        number
    }
}
