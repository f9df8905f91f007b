//! Answers as plain text, for transcripts, previews and search.

use crate::{Answer, Block, Inline, Item};

impl Answer {
    /// The answer as plain text: lists keep their numbers and dots, links show their target behind their text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        write_blocks(&self.blocks, 0, &mut out);
        out
    }
}

fn write_blocks(blocks: &[Block], indent: usize, out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading(content) => {
                line_start(indent, out);
                write_inline(content, indent, out);
            }
            Block::Ordered { start, items } => {
                let mut number = *start;
                for item in items {
                    line_start(indent, out);
                    out.push_str(&number.to_string());
                    out.push_str(". ");
                    write_item(item, indent, out);
                    number = number.saturating_add(1);
                }
            }
            Block::Unordered { items } => {
                for item in items {
                    line_start(indent, out);
                    out.push_str("• ");
                    write_item(item, indent, out);
                }
            }
        }
    }
}

/// The first paragraph stands behind the marker, the rest below it.
fn write_item(item: &Item, indent: usize, out: &mut String) {
    let rest = match item.blocks.split_first() {
        Some((Block::Paragraph(content) | Block::Heading(content), rest)) => {
            write_inline(content, indent + 1, out);
            rest
        }
        Some(_) | None => &item.blocks,
    };
    write_blocks(rest, indent + 1, out);
}

fn write_inline(content: &[Inline], indent: usize, out: &mut String) {
    for part in content {
        match part {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emphasis(content) => write_inline(content, indent, out),
            Inline::Link { href, content } => {
                let from = out.len();
                write_inline(content, indent, out);
                if out.get(from..) != Some(href.as_str()) {
                    out.push_str(" (");
                    out.push_str(href.as_str());
                    out.push(')');
                }
            }
            Inline::Break => line_start(indent, out),
        }
    }
}

fn line_start(indent: usize, out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
    for _ in 0..indent {
        out.push_str("   ");
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::Href;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn an_answer_reads_well_as_plain_text() {
        let link = Inline::Link { href: Href::new("/help").unwrap(), content: vec![text("Help")] };
        let bare = Inline::Link { href: Href::new("https://a.example").unwrap(), content: vec![text("https://a.example")] };
        let inner = Block::Unordered { items: vec![Item { blocks: vec![Block::Paragraph(vec![text("dot")])] }] };
        let answer = Answer {
            blocks: vec![
                Block::Heading(vec![text("Head")]),
                Block::Paragraph(vec![text("one "), Inline::Strong(vec![text("two")]), Inline::Break, text("three")]),
                Block::Ordered {
                    start: 3,
                    items: vec![
                        Item { blocks: vec![Block::Paragraph(vec![text("first")]), inner] },
                        Item { blocks: vec![Block::Paragraph(vec![link])] },
                    ],
                },
                Block::Paragraph(vec![bare]),
            ],
        };
        expect![[r#"
            Head
            one two
            three
            3. first
               • dot
            4. Help (/help)
            https://a.example"#]]
        .assert_eq(&answer.to_text());
    }
}
