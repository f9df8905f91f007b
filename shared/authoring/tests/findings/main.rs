//! Every finding: what is written, and what the owner is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use expect_test::{Expect, expect};

mod flows;
mod intents;
mod writing;

/// A playbook without fault, in parts that a test replaces.
const HEAD: &str = r##"version: 1
site: shop
name: { en: "Lumen", zh: "流明" }
locales: [en, zh]
settings:
  allowed_domains: ["shop.example"]
  accent: "#0f766e"
  assistant_name: { en: "Lumi", zh: "小流" }
  greeting: { en: "Hello", zh: "您好" }
  suggestions: [one]
routing:
  skills:
    - { id: phones, title: { en: "Phones", zh: "手机" } }
out_of_scope:
  examples:
    en: [o1, o2, o3, o4, o5, o6, o7, o8]
    zh: [p1, p2, p3, p4, p5, p6, p7, p8]
"##;
const FLOWS: &str = r#"flows:
  - id: go
    title: { en: "Go", zh: "走" }
    start: first
    steps:
      - id: first
        ask:
          slot: kind
          kind: choice
          prompt: { en: "Which?", zh: "哪个？" }
          label: { en: "Kind", zh: "种类" }
          choices:
            - { value: a, label: { en: "A", zh: "甲" } }
            - { value: b, label: { en: "B", zh: "乙" } }
        next: fork
      - id: fork
        branch:
          - { slot: kind, is: a, next: say }
          - { otherwise: true, next: hand }
      - id: say
        say: { en: "Hm", zh: "嗯" }
        next: last
      - id: hand
        handoff: { skill: phones, priority: high, card: [kind] }
      - id: last
        end: true
"#;
const INTENTS: &str = r#"intents:
  - id: one
    title: { en: "One", zh: "一" }
    skill: phones
    examples:
      en: [a1, a2, a3, a4, a5, a6, a7, a8]
      zh: [b1, b2, b3, b4, b5, b6, b7, b8]
    answer:
      en: |
        First **line**.
        [Help](/help)
      zh: "好"
  - id: two
    title: { en: "Two", zh: "二" }
    examples:
      en: [c1, c2, c3, c4, c5, c6, c7, c8]
      zh: [d1, d2, d3, d4, d5, d6, d7, d8]
    flow: go
"#;

fn whole() -> String {
    format!("{HEAD}{FLOWS}{INTENTS}")
}

fn found(text: &str) -> String {
    match authoring::compile("p.yaml", text) {
        Ok((_, findings)) => findings.to_string(),
        Err(findings) => findings.to_string(),
    }
}

/// The findings after each `(from, to)` was replaced, once.
fn check(changes: &[(&str, &str)], expected: Expect) {
    let mut text = whole();
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in the playbook");
        text = text.replacen(from, to, 1);
    }
    expected.assert_eq(&found(&text));
}

#[test]
fn a_good_playbook_has_no_finding() {
    check(&[], expect![""]);
}

#[test]
fn everything_is_found_in_one_run() {
    check(
        &[
            ("version: 1", "version: 2"),
            ("suggestions: [one]", "suggestions: [none]"),
            ("is: a,", "is: c,"),
            ("(/help)", "(help)"),
            ("    flow: go\n", "    flow: stop\n"),
        ],
        expect![[r#"
            p.yaml:1:10: error: this version is not known; write `version: 1`
            p.yaml:10:17: error: there is no intent `none`; did you mean `one`?
            p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
            p.yaml:35:31: error: `kind` is never `c`; there is `a`, `b`
            p.yaml:54:1: error: a link must start with https://, http://, mailto:, tel: or / (a page of your site): help; mend the link or remove it
            p.yaml:61:11: error: there is no flow `stop`; there is `go`
        "#]],
    );
}
