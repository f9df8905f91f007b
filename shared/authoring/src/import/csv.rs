//! A table: an intent, a text, perhaps a language and an answer in each row.

use std::collections::{BTreeMap, BTreeSet};

use super::answer;
use super::book::{Book, is_outside};
use super::note::{Notes, Refused};
use super::source::Text;
use super::tongue;
use crate::table::separated::Records;

const TEXTS: [&str; 13] = [
    "text",
    "question",
    "utterance",
    "query",
    "message",
    "example",
    "phrase",
    "问题",
    "问法",
    "例句",
    "文本",
    "相似问",
    "标准问",
];
const INTENTS: [&str; 9] = ["intent", "label", "intent_id", "intent_name", "topic", "意图", "意图名称", "标签", "分类"];
const LOCALES: [&str; 5] = ["locale", "lang", "language", "语言", "语种"];
const ANSWERS: [&str; 7] = ["answer", "reply", "response", "答案", "回答", "回复", "答复"];
/// Faults of rows that are named one by one.
const FAULTS: usize = 20;
const HELP: &str = "name the columns in the first line: `intent,text,locale,answer`, or `question,answer`";

/// Where what stands.
#[derive(Default)]
struct Columns {
    text: usize,
    intent: Option<usize>,
    locale: Option<usize>,
    answer: Option<usize>,
}

/// Whether a line is the head of a table.
pub(super) fn names_columns(line: &str) -> bool {
    [',', ';', '\t', '|'].into_iter().any(|separator| {
        let cells: Vec<String> = line.split(separator).map(|cell| cell.trim_matches(['"', ' ', '\r']).to_owned()).collect();
        named(&cells).is_some()
    })
}

fn named(cells: &[String]) -> Option<Columns> {
    let find =
        |names: &[&str]| cells.iter().position(|cell| names.contains(&cell.trim().to_lowercase().replace(' ', "_").as_str()));
    let columns = Columns { text: find(&TEXTS)?, intent: find(&INTENTS), locale: find(&LOCALES), answer: find(&ANSWERS) };
    (columns.intent.is_some() || columns.answer.is_some()).then_some(columns)
}

pub(super) fn read(text: &Text, book: &mut Book, notes: &mut Notes) -> Result<(), Refused> {
    let separator = separator(&text.text);
    let mut records = Records::new(&text.text, separator);
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    while let Some(record) = records.next() {
        match record {
            Ok((_, cells)) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(row) => rows.push(row),
            Err(line) => {
                let help = "close it, or write two quotes for one that is part of the text";
                return Err(Refused::new(&text.name, "the quote that opens here is never closed", help).at(line));
            }
        }
    }
    let head = rows.first().map(|(_, cells)| cells.clone()).unwrap_or_default();
    let columns = match named(&head) {
        Some(columns) => {
            rows.remove(0);
            others(text, &head, &columns, notes);
            columns
        }
        None => guess(text, &rows, notes)?,
    };
    Reader { text, columns, faults: 0, by_answer: BTreeMap::new() }.rows(rows, book, notes);
    Ok(())
}

/// What splits the first line into most cells.
fn separator(text: &str) -> char {
    let head = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: &char| head.matches(*separator).count();
    ['\t', ',', ';', '|'].into_iter().rev().max_by_key(count).unwrap_or(',')
}

fn others(text: &Text, head: &[String], columns: &Columns, notes: &mut Notes) {
    let read = [Some(columns.text), columns.intent, columns.locale, columns.answer];
    let others: Vec<&str> =
        head.iter().enumerate().filter(|(place, _)| !read.contains(&Some(*place))).map(|(_, name)| name.trim()).collect();
    let others: Vec<&str> = others.into_iter().filter(|name| !name.is_empty()).collect();
    if !others.is_empty() {
        let help = "only `intent`, `text`, `locale` and `answer` are read";
        notes.left_out(&text.at(1), format!("the columns `{}`", others.join("`, `")), help);
    }
}

/// The columns of a table without names: what repeats is an intent, and of two that do not the first is a question.
fn guess(text: &Text, rows: &[(usize, Vec<String>)], notes: &mut Notes) -> Result<Columns, Refused> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    if !(2..=4).contains(&width) {
        let what = if width < 2 { "the table has one column only" } else { "the first line does not name the columns" };
        return Err(Refused::new(&text.name, what, format!("{HELP}; separate them by commas, semicolons or tabs")).at(1));
    }
    let column = |place: usize| rows.iter().filter_map(move |(_, cells)| cells.get(place).map(|cell| cell.trim()));
    let distinct = |place: usize| column(place).collect::<BTreeSet<_>>().len();
    let is_id = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.'));
    let (first, second) = (distinct(0), distinct(1));
    let ids = |place: usize| column(place).filter(|cell| is_id(cell) && cell.is_ascii()).count() * 2 > rows.len();
    let mut columns = if ids(0) && !ids(1) || (first < second && first < rows.len() && width > 1 && !ids(1)) {
        Columns { text: 1, intent: Some(0), ..Columns::default() }
    } else if ids(1) || second < rows.len() && first == rows.len() && width == 2 {
        Columns { text: 0, intent: Some(1), ..Columns::default() }
    } else {
        Columns { text: 0, answer: Some(1), ..Columns::default() }
    };
    for place in 2..width {
        let is_locale = column(place).filter(|cell| tongue::locale(cell).is_some()).count() * 2 > rows.len();
        match (is_locale, columns.locale, columns.answer) {
            (true, None, _) => columns.locale = Some(place),
            (_, _, None) => columns.answer = Some(place),
            _ => {}
        }
    }
    let mut read: Vec<(usize, &str)> = vec![(columns.text, "text")];
    read.extend(
        [(columns.intent, "intent"), (columns.locale, "locale"), (columns.answer, "answer")]
            .into_iter()
            .filter_map(|(place, name)| Some((place?, name))),
    );
    read.sort_unstable();
    let read: Vec<&str> = read.into_iter().map(|(_, name)| name).collect();
    let what = format!("the first line names no columns; they were read as `{}`", read.join("`, `"));
    notes.changed(&text.at(1), what, "if that is wrong, name the columns in the first line and import again");
    Ok(columns)
}

struct Reader<'t> {
    text: &'t Text,
    columns: Columns,
    faults: usize,
    /// Questions with one answer are one intent.
    by_answer: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn rows(&mut self, rows: Vec<(usize, Vec<String>)>, book: &mut Book, notes: &mut Notes) {
        for (line, cells) in rows {
            self.row(line, &cells, book, notes);
        }
        if self.faults > FAULTS {
            let what = format!("{} further rows", self.faults - FAULTS);
            notes.left_out(&self.text.whole(), what, "mend the rows above first; they may have the same fault");
        }
    }

    fn row(&mut self, line: usize, cells: &[String], book: &mut Book, notes: &mut Notes) {
        let at = self.text.at(line);
        let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).map_or("", |cell| cell.trim());
        let (words, said) = (cell(Some(self.columns.text)), cell(self.columns.answer));
        let label = cell(self.columns.intent);
        if words.is_empty() && (said.is_empty() || label.is_empty()) {
            return self.fault(notes, line, "a row without a text");
        }
        let name = match self.columns.intent {
            Some(_) if label.is_empty() => return self.fault(notes, line, "a row without an intent"),
            Some(_) => label.to_owned(),
            None if said.is_empty() => return self.fault(notes, line, "a question without an answer"),
            None => self.by_answer.entry(said.to_owned()).or_insert_with(|| first_line(words)).clone(),
        };
        let written = cell(self.columns.locale);
        let locale = tongue::locale(written);
        if !written.is_empty() && locale.is_none() {
            notes.changed(
                &at,
                format!("`{written}` is no language"),
                "write a tag such as `en` or `zh`; the language was told by the script",
            );
        }
        let intent = Some(name.as_str()).filter(|name| !is_outside(name));
        // A cell may hold one example per line.
        for words in words.lines() {
            book.example(intent, locale.clone(), words, &at);
        }
        if said.is_empty() || intent.is_none() {
            return;
        }
        let locale = locale.unwrap_or_else(|| book.guess(said));
        let title = (self.columns.intent.is_none()).then(|| (book.guess(words), first_line(words)));
        let Some(intent) = book.intent(&name, &at) else { return };
        if let Some((locale, title)) = title {
            intent.title.entry(locale).or_insert(title);
        }
        let said = answer::lines(said);
        match intent.answer.get(&locale) {
            Some(known) if *known != said => {
                notes.left_out(
                    &at,
                    format!("a second answer of `{name}` in `{locale}`"),
                    "an intent has one: keep the better one, or make it two intents",
                );
            }
            Some(_) => {}
            None => {
                intent.answer.insert(locale, said);
            }
        }
    }

    fn fault(&mut self, notes: &mut Notes, line: usize, what: &str) {
        self.faults += 1;
        if self.faults <= FAULTS {
            notes.left_out(&self.text.at(line), what, "fill it in and import again, if it was meant to be there");
        }
    }
}

fn first_line(words: &str) -> String {
    words.lines().next().unwrap_or_default().trim().to_owned()
}
