//! An answer as a customer sees it: elements made of nodes, never markup of text.

use leptos::prelude::*;
use playbook::Answer;
use playbook::answer::{Block, Inline, Item};

/// Draws an answer.
#[component]
pub(crate) fn AnswerView(answer: Answer) -> impl IntoView {
    blocks(answer.blocks)
}

fn blocks(all: Vec<Block>) -> Vec<AnyView> {
    all.into_iter().map(block).collect()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(content) => view! { <p>{inlines(content)}</p> }.into_any(),
        Block::Heading(content) => view! { <p><b>{inlines(content)}</b></p> }.into_any(),
        Block::Ordered { start, items: list } => view! { <ol class="numbered" start=start>{items(list)}</ol> }.into_any(),
        Block::Unordered { items: list } => view! { <ul>{items(list)}</ul> }.into_any(),
    }
}

fn items(list: Vec<Item>) -> Vec<AnyView> {
    list.into_iter().map(|item| view! { <li>{blocks(item.blocks)}</li> }.into_any()).collect()
}

fn inlines(all: Vec<Inline>) -> Vec<AnyView> {
    all.into_iter().map(inline).collect()
}

fn inline(inline: Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.into_any(),
        Inline::Strong(content) => view! { <b>{inlines(content)}</b> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{inlines(content)}</em> }.into_any(),
        Inline::Code(text) => view! { <code>{text}</code> }.into_any(),
        Inline::Link { href, content } => {
            view! { <a href=href.as_str().to_owned() target="_blank" rel="noopener noreferrer">{inlines(content)}</a> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}
