//! What is no YAML, unknown fields, locales and ids.

use expect_test::expect;

use super::*;

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
