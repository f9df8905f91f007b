//! An answer's nodes as elements. There is no HTML text anywhere, so there is nothing to escape.

use playbook::{Answer, Block, Href, Inline, Item, PageBundle};
use wire::IntentId;

use crate::draw::{Draw, Drawing, El, el};

/// The answer that was given as `text`, in the language it was given in. None if the owner has changed it since: then the text
/// stands as it was said.
#[must_use]
pub fn nodes_of<'a>(bundle: &'a PageBundle, intent: &IntentId, text: &str) -> Option<(&'a str, &'a Answer)> {
    let playbook::Reply::Answer(answers) = &bundle.intent(intent)?.reply else { return None };
    answers.iter().find(|(_, answer)| answer.to_text() == text).map(|(locale, answer)| (locale.as_str(), answer))
}

/// `host` is the origin of the owner's page, which paths lead to.
#[must_use]
pub fn blocks(blocks: &[Block], host: &str) -> Drawing {
    let mut parts = Vec::new();
    for part in blocks {
        parts.push(block(part, host));
    }
    parts.draw()
}

fn block(block: &Block, host: &str) -> Drawing {
    match block {
        Block::Paragraph(content) => el("p", "").child(inlines(content, host)),
        Block::Heading(content) => el("h2", "").child(inlines(content, host)),
        Block::Ordered { start, items } => list(el("ol", "").set("start", &start.to_string()), items, host),
        Block::Unordered { items } => list(el("ul", ""), items, host),
    }
    .draw()
}

fn list(mut list: El, items: &[Item], host: &str) -> El {
    for item in items {
        // One paragraph needs no box of its own.
        let content = match item.blocks.as_slice() {
            [Block::Paragraph(content)] => inlines(content, host),
            other => blocks(other, host),
        };
        list = list.child(el("li", "").child(content).draw());
    }
    list
}

fn inlines(content: &[Inline], host: &str) -> Drawing {
    let mut parts = Vec::new();
    for part in content {
        parts.push(inline(part, host));
    }
    parts.draw()
}

fn inline(part: &Inline, host: &str) -> Drawing {
    match part {
        Inline::Text(text) => text.as_str().draw(),
        Inline::Strong(content) => el("strong", "").child(inlines(content, host)).draw(),
        Inline::Emphasis(content) => el("em", "").child(inlines(content, host)).draw(),
        Inline::Code(text) => el("code", "").child(text.as_str()).draw(),
        Inline::Link { href, content } => link(href, inlines(content, host), host),
        Inline::Break => el("br", "").draw(),
    }
}

/// A page of the owner's opens in the customer's tab, where the chat goes on; anything else beside it.
fn link(href: &Href, content: Drawing, host: &str) -> Drawing {
    let (url, target) =
        if href.is_path() { ([host, href.as_str()].concat(), "_top") } else { (href.as_str().to_owned(), "_blank") };
    el("a", "").set("href", &url).set("target", target).set("rel", "noopener noreferrer nofollow").child(content).draw()
}

/// What a person wrote, with its web addresses made links.
#[must_use]
pub fn linked(text: &str) -> Drawing {
    let mut parts = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let address = word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '。', '，', '）']);
        let is_web = address.starts_with("https://") || address.starts_with("http://");
        match Href::new(address) {
            Ok(href) if is_web => {
                parts.push(link(&href, address.draw(), ""));
                parts.push(word.get(address.len()..).unwrap_or_default().draw());
            }
            Ok(_) | Err(_) => parts.push(word.draw()),
        }
    }
    parts.draw()
}
