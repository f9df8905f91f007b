//! The book as YAML, as an owner would write it.

use std::fmt::Write as _;

use wire::Locale;

use super::book::{Book, Flow, Intent, Question, Texts};
use super::ids;
use crate::edit::{is_printed, quoted};

pub(super) fn write(book: &Book, site: &str) -> String {
    let mut out =
        Out(String::from("# A draft that was imported: read it over, then write your own domain under `allowed_domains`.\n"));
    let name = ids::title(site);
    let assistant = |locale: &Locale| if locale.as_str().split('-').next() == Some("zh") { "助手" } else { "Assistant" };
    let everywhere = |text: &dyn Fn(&Locale) -> String| -> Texts {
        book.locales.iter().map(|locale| (locale.clone(), text(locale))).collect()
    };
    let locales: Vec<&str> = book.locales.iter().map(Locale::as_str).collect();
    out.line(0, "version: 1");
    out.line(0, &format!("site: {}", id(site)));
    out.texts(0, "name", &everywhere(&|_| name.chars().take(40).collect()));
    out.line(0, &format!("locales: [{}]", locales.join(", ")));
    out.line(0, "settings:");
    out.line(2, "allowed_domains: [\"localhost\"]");
    out.texts(2, "assistant_name", &everywhere(&|locale| assistant(locale).to_owned()));
    out.texts(2, "greeting", &book.greeting);
    if !book.flows.is_empty() {
        out.line(0, "\nflows:");
        book.flows.iter().for_each(|flow| out.flow(flow));
    }
    out.line(0, "\nintents:");
    book.intents.iter().for_each(|intent| out.intent(intent, book));
    if book.outside.values().any(|list| !list.is_empty()) {
        out.line(0, "\nout_of_scope:");
        out.line(2, "examples:");
        out.examples(4, &book.outside);
    }
    out.0
}

/// An id as it is, unless YAML would read it as nothing.
fn id(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_lowercase()) && id != "null";
    if is_plain { id.to_owned() } else { quoted(id) }
}

struct Out(String);

impl Out {
    fn line(&mut self, indent: usize, text: &str) {
        let _ = writeln!(self.0, "{}{text}", " ".repeat(indent));
    }

    /// A text per locale, in one line where it is short.
    fn texts(&mut self, indent: usize, key: &str, texts: &Texts) {
        let all: Vec<String> = texts.iter().map(|(locale, text)| format!("{locale}: {}", quoted(text))).collect();
        let line = format!("{key}: {{ {} }}", all.join(", "));
        if line.chars().count() <= 110 {
            return self.line(indent, &line);
        }
        self.line(indent, &format!("{key}:"));
        all.iter().for_each(|text| self.line(indent + 2, text));
    }

    fn intent(&mut self, intent: &Intent, book: &Book) {
        self.line(2, &format!("- id: {}", id(&intent.id)));
        self.texts(4, "title", &intent.title);
        self.line(4, "examples:");
        self.examples(6, &intent.examples);
        match intent.flow.and_then(|place| book.flows.get(place)) {
            Some(flow) => self.line(4, &format!("flow: {}", id(&flow.id))),
            None if intent.answer.is_empty() => self.line(4, "handoff: true"),
            None => {
                self.line(4, "answer:");
                intent.answer.iter().for_each(|(locale, text)| self.block(6, locale.as_str(), text));
            }
        }
    }

    fn examples(&mut self, indent: usize, examples: &std::collections::BTreeMap<Locale, Vec<String>>) {
        for (locale, list) in examples.iter().filter(|(_, list)| !list.is_empty()) {
            self.line(indent, &format!("{locale}:"));
            list.iter().for_each(|text| self.line(indent + 2, &format!("- {}", quoted(text))));
        }
    }

    /// Several lines as several lines, where YAML reads them as they are.
    fn block(&mut self, indent: usize, key: &str, text: &str) {
        let is_plain = text.chars().all(|c| c == '\n' || is_printed(c)) && !text.starts_with([' ', '\n']);
        if !is_plain {
            return self.line(indent, &format!("{key}: {}", quoted(text)));
        }
        self.line(indent, &format!("{key}: |"));
        for line in text.lines() {
            if line.is_empty() { self.0.push('\n') } else { self.line(indent + 2, line) }
        }
    }

    fn flow(&mut self, flow: &Flow) {
        let last = "hand_off";
        self.line(2, &format!("- id: {}", id(&flow.id)));
        self.texts(4, "title", &flow.title);
        self.line(4, &format!("start: {}", id(flow.questions.first().map_or(last, |question| &question.slot))));
        self.line(4, "steps:");
        for (place, question) in flow.questions.iter().enumerate() {
            let next = flow.questions.get(place + 1).map_or(last, |question| &question.slot);
            self.question(question, next);
        }
        let card: Vec<String> =
            flow.questions.iter().take(wire::limits::CARD_FIELDS).map(|question| id(&question.slot)).collect();
        self.line(6, &format!("- id: {last}"));
        self.line(8, "handoff:");
        self.texts(10, "title", &flow.title);
        self.line(10, &format!("card: [{}]", card.join(", ")));
        if !flow.closing.is_empty() {
            self.texts(10, "say", &flow.closing);
        }
    }

    fn question(&mut self, question: &Question, next: &str) {
        self.line(6, &format!("- id: {}", id(&question.slot)));
        self.line(8, "ask:");
        self.line(10, &format!("slot: {}", id(&question.slot)));
        if !question.label.is_empty() {
            self.texts(10, "label", &question.label);
        }
        self.line(10, if question.choices.is_empty() { "kind: text" } else { "kind: choice" });
        self.texts(10, "prompt", &question.prompt);
        if !question.choices.is_empty() {
            self.line(10, "choices:");
            for choice in &question.choices {
                let labels: Vec<String> =
                    choice.label.iter().map(|(locale, text)| format!("{locale}: {}", quoted(text))).collect();
                self.line(12, &format!("- {{ value: {}, label: {{ {} }} }}", quoted(&choice.value), labels.join(", ")));
            }
        }
        self.line(8, &format!("next: {}", id(next)));
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::quoted;
    use crate::finding::Findings;
    use crate::tree::{Kind, parse};

    #[test]
    fn a_quoted_text_reads_as_itself() {
        for text in ["a: b # c", "\"\\", "line\nline", "tab\t", "\u{7f}\u{85}\u{2028}\u{feff}", "😀中文", "- x", "null", "~"]
        {
            let mut findings = Findings::new("");
            let root = parse(&quoted(text), &mut findings).unwrap();
            assert!(matches!(&root.kind, Kind::Text { text: read, .. } if read == text), "{text:?} {findings}");
        }
    }
}
