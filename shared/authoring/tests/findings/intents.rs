//! Intents, their examples and answers, and the settings.

use expect_test::expect;

use super::*;

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
        &[("\"#0f766e\"", "\"#0f766e\"\n  forget_after_days: 3")],
        expect![[r#"
        p.yaml:8:22: error: `3` is not a number of days that a conversation can be kept for; write a whole number from 7 to 3650, or leave it out for 365
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
    check(
        &[(
            "suggestions: [one]",
            "suggestions: [one]\n  page_suggestions:\n    - { path: returns, suggestions: [one] }\n    - { path: /a, suggestions: [nine] }",
        )],
        expect![[r#"
            p.yaml:12:15: error: `returns` is not the path of a page; write it as after the domain, such as `/returns`; what lies under it is meant too
            p.yaml:13:33: error: there is no intent `nine`; did you mean `one`?
        "#]],
    );
}
