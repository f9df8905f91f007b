//! An answer's nodes as elements. There is no HTML text anywhere, so there is nothing to escape.

use leptos::prelude::*;
use playbook::{Answer, Block, Href, Inline, Item, PublicBundle};
use wire::IntentId;

/// The answer that was given as `text`, in the language it was given in. None if the owner has changed it since: then the text
/// stands as it was said.
#[must_use]
pub fn nodes_of<'a>(bundle: &'a PublicBundle, intent: &IntentId, text: &str) -> Option<(&'a str, &'a Answer)> {
    let playbook::Reply::Answer(answers) = &bundle.intent(intent)?.reply else { return None };
    answers.iter().find(|(_, answer)| answer.to_text() == text).map(|(locale, answer)| (locale.as_str(), answer))
}

/// `host` is the origin of the owner's page, which paths lead to.
#[must_use]
pub fn blocks(blocks: &[Block], host: &str) -> AnyView {
    blocks.iter().map(|part| block(part, host)).collect::<Vec<_>>().into_any()
}

fn block(block: &Block, host: &str) -> AnyView {
    match block {
        Block::Paragraph(content) => view! { <p>{inlines(content, host)}</p> }.into_any(),
        Block::Heading(content) => view! { <h2>{inlines(content, host)}</h2> }.into_any(),
        Block::Ordered { start, items } => view! { <ol start=start.to_string()>{list(items, host)}</ol> }.into_any(),
        Block::Unordered { items } => view! { <ul>{list(items, host)}</ul> }.into_any(),
    }
}

fn list(items: &[Item], host: &str) -> AnyView {
    items
        .iter()
        .map(|item| {
            // One paragraph needs no box of its own.
            let content = match item.blocks.as_slice() {
                [Block::Paragraph(content)] => inlines(content, host),
                other => blocks(other, host),
            };
            view! { <li>{content}</li> }.into_any()
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn inlines(content: &[Inline], host: &str) -> AnyView {
    content.iter().map(|part| inline(part, host)).collect::<Vec<_>>().into_any()
}

fn inline(part: &Inline, host: &str) -> AnyView {
    match part {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Strong(content) => view! { <strong>{inlines(content, host)}</strong> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{inlines(content, host)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Link { href, content } => link(href, inlines(content, host), host),
        Inline::Break => view! { <br/> }.into_any(),
    }
}

/// A page of the owner's opens in the customer's tab, where the chat goes on; anything else beside it.
fn link(href: &Href, content: AnyView, host: &str) -> AnyView {
    let (url, target) =
        if href.is_path() { (format!("{host}{}", href.as_str()), "_top") } else { (href.as_str().to_owned(), "_blank") };
    view! { <a href=url target=target rel="noopener noreferrer nofollow">{content}</a> }.into_any()
}

/// What a person wrote, with its web addresses made links.
#[must_use]
pub fn linked(text: &str) -> AnyView {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let address = word.trim_end().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '。', '，', '）']);
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            match Href::new(address) {
                Ok(href) if is_web => {
                    let rest = word.get(address.len()..).unwrap_or_default().to_owned();
                    view! { {link(&href, address.to_owned().into_any(), "")} {rest} }.into_any()
                }
                Ok(_) | Err(_) => word.to_owned().into_any(),
            }
        })
        .collect::<Vec<_>>()
        .into_any()
}
