//! Markdown to answers. What a chat bubble cannot show is a finding; raw HTML always is.

use playbook::{Answer, Block, Href, Inline, Item};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::finding::{Findings, Place};
use crate::tree::{Kind, Node};

/// The answer written in a node, with findings for what it cannot be.
pub(crate) fn markdown(node: &Node, findings: &mut Findings) -> Answer {
    let Kind::Text { text, first_line } = &node.kind else { return Answer::default() };
    let mut builder = Builder {
        text,
        first_line: *first_line,
        node: node.place,
        findings,
        stack: vec![Frame::new(FrameKind::Root)],
        refused: 0,
    };
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        builder.add(event, range.start);
    }
    let blocks = builder.stack.drain(..).next().map(|root| root.blocks).unwrap_or_default();
    Answer { blocks }
}

struct Builder<'a> {
    text: &'a str,
    first_line: Option<usize>,
    node: Place,
    findings: &'a mut Findings,
    stack: Vec<Frame>,
    /// How many open elements are ones we refused.
    refused: usize,
}

struct Frame {
    kind: FrameKind,
    blocks: Vec<Block>,
    items: Vec<Item>,
    inline: Vec<Inline>,
}

enum FrameKind {
    Root,
    Paragraph,
    Heading,
    List(Option<u64>),
    Item,
    Strong,
    Emphasis,
    Link(Option<Href>),
}

impl Frame {
    fn new(kind: FrameKind) -> Frame {
        Frame { kind, blocks: Vec::new(), items: Vec::new(), inline: Vec::new() }
    }
}

impl Builder<'_> {
    fn add(&mut self, event: Event<'_>, offset: usize) {
        if self.refused > 0 {
            if matches!(event, Event::Start(_)) {
                self.refused += 1;
            } else if matches!(event, Event::End(_)) {
                self.refused -= 1;
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, offset),
            Event::End(_) => self.end(),
            Event::Text(text) => self.push_text(&text),
            Event::Code(text) => self.push(Inline::Code(text.into_string())),
            Event::SoftBreak => self.soft_break(offset),
            Event::HardBreak => self.push(Inline::Break),
            Event::Html(_) | Event::InlineHtml(_) => {
                self.refuse(offset, "HTML is not shown", "write Markdown; for a literal `<` write `\\<`")
            }
            Event::Rule => self.refuse(offset, "a line across is not shown in a chat", "leave an empty line instead"),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.refuse(offset, "this is not shown in a chat", "write it as plain text");
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, offset: usize) {
        if self.stack.len() > Answer::DEPTH {
            self.refused = 1;
            return self.refuse(offset, "this is nested too deep to be read in a chat", "take it out of the lists around it");
        }
        let kind = match tag {
            Tag::Paragraph => FrameKind::Paragraph,
            Tag::Heading { .. } => FrameKind::Heading,
            Tag::List(start) => FrameKind::List(start),
            Tag::Item => FrameKind::Item,
            Tag::Strong => FrameKind::Strong,
            Tag::Emphasis => FrameKind::Emphasis,
            Tag::Link { dest_url, .. } => FrameKind::Link(self.href(&dest_url, offset)),
            Tag::HtmlBlock => {
                self.refused = 1;
                return self.refuse(offset, "HTML is not shown", "write Markdown; for a literal `<` write `\\<`");
            }
            Tag::Image { .. } => {
                self.refused = 1;
                return self.refuse(offset, "images are not shown in a chat yet", "link to a page that has the image");
            }
            Tag::CodeBlock(_) => {
                self.refused = 1;
                return self.refuse(
                    offset,
                    "code blocks are not shown in a chat",
                    "indent by less than four spaces, or use `code` within a line",
                );
            }
            Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::TableCell
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {
                self.refused = 1;
                return self.refuse(
                    offset,
                    "this is not shown in a chat",
                    "use paragraphs, headings, lists, **bold**, *italic*, `code` and links",
                );
            }
        };
        // The text of a tight list item has no paragraph of its own; what follows it is a block.
        if matches!(kind, FrameKind::Paragraph | FrameKind::Heading | FrameKind::List(_)) {
            self.close_line();
        }
        self.stack.push(Frame::new(kind));
    }

    fn end(&mut self) {
        self.close_line();
        let Some(frame) = self.stack.pop() else { return };
        let Frame { kind, blocks, items, inline } = frame;
        match kind {
            FrameKind::Root => self.stack.push(Frame { kind, blocks, items, inline }),
            FrameKind::Paragraph => self.push_block(Block::Paragraph(inline)),
            FrameKind::Heading => self.push_block(Block::Heading(inline)),
            FrameKind::List(Some(start)) => self.push_block(Block::Ordered { start: u32::try_from(start).unwrap_or(1), items }),
            FrameKind::List(None) => self.push_block(Block::Unordered { items }),
            FrameKind::Item => {
                if let Some(list) = self.stack.last_mut() {
                    list.items.push(Item { blocks });
                }
            }
            FrameKind::Strong => self.push(Inline::Strong(inline)),
            FrameKind::Emphasis => self.push(Inline::Emphasis(inline)),
            FrameKind::Link(Some(href)) => self.push(Inline::Link { href, content: inline }),
            FrameKind::Link(None) => inline.into_iter().for_each(|part| self.push(part)),
        }
    }

    fn href(&mut self, url: &str, offset: usize) -> Option<Href> {
        match Href::new(url) {
            Ok(href) => Some(href),
            Err(error) => {
                self.refuse(offset, &error.to_string(), "mend the link or remove it");
                None
            }
        }
    }

    fn close_line(&mut self) {
        if let Some(frame) = self.stack.last_mut()
            && matches!(frame.kind, FrameKind::Item)
            && !frame.inline.is_empty()
        {
            let line = std::mem::take(&mut frame.inline);
            frame.blocks.push(Block::Paragraph(line));
        }
    }

    fn push_block(&mut self, block: Block) {
        let is_empty = matches!(&block, Block::Paragraph(content) | Block::Heading(content) if content.is_empty());
        if let (false, Some(frame)) = (is_empty, self.stack.last_mut()) {
            frame.blocks.push(block);
        }
    }

    fn push(&mut self, part: Inline) {
        if let Some(frame) = self.stack.last_mut() {
            frame.inline.push(part);
        }
    }

    /// Neighbouring pieces of text become one.
    fn push_text(&mut self, text: &str) {
        let Some(frame) = self.stack.last_mut() else { return };
        if let Some(Inline::Text(before)) = frame.inline.last_mut() {
            before.push_str(text);
        } else {
            frame.inline.push(Inline::Text(text.to_owned()));
        }
    }

    /// A line's end is a blank between Latin words and nothing between Chinese characters.
    fn soft_break(&mut self, offset: usize) {
        let (before, after) = self.text.split_at_checked(offset).unwrap_or((self.text, ""));
        let is_wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        if !(is_wide(before.trim_end().chars().last()) && is_wide(after.trim_start().chars().next())) {
            self.push_text(" ");
        }
    }

    fn refuse(&mut self, offset: usize, what: &str, help: &str) {
        let line = self.text.get(..offset).unwrap_or_default().matches('\n').count();
        let place = self.first_line.map_or(self.node, |first| Place { line: first + line, column: 1 });
        self.findings.error(place, what, help);
    }
}
