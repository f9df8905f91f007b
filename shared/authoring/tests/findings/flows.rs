//! Flows: steps, questions, and ways that never end.

use expect_test::expect;

use super::*;

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
            p.yaml:26:17: error: there is no question of kind `multi`; there is `text`, `place`, `order_number`, `choice`, `choices`, `number`, `date`, `time`, `email`, `phone`, `rating`, `file`
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
            p.yaml:27:20: error: a question of kind `choice` has no `pattern`; remove it, or change `kind`
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
fn each_kind_of_question_has_its_own_fields() {
    let choices = "          choices:\n            - { value: a, label: { en: \"A\", zh: \"甲\" } }\n            - { value: b, label: { en: \"B\", zh: \"乙\" } }\n";
    let kind = |text: &'static str| {
        [("          kind: choice\n", text), (choices, ""), ("          - { slot: kind, is: a, next: say }\n", "")]
    };
    check(
        &kind(
            "          kind: number\n          units: [{ name: km/h }, { name: mph, factor: 1.609, words: [KM/H] }]\n          min: 9\n          max: 3.5\n",
        ),
        expect![[r#"
        p.yaml:27:35: error: the word `km/h` stands for two units; keep it where it belongs
        p.yaml:28:16: error: `min` is more than `max`; exchange them
        p.yaml:36:13: warning: nothing leads to the step `say`; lead there by `next`, or remove it
        p.yaml:41:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    check(
        &kind(
            "          kind: number\n          units: [{ name: km/h, factor: 2 }, { name: mph }]\n          max: many\n          pattern: x\n",
        ),
        expect![[r#"
        p.yaml:27:19: error: the factor of `km/h` cannot be; answers are kept in the first unit: it has no `factor`, each other says how many of the first it is
        p.yaml:27:46: error: the factor of `mph` cannot be; answers are kept in the first unit: it has no `factor`, each other says how many of the first it is
        p.yaml:28:16: error: `many` is not a number; write it as `80` or `1.609`, three decimals at most
        p.yaml:29:20: error: a question of kind `number` has no `pattern`; remove it, or change `kind`
        p.yaml:36:13: warning: nothing leads to the step `say`; lead there by `next`, or remove it
        p.yaml:41:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    check(
        &kind("          kind: date\n          when: later\n"),
        expect![[r#"
        p.yaml:27:17: error: a date is not `later`; there is `any`, `past`, `future`
    "#]],
    );
    check(
        &kind("          kind: file\n"),
        expect![[r#"
        p.yaml:25:11: error: a question has no `later`; add `later: …`
    "#]],
    );
    check(
        &kind("          kind: file\n          later: { en: Later }\n"),
        expect![[r#"
        p.yaml:27:18: warning: there is no `zh` text; add it, or visitors get the `en` one
        p.yaml:34:13: warning: nothing leads to the step `say`; lead there by `next`, or remove it
        p.yaml:39:13: warning: nothing leads to the step `last`; lead there by `next`, or remove it
    "#]],
    );
    check(
        &kind("          kind: order_number\n"),
        expect![[r#"
        p.yaml:25:11: error: a question has no `pattern`; add `pattern: …`
    "#]],
    );
    check(
        &[
            ("{ value: a, label", "{ value: \"a|b\", words: [x, X], label"),
            ("{ value: b, label", "{ value: b, words: [x], label"),
        ],
        expect![[r#"
        p.yaml:30:24: error: the value `a|b` holds a separator; leave out `|` and commas
        p.yaml:30:42: warning: the word `x` stands there already; remove one
        p.yaml:31:15: error: the word `x` of `b` is one of another choice; keep it where it belongs; nobody could tell which is meant
        p.yaml:35:31: error: `kind` is never `a`; there is `a|b`, `b`
    "#]],
    );
    check(
        &[("slot: kind, is: a,", "locale: fr,")],
        expect![[r#"
        p.yaml:35:23: error: `fr` is not one of the site's locales; there is `en`, `zh`
    "#]],
    );
    check(
        &[("          kind: choice\n", "          kind: choice\n          optional: maybe\n")],
        expect![[r#"
        p.yaml:27:21: error: `maybe` is neither `true` nor `false`; write one of them
    "#]],
    );
    check(
        &[("slot: kind\n", "slot: locale\n")],
        expect![[r#"
        p.yaml:25:17: error: the slot `locale` is the visitor's language; call it something else
        p.yaml:35:21: error: no step asks for the slot `kind`; there is `locale`
        p.yaml:41:58: error: no step asks for the slot `kind`; there is `locale`
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
