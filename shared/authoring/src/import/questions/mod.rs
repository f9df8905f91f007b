//! A page of questions and answers, as Markdown.
//!
//! A question is a heading, a line in bold, or a line that says so (`Q:`, `问：`); what follows up to the next is its answer. A page uses one
//! of these ways throughout: the one that most of its questions are written in.

mod line;

use std::collections::btree_map::Entry;

use pulldown_cmark::{Event, Options, Parser};

use super::book::Book;
use super::note::{At, Notes};
use super::source::Text;

use self::line::Line;

/// How a page marks its questions.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Said,
    Heading(usize),
    Bold,
}

pub(super) fn read(text: &Text, book: &mut Book, notes: &mut Notes) {
    if super::rasa::markdown(text, book, notes) {
        return;
    }
    let lines = line::read(&text.text);
    let Some(way) = way(&lines) else {
        let help = "write each question as a heading (`## Can I …?`), in bold, or as `Q:` with the answer as `A:` below it";
        return notes.left_out(&text.whole(), "the page, in which no question was found", help);
    };
    let mut page = Page { text, book, notes, open: None, outside: None };
    for (number, line) in lines {
        page.line(way, number, line);
    }
    page.close();
    if let Some(line) = page.outside {
        let help = "nothing needs to be done, unless it answers a question: then write that above it";
        page.notes.left_out(&text.at(line), "text that belongs to no question", help);
    }
}

/// The way of most questions.
fn way(lines: &[(usize, Line<'_>)]) -> Option<Way> {
    let asks = |words: &str| words.trim_end_matches(['*', '_', ' ', '#']).ends_with(['?', '？']);
    let (mut said, mut bold, mut bold_asking) = (0, 0, 0);
    let mut headings = [(0_usize, 0_usize); 7];
    for (_, line) in lines {
        match line {
            Line::Question(_) => said += 1,
            Line::Bold(words, _) => {
                bold += 1;
                bold_asking += usize::from(asks(words));
            }
            Line::Heading(level, words) => {
                if let Some((all, asking)) = headings.get_mut(*level) {
                    *all += 1;
                    *asking += usize::from(asks(words));
                }
            }
            Line::Answer(_) | Line::Words(_) => {}
        }
    }
    // The level of most questions, else the one with most headings, the deeper of two.
    let level = headings.iter().enumerate().max_by_key(|(level, (all, asking))| (*asking, *all, *level));
    let (level, (all, asking)) = level.map_or((0, (0, 0)), |(level, counts)| (level, *counts));
    if said > 0 && said >= asking.max(bold_asking) {
        Some(Way::Said)
    } else if bold_asking > asking || (all == 0 && bold > 0) {
        Some(Way::Bold)
    } else {
        (all > 0).then_some(Way::Heading(level))
    }
}

struct Open {
    questions: Vec<String>,
    at: At,
    answer: Vec<String>,
}

struct Page<'p> {
    text: &'p Text,
    book: &'p mut Book,
    notes: &'p mut Notes,
    open: Option<Open>,
    outside: Option<usize>,
}

impl Page<'_> {
    fn line(&mut self, way: Way, number: usize, line: Line<'_>) {
        match (line, way) {
            (Line::Question(words), Way::Said) => self.question(number, words, true),
            (Line::Answer(words), Way::Said) => self.words(number, words),
            (Line::Bold(words, _), Way::Bold) => self.question(number, words, true),
            (Line::Heading(level, words), Way::Heading(asked)) if level == asked => self.question(number, words, false),
            // A deeper heading is part of the answer.
            (Line::Heading(level, words), Way::Heading(asked)) if level > asked && self.open.is_some() => {
                self.words(number, &format!("### {words}"));
            }
            // Any other is the title of a section.
            (Line::Heading(..), _) => self.close(),
            (Line::Question(words) | Line::Answer(words), _) => self.words(number, words),
            (Line::Bold(_, whole), _) => self.words(number, whole),
            (Line::Words(words), _) => self.words(number, words),
        }
    }

    fn question(&mut self, number: usize, words: &str, may_repeat: bool) {
        let words = plain(words);
        if words.is_empty() {
            return;
        }
        // Several questions above one answer are wordings of one.
        if let Some(open) = self.open.as_mut().filter(|open| may_repeat && open.answer.iter().all(|line| line.trim().is_empty()))
        {
            open.questions.push(words);
            return;
        }
        self.close();
        self.open = Some(Open { questions: vec![words], at: self.text.at(number), answer: Vec::new() });
    }

    fn words(&mut self, number: usize, words: &str) {
        match &mut self.open {
            Some(open) => open.answer.push(words.to_owned()),
            None if !words.trim().is_empty() => {
                self.outside.get_or_insert(number);
            }
            None => {}
        }
    }

    fn close(&mut self) {
        let Some(Open { questions, at, answer }) = self.open.take() else { return };
        let Some(first) = questions.first() else { return };
        let answer = answer.join("\n").trim().to_owned();
        if answer.is_empty() {
            return self.notes.left_out(&at, format!("“{first}”, which has no answer below it"), "write one, or leave it");
        }
        for question in &questions {
            self.book.example(Some(first), None, question, &at);
        }
        let (asked, said) = (self.book.guess(first), self.book.guess(&answer));
        let Some(intent) = self.book.intent(first, &at) else { return };
        intent.title.entry(asked).or_insert_with(|| first.clone());
        match intent.answer.entry(said) {
            Entry::Vacant(place) => {
                place.insert(answer);
            }
            Entry::Occupied(_) => {
                self.notes.left_out(&at, format!("a second answer to “{first}”"), "keep the better one");
            }
        }
    }
}

/// A question without Markdown and number.
fn plain(words: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(words.trim(), Options::empty()) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::Start(_)
            | Event::End(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Rule
            | Event::TaskListMarker(_) => {}
        }
    }
    line::without_number(text.trim()).trim_end_matches(['*', ' ']).to_owned()
}
