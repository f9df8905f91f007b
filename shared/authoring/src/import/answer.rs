//! Answers as others write them, to Markdown that a chat can show.
//!
//! The text is parsed and written anew: tables become lists, pictures links, HTML goes. What was lost is named.

use std::collections::BTreeSet;

use playbook::Href;
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::finding::{Findings, Place};
use crate::limits;
use crate::tree::{Kind, Node};

/// An answer, and what it had that a chat does not show.
pub(super) struct Tidy {
    pub(super) markdown: String,
    pub(super) lost: BTreeSet<&'static str>,
}

/// Bytes of an answer that are looked at: four times what may be shown, in any script.
const READ: usize = 32_000;
const TOO_LONG: &str = "what is beyond the longest answer";

/// The text of a channel, where every line's end is one.
pub(super) fn lines(text: &str) -> String {
    let is_plain = |line: &str| {
        let line = line.trim_start();
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_marked = line.starts_with(['-', '*', '+', '#', '>', '|', '`', '•']);
        let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
        !(line.is_empty() || is_marked || is_numbered)
    };
    let mut out = String::with_capacity(text.len() + 16);
    let mut all = text.trim().lines().peekable();
    while let Some(line) = all.next() {
        let line = line.trim_end();
        // A dot that stands for a list's mark.
        out.push_str(&line.strip_prefix('•').map_or_else(|| line.to_owned(), |item| format!("- {}", item.trim_start())));
        if let Some(next) = all.peek() {
            if is_plain(line) && is_plain(next) {
                out.push('\\');
            }
            out.push('\n');
        }
    }
    out
}

/// Markdown without anything that a chat does not show.
pub(super) fn tidy(text: &str) -> Tidy {
    let mut writer = Writer::default();
    let mut read = text.trim();
    if read.len() > READ {
        let end = (0..=READ).rev().find(|end| read.is_char_boundary(*end)).unwrap_or(0);
        read = read.get(..end).unwrap_or_default();
        writer.lost.insert(TOO_LONG);
    }
    let clean: String = read.chars().filter(|c| *c == '\n' || !(c.is_control() || *c == '\u{feff}')).collect();
    let clean = mend_bold(&clean);
    writer.stack.push(Frame::default());
    for event in Parser::new_ext(&clean, Options::ENABLE_TABLES) {
        writer.add(event);
    }
    let Writer { mut stack, mut lost, .. } = writer;
    while stack.len() > 1 {
        stack.pop();
    }
    let mut blocks = stack.pop().map(|root| root.blocks).unwrap_or_default();
    let mut room = 2 * limits::ANSWER;
    let fitting = blocks.iter().take_while(|block| {
        let width = limits::width(block);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    });
    let fitting = fitting.count().max(1);
    if fitting < blocks.len() {
        blocks.truncate(fitting);
        lost.insert(TOO_LONG);
    }
    loop {
        let markdown = blocks.join("\n\n");
        match shown(&markdown) {
            Some(width) if width <= limits::ANSWER => return Tidy { markdown, lost },
            Some(_) if blocks.len() > 1 => {
                blocks.pop();
                lost.insert(TOO_LONG);
            }
            found => {
                if found.is_some() {
                    lost.insert(TOO_LONG);
                }
                return Tidy { markdown: plain(&clean), lost };
            }
        }
    }
}

/// `**Note:**text` is bold to whoever wrote it and not to Markdown, which wants a blank or a letter at the border, and Chinese has no
/// blanks: the punctuation moves out.
fn mend_bold(text: &str) -> String {
    let mend = |line: &str| -> String {
        let parts: Vec<&str> = line.split("**").collect();
        if parts.len() < 3 || parts.len().is_multiple_of(2) || line.contains(['`', '\\']) || line.contains("***") {
            return line.to_owned();
        }
        let mut out = String::new();
        for (place, part) in parts.iter().enumerate() {
            let after = parts.get(place + 1).and_then(|next| next.chars().next());
            let core = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if place % 2 == 1 && !core.is_empty() && after.is_some_and(char::is_alphanumeric) && !part.ends_with([')', '）']) {
                out.push_str("**");
                out.push_str(core);
                out.push_str("**");
                out.push_str(part.get(core.len()..).unwrap_or_default());
            } else if place % 2 == 1 {
                out.push_str("**");
                out.push_str(part);
                out.push_str("**");
            } else {
                out.push_str(part);
            }
        }
        out
    };
    text.lines().map(mend).collect::<Vec<String>>().join("\n")
}

/// How long the reader of playbooks finds it; `None` if it finds a fault.
fn shown(markdown: &str) -> Option<usize> {
    let place = Place { line: 1, column: 1 };
    let node = Node::bare(place, Kind::Text { text: markdown.to_owned(), first_line: None });
    let mut findings = Findings::new("");
    let answer = crate::markdown::markdown(&node, &mut findings);
    findings.list.is_empty().then(|| limits::width(&answer.to_text()))
}

/// The last resort: nothing of it is Markdown, as much of it as fits.
fn plain(text: &str) -> String {
    let mut room = limits::ANSWER / 2;
    let mut out = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut kept = String::new();
        for c in line.chars() {
            let width = if c >= '\u{2e80}' { 2 } else { 1 };
            if room < width {
                break;
            }
            room -= width;
            kept.push(c);
        }
        let mut escaped = String::new();
        kept.chars().for_each(|c| {
            if c.is_ascii_punctuation() {
                escaped.push('\\');
            }
            escaped.push(c);
        });
        if !escaped.trim().is_empty() {
            out.push(escaped.trim().to_owned());
        }
    }
    out.join("\n\n")
}

#[derive(Default)]
struct Writer {
    stack: Vec<Frame>,
    lost: BTreeSet<&'static str>,
}

#[derive(Default)]
struct Frame {
    kind: Element,
    blocks: Vec<String>,
    inline: String,
    cells: Vec<String>,
}

#[derive(Default)]
enum Element {
    #[default]
    Block,
    Paragraph,
    Heading,
    List(Option<u64>),
    Item,
    Strong,
    Emphasis,
    Link(Option<Href>),
    Picture(Option<Href>),
    Code,
    Html,
    Row,
    Cell,
}

impl Writer {
    fn add(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.text(&text),
            Event::Code(text) => self.push(&code(&text)),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("\\\n"),
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::Rule => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let kind = match tag {
            Tag::Paragraph => Element::Paragraph,
            Tag::Heading { .. } => Element::Heading,
            Tag::List(start) => Element::List(start),
            Tag::Item => Element::Item,
            Tag::Strong => Element::Strong,
            Tag::Emphasis => Element::Emphasis,
            Tag::Link { dest_url, .. } => {
                let href = Href::new(&dest_url).ok();
                if href.is_none() {
                    self.lost.insert(
                        "links that do not lead to https://…, mail, a phone number or a page of the site that begins with /",
                    );
                }
                Element::Link(href)
            }
            Tag::Image { dest_url, .. } => {
                self.lost.insert("pictures (a link to each remains)");
                Element::Picture(Href::new(&dest_url).ok())
            }
            Tag::CodeBlock(_) => Element::Code,
            Tag::HtmlBlock => Element::Html,
            Tag::Table(_) => {
                self.lost.insert("the columns of tables (their rows are lists)");
                Element::List(None)
            }
            Tag::TableHead | Tag::TableRow => Element::Row,
            Tag::TableCell => Element::Cell,
            Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => Element::Block,
        };
        if !matches!(kind, Element::Strong | Element::Emphasis | Element::Link(_) | Element::Picture(_)) {
            self.close_line();
        }
        self.stack.push(Frame { kind, ..Frame::default() });
    }

    fn end(&mut self) {
        self.close_line();
        if self.stack.len() < 2 {
            return;
        }
        let Some(Frame { kind, blocks, inline, cells }) = self.stack.pop() else { return };
        match kind {
            Element::Block => blocks.into_iter().for_each(|block| self.block(block)),
            Element::Paragraph | Element::Html => self.block(inline),
            Element::Heading => {
                let line = inline.replace("\\\n", " ").replace('\n', " ");
                if !line.trim().is_empty() {
                    self.block(format!("### {}", line.trim()));
                }
            }
            Element::List(start) => {
                let items = blocks.iter().enumerate().map(|(place, item)| {
                    let mark = start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start + place as u64));
                    format!("{mark}{}", item.replace('\n', &format!("\n{}", " ".repeat(mark.len()))))
                });
                let items: Vec<String> = items.collect();
                self.block(items.join("\n"));
            }
            // A list within an item stands right below its line.
            Element::Item => self.block(blocks.join("\n\n").replace("\n\n- ", "\n- ")),
            Element::Strong => self.wrap("**", &inline),
            Element::Emphasis => self.wrap("*", &inline),
            Element::Link(Some(href)) => self.link(&inline, &href),
            Element::Link(None) => self.push(&inline),
            Element::Picture(href) => match href {
                Some(href) if !self.is_in_link() => {
                    let shown = if inline.trim().is_empty() { "🖼" } else { inline.trim() };
                    self.link(shown, &href);
                }
                Some(_) | None => self.push(&inline),
            },
            Element::Code => {
                let lines: Vec<String> =
                    inline.lines().filter(|line| !line.trim().is_empty()).map(|line| code(line.trim())).collect();
                self.block(lines.join("\\\n"));
            }
            Element::Row => {
                let cells: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
                self.block(cells.join(" – "));
            }
            Element::Cell => {
                if let Some(row) = self.stack.last_mut() {
                    row.cells.push(inline.trim().to_owned());
                }
            }
        }
    }

    fn is_in_link(&self) -> bool {
        self.stack.iter().any(|frame| matches!(frame.kind, Element::Link(_)))
    }

    /// The text of a tight list item has no paragraph of its own.
    fn close_line(&mut self) {
        if let Some(frame) = self.stack.last_mut()
            && matches!(frame.kind, Element::Item | Element::Block)
            && !frame.inline.trim().is_empty()
        {
            let line = std::mem::take(&mut frame.inline);
            self.block(line);
        }
    }

    fn block(&mut self, block: String) {
        let block = block.trim().trim_end_matches("\\\n").trim_end_matches('\\').trim_end();
        if let (false, Some(frame)) = (block.is_empty(), self.stack.last_mut()) {
            frame.blocks.push(block.to_owned());
        }
    }

    fn push(&mut self, part: &str) {
        if let Some(frame) = self.stack.last_mut() {
            frame.inline.push_str(part);
        }
    }

    fn wrap(&mut self, mark: &str, inner: &str) {
        if inner.trim().is_empty() || inner.contains("\\\n") {
            self.push(inner);
        } else {
            self.push(&format!("{mark}{}{mark}", inner.trim()));
        }
    }

    fn link(&mut self, shown: &str, href: &Href) {
        let url = if href.as_str().contains(';') { href.as_str().replace('&', "\\&") } else { href.as_str().to_owned() };
        if url.contains(['<', '>']) || shown.trim().is_empty() {
            self.push(shown);
        } else if url.contains(['(', ')']) {
            self.push(&format!("[{shown}](<{url}>)"));
        } else {
            self.push(&format!("[{shown}]({url})"));
        }
    }

    fn html(&mut self, html: &str) {
        let head = html.trim_start().to_ascii_lowercase();
        if head.starts_with("<br") {
            return self.push("\\\n");
        }
        self.lost.insert("HTML (its text remains)");
        let text = without_tags(html);
        if !text.trim().is_empty() {
            self.text(&text);
        }
    }

    fn text(&mut self, text: &str) {
        let is_code = self.stack.last().is_some_and(|frame| matches!(frame.kind, Element::Code));
        if is_code {
            return self.push(text);
        }
        let is_free = !self.is_in_link();
        let mut rest = text;
        while let Some((before, url, after)) = first_url(rest).filter(|_| is_free) {
            self.push(&escape(before));
            self.push(&format!("<{url}>"));
            rest = after;
        }
        self.push(&escape(rest));
    }
}

/// The text between tags.
pub(super) fn without_tags(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        match tag.split_once('>') {
            Some((_, after)) if tag.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) => {
                rest = after
            }
            _ => {
                out.push('<');
                rest = tag;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The first web address of a text, with what stands before and after.
fn first_url(text: &str) -> Option<(&str, &str, &str)> {
    let start = [text.find("https://"), text.find("http://")].into_iter().flatten().min()?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '`' | '\\' | '*')).unwrap_or(rest.len());
    let url = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
    let after = rest.get(url.len()..)?;
    (url.len() > "https://".len() && Href::new(url).is_ok()).then_some((before, url, after))
}

fn code(text: &str) -> String {
    if text.contains('`') { escape(text) } else { format!("`{text}`") }
}

/// What would mean something in Markdown, escaped.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let (mut before, mut is_start) = (' ', true);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let is_special = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '&' => true,
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '#' | '>' | '-' | '+' | '=' | '~' | '|' => is_start,
            '.' | ')' => before.is_ascii_digit() && matches!(after, ' ' | '\t') && out.chars().all(|c| c.is_ascii_digit()),
            _ => false,
        };
        if is_special {
            out.push('\\');
        }
        out.push(c);
        is_start = is_start && c.is_whitespace();
        before = c;
    }
    out
}
