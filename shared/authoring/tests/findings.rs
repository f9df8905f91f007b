//! Every finding: what is written, and what the owner is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use expect_test::{Expect, expect};

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
fn text_that_is_no_yaml_is_told_with_its_place() {
    check(
        &[("locales: [en, zh]", "locales: [en, zh")],
        expect![[r#"
        p.yaml:5:9: error: this is not YAML: illegal placement of ':' indicator; check indentation, quotes and colons here and just before
    "#]],
    );
    check(
        &[("site: shop", "site: &a shop")],
        expect![[r#"
        p.yaml:2:7: error: anchors and aliases are not supported; write the value out
    "#]],
    );
    check(
        &[("site: shop", "site: !x shop")],
        expect![[r#"
        p.yaml:2:7: error: tags are not supported; remove the word that begins with `!`
    "#]],
    );
    expect![[r#"
        p.yaml:1:1: error: the file is empty; begin with `version: 1`
    "#]]
    .assert_eq(&found(""));
    expect![[r#"
        p.yaml:1:1: error: the playbook has named fields; write `version: …` and so on
    "#]]
    .assert_eq(&found("- a\n- b\n"));
    expect![[r#"
        p.yaml:2:1: error: the file has a second document; keep one, without `---` lines
    "#]]
    .assert_eq(&found("a: 1\n---\nb: 2\n"));
    expect![[r#"
        p.yaml:1:27: error: this is nested too deep; a playbook needs no more than nine levels
    "#]]
    .assert_eq(&found(&format!("a: {}{}", "[".repeat(40), "]".repeat(40))));
}

#[test]
fn unknown_missing_and_doubled_fields_are_told_with_the_likely_name() {
    check(
        &[("    title: { en: \"One\", zh: \"一\" }", "    titel: { en: \"One\", zh: \"一\" }")],
        expect![[r#"
        p.yaml:45:5: error: an intent has no `title`; add `title: …`
        p.yaml:46:5: error: an intent has no field `titel`; did you mean `title`?
    "#]],
    );
    check(
        &[("site: shop", "site: shop\nsite: other")],
        expect![[r#"
        p.yaml:3:1: error: `site` is written twice; keep one
    "#]],
    );
    check(
        &[("version: 1", "version: 9")],
        expect![[r#"
        p.yaml:1:10: error: this version is not known; write `version: 1`
    "#]],
    );
    check(
        &[("version: 1\nsite: shop\n", "")],
        expect![[r#"
        p.yaml:1:1: error: the playbook has no `version`; add `version: …`
        p.yaml:1:1: error: the playbook has no `site`; add `site: …`
    "#]],
    );
    check(
        &[("site: shop", "site: My Shop")],
        expect![[r#"
        p.yaml:2:7: error: `My Shop` cannot name a site; use 1 to 64 of a-z, 0-9, `_` and `-`
    "#]],
    );
    check(
        &[("suggestions: [one]", "suggestions: one")],
        expect![[r#"
        p.yaml:10:16: error: `suggestions` is a list; begin each entry with `- `
    "#]],
    );
}

#[test]
fn locales_are_checked_and_missing_translations_told() {
    check(
        &[("locales: [en, zh]", "locales: [en, zh, Englisch, en]")],
        expect![[r#"
        p.yaml:4:19: error: `Englisch` is not a locale; write a language tag in lower case, such as `en`, `zh` or `zh-hant`
        p.yaml:4:29: error: the locale `en` is listed twice; remove one
    "#]],
    );
    check(
        &[("locales: [en, zh]", "locales: []")],
        expect![[r#"
        p.yaml:4:10: error: there is no locale; write for example `locales: [en, zh]`; the first is the default
    "#]],
    );
    check(
        &[("greeting: { en: \"Hello\", zh: \"您好\" }", "greeting: { en: \"Hello\", fr: \"Salut\" }")],
        expect![[r#"
        p.yaml:9:13: warning: there is no `zh` text; add it, or visitors get the `en` one
        p.yaml:9:28: error: `fr` is not one of the site's locales; there is `en`, `zh`; or add it to `locales`
    "#]],
    );
    check(
        &[("      zh: \"好\"\n", "")],
        expect![[r#"
        p.yaml:52:7: warning: there is no `zh` text; add it, or visitors get the `en` one
    "#]],
    );
    check(
        &[("title: { en: \"One\", zh: \"一\" }", "title: { en: \"One\", en: \"Uno\", zh: \"\" }")],
        expect![[r#"
        p.yaml:46:25: error: `en` is written twice; keep one
        p.yaml:46:40: error: the text is empty; write it, or remove the field
    "#]],
    );
}

#[test]
fn ids_are_unique_and_known_where_they_are_used() {
    check(
        &[("  - id: two", "  - id: one")],
        expect![[r#"
        p.yaml:56:9: error: the intent `one` is defined a second time; the first is in line 45; give each its own id, or make them one
    "#]],
    );
    check(
        &[("suggestions: [one]", "suggestions: [on]")],
        expect![[r#"
        p.yaml:10:17: error: there is no intent `on`; did you mean `one`?
    "#]],
    );
    check(
        &[("flow: go", "flow: goo")],
        expect![[r#"
        p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
        p.yaml:61:11: error: there is no flow `goo`; did you mean `go`?
    "#]],
    );
    check(
        &[("skill: phones\n", "skill: cars\n")],
        expect![[r#"
        p.yaml:47:12: error: there is no skill `cars`; there is `phones`
    "#]],
    );
    check(
        &[("flow: go", "answer: { en: x, zh: y }")],
        expect![[r#"
        p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
    "#]],
    );
}

#[test]
fn an_intent_has_enough_examples_and_one_reply() {
    check(
        &[("      en: [c1, c2, c3, c4, c5, c6, c7, c8]\n", "      en: [c1, c2]\n")],
        expect![[r#"
        p.yaml:59:7: warning: the intent `two` has 2 examples in `en`; write at least 8, as customers write: short, misspelt, mixed
    "#]],
    );
    check(
        &[("      en: [c1, c2, c3, c4, c5, c6, c7, c8]\n      zh: [d1, d2, d3, d4, d5, d6, d7, d8]\n", "      en: []\n")],
        expect![[r#"
        p.yaml:59:7: error: the intent `two` has no examples; write at least 8 per language, as customers write
    "#]],
    );
    check(
        &[("    flow: go\n", "    flow: go\n    handoff: true\n")],
        expect![[r#"
        p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
        p.yaml:62:14: error: the intent `two` has both `flow` and `handoff`; keep one; a flow can `say` the answer first
    "#]],
    );
    check(
        &[("    flow: go\n", "    handoff: false\n")],
        expect![[r#"
        p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
        p.yaml:61:14: error: the intent `two` hands nothing off; write `handoff: true`, or an `answer:`
    "#]],
    );
    check(
        &[("    flow: go\n", "")],
        expect![[r#"
        p.yaml:19:9: warning: no intent starts the flow `go`; add `flow: go` to one, or remove it
        p.yaml:56:5: error: the intent `two` has no answer; add `answer:`, `flow:` or `handoff: true`
    "#]],
    );
}

#[test]
fn an_example_in_two_places_is_told_with_both_lines() {
    check(
        &[("[c1, c2,", "[A1!, c2,")],
        expect![[r#"
        p.yaml:59:12: warning: this example of `two` stands in line 49 as one of `one`; keep it where it belongs; the assistant cannot tell the two apart by it
    "#]],
    );
    check(
        &[("[c1, c2,", "[c1, c1,")],
        expect![[r#"
        p.yaml:59:16: warning: this example stands in line 59 already; remove one
    "#]],
    );
    check(
        &[("[o1, o2,", "[c1, o2,")],
        expect![[r#"
        p.yaml:16:10: warning: this example of `out_of_scope` stands in line 59 as one of `two`; keep it where it belongs; the assistant cannot tell the two apart by it
    "#]],
    );
}

#[test]
fn long_texts_are_told_with_their_length() {
    check(
        &[("title: { en: \"One\"", &format!("title: {{ en: \"{}\"", "x".repeat(81)))],
        expect![[r#"
        p.yaml:46:18: error: the text is 81 characters long; shorten it to 80 (a Chinese character counts as two)
    "#]],
    );
    check(
        &[("[c1, c2,", &format!("[{}, c2,", "字".repeat(200)))],
        expect![[r#"
        p.yaml:59:12: error: the text is 400 characters long; shorten it to 300 (a Chinese character counts as two)
    "#]],
    );
    check(
        &[("zh: \"好\"", &format!("zh: \"{}\"", "好".repeat(1_400)))],
        expect![[r#"
        p.yaml:55:11: error: the answer is 2800 characters long; shorten it to 2600, or link to a page (a Chinese character counts as two)
    "#]],
    );
}

#[test]
fn what_a_chat_cannot_show_is_told_by_the_line_of_the_answer() {
    check(
        &[("        First **line**.\n", "        First <b>line</b>.\n")],
        expect![[r#"
        p.yaml:53:1: error: HTML is not shown; write Markdown; for a literal `<` write `\<`
    "#]],
    );
    check(
        &[("        First **line**.\n", "        <div>First</div>\n\n")],
        expect![[r#"
        p.yaml:53:1: error: HTML is not shown; write Markdown; for a literal `<` write `\<`
    "#]],
    );
    check(
        &[("        First **line**.\n", "\n\n        First <b>line</b>.\n")],
        expect![[r#"
        p.yaml:55:1: error: HTML is not shown; write Markdown; for a literal `<` write `\<`
    "#]],
    );
    check(
        &[("(/help)", "(javascript:alert)")],
        expect![[r#"
        p.yaml:54:1: error: a link must start with https://, http://, mailto:, tel: or / (a page of your site): javascript:alert; mend the link or remove it
    "#]],
    );
    check(
        &[("[Help](/help)", "![Help](/help.png)")],
        expect![[r#"
        p.yaml:54:1: error: images are not shown in a chat yet; link to a page that has the image
    "#]],
    );
    check(
        &[("        [Help](/help)\n", "\n        ---\n\n            code\n\n        > quote\n")],
        expect![[r#"
        p.yaml:55:1: error: a line across is not shown in a chat; leave an empty line instead
        p.yaml:57:1: error: code blocks are not shown in a chat; indent by less than four spaces, or use `code` within a line
        p.yaml:59:1: error: this is not shown in a chat; use paragraphs, headings, lists, **bold**, *italic*, `code` and links
    "#]],
    );
    check(
        &[("zh: \"好\"", "zh: \"[坏](//evil.example)\"")],
        expect![[r#"
        p.yaml:55:11: error: a link must start with https://, http://, mailto:, tel: or / (a page of your site): //evil.example; mend the link or remove it
    "#]],
    );
}

#[test]
fn settings_are_checked() {
    check(
        &[("\"shop.example\"", "\"https://shop.example/\", \"a b\", \"x.example; script-src *\", \"*.ok.example:8080\"")],
        expect![[r#"
        p.yaml:6:21: error: `https://shop.example/` is not a domain; write it without `https://` and path: `shop.example`, `*.shop.example` or `localhost:8788`
        p.yaml:6:46: error: `a b` is not a domain; write it without `https://` and path: `shop.example`, `*.shop.example` or `localhost:8788`
        p.yaml:6:53: error: `x.example; script-src *` is not a domain; write it without `https://` and path: `shop.example`, `*.shop.example` or `localhost:8788`
    "#]],
    );
    check(
        &[("[\"shop.example\"]", "[]")],
        expect![[r#"
        p.yaml:6:20: error: no domain is allowed; list the domains your chat may appear on
    "#]],
    );
    check(
        &[("\"#0f766e\"", "teal")],
        expect![[r##"
        p.yaml:7:11: error: `teal` is not a colour; write `"#rrggbb"` in quotes, such as "#0f766e"
    "##]],
    );
    check(
        &[("\"#0f766e\"", "\"#ffee00\"")],
        expect![[r#"
        p.yaml:7:11: warning: white text on `#ffee00` has a contrast of 1.2; choose a darker colour: 4.5 is readable for everybody
    "#]],
    );
    check(
        &[("suggestions: [one]", "suggestions: [one, two, one, two, one, two, one]")],
        expect![[r#"
        p.yaml:10:47: warning: there are 7 suggestions; keep the best 6
    "#]],
    );
}

#[test]
fn steps_slots_and_values_are_known() {
    check(
        &[("next: say }", "next: sai }")],
        expect![[r#"
        p.yaml:35:40: error: there is no step `sai`; did you mean `say`?
    "#]],
    );
    check(
        &[("slot: kind, is: a", "slot: kid, is: a")],
        expect![[r#"
        p.yaml:35:21: error: no step asks for the slot `kid`; did you mean `kind`?
    "#]],
    );
    check(
        &[("is: a,", "is: c,")],
        expect![[r#"
        p.yaml:35:31: error: `kind` is never `c`; there is `a`, `b`
    "#]],
    );
    check(
        &[("card: [kind]", "card: [kind, order]")],
        expect![[r#"
        p.yaml:41:64: error: no step asks for the slot `order`; there is `kind`
    "#]],
    );
    check(
        &[("          label: { en: \"Kind\", zh: \"种类\" }\n", "")],
        expect![[r#"
        p.yaml:40:58: warning: the slot `kind` has no label; add `label: { … }` to its question: the agent's card shows the whole question now
    "#]],
    );
    check(
        &[("priority: high", "priority: hihg")],
        expect![[r#"
        p.yaml:41:45: error: there is no priority `hihg`; did you mean `high`?
    "#]],
    );
    check(
        &[("      - id: say\n", "      - id: fork\n")],
        expect![[r#"
        p.yaml:35:40: error: there is no step `say`; there is `first`, `fork`, `hand`, `last`
        p.yaml:37:13: error: the step `fork` is defined a second time; the first is in line 33; give each step its own id
    "#]],
    );
    check(
        &[("start: first", "start: frist")],
        expect![[r#"
        p.yaml:21:12: error: there is no step `frist`; did you mean `first`?
    "#]],
    );
}

#[test]
fn a_step_does_one_thing_and_goes_on() {
    check(
        &[("        end: true", "        end: true\n        say: { en: a, zh: b }")],
        expect![[r#"
        p.yaml:43:14: error: the step `last` does 2 things; give it exactly one of `say`, `ask`, `branch`, `handoff`, `end`
    "#]],
    );
    check(
        &[("        next: last\n", "")],
        expect![[r#"
        p.yaml:37:9: error: the step `say` has no `next`; add `next: STEP`; to stop, go to a step with `end: true`
    "#]],
    );
    check(
        &[("        end: true", "        end: true\n        next: first")],
        expect![[r#"
        p.yaml:44:15: error: `next` means nothing beside `end`; remove it
    "#]],
    );
    check(
        &[("          - { otherwise: true, next: hand }\n", "")],
        expect![[r#"
        p.yaml:35:11: error: the branch `fork` does not say where else to go; add `- { otherwise: true, next: STEP }` as its last way
    "#]],
    );
    check(
        &[(
            "          - { slot: kind, is: a, next: say }\n          - { otherwise: true, next: hand }\n",
            "          - { otherwise: true, next: hand }\n          - { slot: kind, is: a, next: say }\n",
        )],
        expect![[r#"
        p.yaml:36:13: error: this is never reached: `otherwise` stands before it; move `otherwise` to the end
        p.yaml:37:13: warning: nothing leads to the step `say`; lead there by `next`, or remove it
        p.yaml:42:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
}

#[test]
fn questions_are_checked() {
    check(
        &[("kind: choice", "kind: multi")],
        expect![[r#"
        p.yaml:26:17: error: there is no question of kind `multi`; write `kind: text` or `kind: choice`
    "#]],
    );
    check(
        &[("            - { value: b, label: { en: \"B\", zh: \"乙\" } }\n", "")],
        expect![[r#"
        p.yaml:30:13: error: the question has 1 choices; give at least two, or make it `kind: text`
    "#]],
    );
    check(
        &[("{ value: b, label: { en: \"B\"", "{ value: a, label: { en: \"a\"")],
        expect![[r#"
        p.yaml:31:15: error: the value `a` is a choice twice; give each choice its own value
        p.yaml:31:15: error: the label of `a` is that of another choice; visitors may type the label: make it differ
    "#]],
    );
    check(
        &[("kind: choice\n", "kind: choice\n          pattern: x\n")],
        expect![[r#"
        p.yaml:27:20: error: a choice has no `pattern`; remove it, or change `kind`
    "#]],
    );
    let text = "          kind: text\n          pattern: \"LM-(\\\\d+)\"\n";
    let choices = "          choices:\n            - { value: a, label: { en: \"A\", zh: \"甲\" } }\n            - { value: b, label: { en: \"B\", zh: \"乙\" } }\n";
    check(
        &[("          kind: choice\n", text), (choices, "")],
        expect![[r#"
        p.yaml:27:20: error: the pattern `LM-(\d+)` cannot be used: "(" at character 4 is not supported; write "\(" for the character itself; patterns have literals, `.`, `\d`, `\w`, `\s`, `[a-z]`, `?`, `*`, `+`, `{n}`, `{n,m}`
    "#]],
    );
}

#[test]
fn a_flow_that_goes_round_silently_or_never_ends_is_refused() {
    check(
        &[("        next: last\n", "        next: fork\n")],
        expect![[r#"
        p.yaml:33:13: error: the steps `fork` → `say` go round without asking anything; put a question between them, or end one way
        p.yaml:42:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    check(
        &[("next: hand }", "next: first }"), ("        next: last\n", "        next: first\n")],
        expect![[r#"
        p.yaml:19:9: error: the flow `go` never ends; let a way lead to a step with `handoff` or `end: true`
        p.yaml:40:13: warning: nothing leads to the step `hand`; lead there by `next`, or remove it
        p.yaml:42:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    check(
        &[("        next: last\n", "        next: hand\n")],
        expect![[r#"
        p.yaml:42:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    let trap = "      - id: trap\n        ask: { slot: t, kind: text, prompt: { en: x, zh: y } }\n        next: trap\n";
    check(
        &[("next: hand }", "next: trap }"), ("      - id: last\n", &format!("{trap}      - id: last\n"))],
        expect![[r#"
        p.yaml:40:13: warning: nothing leads to the step `hand`; lead there by `next`, or remove it
        p.yaml:42:13: error: no way leads from the step `trap` to an end; let one lead to a step with `handoff` or `end: true`
    "#]],
    );
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
