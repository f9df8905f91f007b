//! The studio, asked as the console's page asks it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]
#![allow(clippy::wildcard_enum_match_arm, reason = "any other answer fails the test")]

mod changes;
mod differ;
mod flows;
mod imports;
mod random;
mod teaching;

use authoring::studio::Studio;
use book::{Answer, Asked, Book, Op, Request, Told, View};

/// A site of three questions, a flow and comments.
const SHOP: &str = include_str!("shop.yaml");

/// A studio with a text open.
fn open(text: &str) -> Studio {
    let mut studio = Studio::new();
    assert!(matches!(ask(&mut studio, Request::Open { text: text.to_owned() }), Answer::Opened { .. }));
    studio
}

/// One request that is answered at once; both pass through their texts, as between a page and its worker.
fn ask(studio: &mut Studio, request: Request) -> Answer {
    let asked: Asked = json::from_text(&json::to_text(&Asked { id: 7, request })).unwrap();
    let told = studio.ask(asked);
    let [told] = told.as_slice() else { panic!("{told:?}") };
    let told: Told = json::from_text(&json::to_text(told)).unwrap();
    assert_eq!(told.id, 7);
    told.answer
}

fn opened(text: &str) -> View {
    match ask(&mut Studio::new(), Request::Open { text: text.to_owned() }) {
        Answer::Opened { view } => view,
        other => panic!("{other:?}"),
    }
}

/// The text, the book and the id that an edit gives.
fn edit(studio: &mut Studio, op: Op) -> (String, Book, Option<String>) {
    match ask(studio, Request::Edit { op, joins: false }) {
        Answer::Edited { text, view, at } => (text, view.book.unwrap(), at),
        other => panic!("{other:?}"),
    }
}

/// Why an edit is refused.
fn refused(studio: &mut Studio, op: Op) -> String {
    match ask(studio, Request::Edit { op, joins: false }) {
        Answer::Refused { what, help } => format!("{what}; {help}"),
        other => panic!("{other:?}"),
    }
}

/// Lines that came and went, with a sign.
fn lines(old: &str, new: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    // The longest row of lines that both have, from behind.
    let mut longest = vec![vec![0; new.len() + 1]; old.len() + 1];
    for left in (0..old.len()).rev() {
        for right in (0..new.len()).rev() {
            longest[left][right] = if old[left] == new[right] {
                longest[left + 1][right + 1] + 1
            } else {
                longest[left + 1][right].max(longest[left][right + 1])
            };
        }
    }
    let (mut left, mut right, mut shown) = (0, 0, String::new());
    while left < old.len() || right < new.len() {
        if left < old.len() && right < new.len() && old[left] == new[right] {
            (left, right) = (left + 1, right + 1);
        } else if right == new.len() || (left < old.len() && longest[left + 1][right] >= longest[left][right + 1]) {
            shown += &format!("-{}\n", old[left]);
            left += 1;
        } else {
            shown += &format!("+{}\n", new[right]);
            right += 1;
        }
    }
    shown
}

fn texts(texts: &[(&str, &str)]) -> book::Texts {
    texts.iter().map(|(locale, text)| ((*locale).to_owned(), (*text).to_owned())).collect()
}

fn list(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}
