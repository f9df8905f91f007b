//! Questions, settings, undo.

use book::{Answer, Op, Reply, Request, Setting, Severity, Where};
use expect_test::{Expect, expect};

use crate::{SHOP, ask, edit, lines, list, open, opened, refused, texts};

fn check(op: Op, expect: Expect) {
    let (text, _, at) = edit(&mut open(SHOP), op);
    let at = at.map(|at| format!("{at}\n")).unwrap_or_default();
    expect.assert_eq(&(at + &lines(SHOP, &text)));
}

fn of(id: &str) -> String {
    id.to_owned()
}

#[test]
fn the_book_says_what_is_written_and_where() {
    let book = opened(SHOP).book.unwrap();
    assert_eq!((book.site.as_str(), book.locales.len(), book.skills.len(), book.flows.len()), ("shop", 2, 1, 1));
    let [track, pay, sent_back] = book.intents.as_slice() else { panic!() };
    assert_eq!((track.line, &track.reply, track.skill.as_deref()), (52, &Reply::Answer, Some("orders")));
    assert_eq!(track.answer["en"], "Open **Orders**.\n\n- Tap it.");
    assert_eq!((pay.examples["en"].len(), &pay.reply), (5, &Reply::HandOff));
    assert_eq!(sent_back.reply, Reply::Flow { id: of("send_back") });
    assert_eq!(book.out_of_scope["zh"], ["讲个笑话"]);
}

#[test]
fn a_question_is_added_with_an_id_of_its_title() {
    let examples = [("en".to_owned(), list(&["when do you open", " "]))].into();
    check(
        Op::AddIntent { id: None, title: texts(&[("en", "Opening hours"), ("zh", "时间")]), examples, after: Some(of("pay")) },
        expect![[r#"
        opening_hours
        +  - id: opening_hours
        +    title: { en: "Opening hours", zh: "时间" }
        +    examples:
        +      en:
        +        - "when do you open"
    "#]],
    );
    check(
        Op::AddIntent { id: None, title: texts(&[("en", "Pay")]), examples: Default::default(), after: None },
        expect![[r#"
        pay_2
        +  - id: pay_2
        +    title: { en: "Pay" }
    "#]],
    );
    check(
        Op::AddIntent { id: None, title: texts(&[("zh", "时间")]), examples: Default::default(), after: None },
        expect![[r#"
        intent_4
        +  - id: intent_4
        +    title: { zh: "时间" }
    "#]],
    );
}

#[test]
fn names_are_followed_by_what_refers_to_them() {
    check(
        Op::RenameIntent { id: of("track"), to: of("where_is_it") },
        expect![[r#"
        where_is_it
        -  suggestions: [track, pay]
        +  suggestions: [where_is_it, pay]
        -  - id: track
        +  - id: where_is_it
    "#]],
    );
    check(
        Op::RemoveIntent { id: of("pay") },
        expect![[r#"
        -  suggestions: [track, pay]
        +  suggestions: [track]
        -  - id: pay
        -    title: { en: "How to pay", zh: "怎么付款" }
        -    examples:
        -      en:
        -        - "how can I pay" # typical
        -        - "do you take cards"
        -        - "pay by invoice"
        -        - "which payment methods"
        -        - "can I pay cash"
        -      zh: ["怎么付款", "可以刷卡吗", "支付方式", "能用现金吗", "付款"]
        -    handoff: true
    "#]],
    );
    check(
        Op::RemoveSkill { id: of("orders") },
        expect![[r#"
        -routing:
        -  skills:
        -    - { id: orders, title: { en: "Orders", zh: "订单" } }
        -          skill: orders
        -    skill: orders
    "#]],
    );
    check(
        Op::RenameFlow { id: of("send_back"), to: of("returns") },
        expect![[r#"
        returns
        -  - id: send_back
        +  - id: returns
        -    flow: send_back
        +    flow: returns
    "#]],
    );
    check(
        Op::RemoveFlow { id: of("send_back") },
        expect![[r#"
        -flows:
        -  - id: send_back
        -    title: { en: "Return", zh: "退货" }
        -    start: why
        -    steps:
        -      # First of all.
        -      - id: why
        -        ask:
        -          slot: why
        -          kind: choice
        -          prompt: { en: "Why?", zh: "为什么？" }
        -          choices:
        -            - { value: broken, label: { en: "Broken", zh: "坏了" } } # most often
        -            - { value: other, label: { en: "Other", zh: "其他" } }
        -        next: by_why
        -      - id: by_why
        -        branch:
        -          - { slot: why, is: broken, next: sorry }
        -          - { otherwise: true, next: details }
        -      - id: sorry
        -        say: { en: "Sorry.", zh: "抱歉。" }
        -        next: hand_off
        -      - id: details
        -        ask:
        -          slot: details
        -          kind: text
        -          prompt: { en: "Tell us more.", zh: "请说明。" }
        -        next: hand_off
        -      - id: hand_off
        -        handoff:
        -          skill: orders
        -          card: [why, details]
        -    flow: send_back
        +    handoff: true
    "#]],
    );
}

#[test]
fn texts_are_set_and_removed_per_locale() {
    check(
        Op::SetTitle { intent: of("pay"), locale: of("en"), text: of("Paying") },
        expect![[r#"
        -    title: { en: "How to pay", zh: "怎么付款" }
        +    title: { en: "Paying", zh: "怎么付款" }
    "#]],
    );
    check(
        Op::SetAnswer { intent: of("track"), locale: of("zh"), text: of("") },
        expect![[r#"
        -      zh: "看订单。"
    "#]],
    );
    check(
        Op::SetAnswer { intent: of("pay"), locale: of("en"), text: of("By card.\n\nOr cash.") },
        expect![[r#"
        -    handoff: true
        +    answer:
        +      en: |
        +        By card.
        +
        +        Or cash.
    "#]],
    );
    check(
        Op::SetExamples {
            intent: Some(of("pay")),
            locale: of("en"),
            examples: list(&["how can I pay", "cards?", "pay by invoice", "which payment methods", "can I pay cash", "cheque"]),
        },
        expect![[r#"
        -        - "do you take cards"
        +        - "cards?"
        +        - "cheque"
    "#]],
    );
    check(
        Op::SetExamples { intent: None, locale: of("zh"), examples: Vec::new() },
        expect![[r#"
        -    zh: ["讲个笑话"]
    "#]],
    );
    check(
        Op::SetReply { intent: of("track"), reply: Reply::Flow { id: of("send_back") } },
        expect![[r#"
        -    answer:
        -      en: |
        -        Open **Orders**.
        -
        -        - Tap it.
        -      zh: "看订单。"
        +    flow: send_back
    "#]],
    );
    check(
        Op::SetSkill { intent: of("pay"), skill: Some(of("orders")) },
        expect![[r#"
        +    skill: orders
    "#]],
    );
    check(
        Op::MoveIntent { id: of("return"), before: Some(of("pay")) },
        expect![[r#"
        +  - id: return
        +    title: { en: "Return", zh: "退货" }
        +    examples:
        +      en: ["I want to return it", "send it back", "return my order", "it is broken", "refund please"]
        +      zh: ["我要退货", "退回去", "坏了想退", "退款", "怎么退"]
        +    flow: send_back
        -  - id: return
        -    title: { en: "Return", zh: "退货" }
        -    examples:
        -      en: ["I want to return it", "send it back", "return my order", "it is broken", "refund please"]
        -      zh: ["我要退货", "退回去", "坏了想退", "退款", "怎么退"]
        -    flow: send_back
    "#]],
    );
}

#[test]
fn settings_are_set_in_their_place() {
    let set = |setting| Op::SetSetting { setting };
    check(
        set(Setting::Accent { text: of("#9a3412") }),
        expect![[r##"
        -  accent: "#0f766e"
        +  accent: "#9a3412"
    "##]],
    );
    check(
        set(Setting::Greeting { locale: of("en"), text: of("Hi") }),
        expect![[r#"
        -  greeting: { en: "Hello", zh: "您好" }
        +  greeting: { en: "Hi", zh: "您好" }
    "#]],
    );
    check(
        set(Setting::Suggestions { intents: list(&["pay"]) }),
        expect![[r#"
        -  suggestions: [track, pay]
        +  suggestions: [pay]
    "#]],
    );
    check(
        set(Setting::AllowedDomains { domains: list(&["shop.example", "*.shop.example"]) }),
        expect![[r#"
        -  allowed_domains: ["shop.example"] # ours
        +  allowed_domains: ["shop.example", "*.shop.example"] # ours
    "#]],
    );
    check(
        set(Setting::ForgetAfterDays { days: of("30") }),
        expect![[r#"
        +  forget_after_days: 30
    "#]],
    );
    check(
        Op::SetName { locale: of("zh"), text: of("小店") },
        expect![[r#"
        -name: { en: "Shop", zh: "店" }
        +name: { en: "Shop", zh: "小店" }
    "#]],
    );
    check(
        Op::SetLocales { locales: list(&["zh", "en"]) },
        expect![[r#"
        -locales: [en, zh]
        +locales: [zh, en]
    "#]],
    );
    check(
        Op::AddSkill { id: None, title: texts(&[("en", "Phones")]) },
        expect![[r#"
        phones
        +    - { id: phones, title: { en: "Phones" } }
    "#]],
    );
}

#[test]
fn what_cannot_be_done_is_refused_and_changes_nothing() {
    let mut studio = open(SHOP);
    expect!["there is no intent `nobody`; it may have been removed meanwhile"]
        .assert_eq(&refused(&mut studio, Op::RemoveIntent { id: of("nobody") }));
    expect!["there is an intent `track` already; choose another"]
        .assert_eq(&refused(&mut studio, Op::RenameIntent { id: of("pay"), to: of("track") }));
    expect!["`Pay!` cannot be the id of the intent; use 1 to 64 of a-z, 0-9, `_` and `-`"]
        .assert_eq(&refused(&mut studio, Op::RenameIntent { id: of("pay"), to: of("Pay!") }));
    expect!["a site has a language; keep one"].assert_eq(&refused(&mut studio, Op::SetLocales { locales: Vec::new() }));
    let mut broken = open("intents: [\n");
    expect!["line 2 is no YAML that can be read; mend it in the text first"]
        .assert_eq(&refused(&mut broken, Op::RemoveIntent { id: of("pay") }));
    let Answer::Refused { .. } = ask(&mut studio, Request::Undo) else { panic!("there is nothing to undo") };
}

#[test]
fn undo_and_redo_go_through_the_texts_and_joined_edits_together() {
    let mut studio = open(SHOP);
    let title = |text: &str| Op::SetTitle { intent: of("pay"), locale: of("en"), text: of(text) };
    let (one, ..) = edit(&mut studio, title("One"));
    edit(&mut studio, title("T"));
    for text in ["Tw", "Two"] {
        ask(&mut studio, Request::Edit { op: title(text), joins: true });
    }
    let go = |studio: &mut _, request| match ask(studio, request) {
        Answer::Edited { text, view, .. } => (text, view.can_undo, view.can_redo),
        other => panic!("{other:?}"),
    };
    assert_eq!(go(&mut studio, Request::Undo), (one.clone(), true, true));
    assert_eq!(go(&mut studio, Request::Undo), (SHOP.to_owned(), false, true));
    assert_eq!(go(&mut studio, Request::Redo), (one, true, true));
    let (two, ..) = go(&mut studio, Request::Redo);
    assert!(two.contains("\"Two\""));
    assert!(go(&mut studio, Request::Undo).2);
    let (_, _, can_redo) = go(&mut studio, Request::Replace { text: SHOP.to_owned() });
    assert!(!can_redo);
}

#[test]
fn findings_name_the_question_the_field_and_the_language() {
    let text = SHOP
        .replace("    flow: send_back\n", "    flow: nowhere\n")
        .replace("next: details", "next: detials")
        .replace(", zh: \"怎么付款\" }", " }");
    let view = opened(&text);
    assert_eq!(view.errors, 2);
    let found = |what: &str| view.findings.iter().find(|finding| finding.what.contains(what)).unwrap().at.clone();
    let at = |intent: Option<&str>, flow: Option<&str>, step: Option<&str>, field: &str| Where {
        intent: intent.map(of),
        flow: flow.map(of),
        step: step.map(of),
        field: Some(of(field)),
        locale: None,
    };
    assert_eq!(found("no flow `nowhere`"), at(Some("return"), None, None, "flow"));
    assert_eq!(found("no step `detials`"), at(None, Some("send_back"), Some("by_why"), "branch"));
    assert_eq!(found("no `zh` text"), Where { locale: None, ..at(Some("pay"), None, None, "title") });
    let book = view.book.unwrap();
    assert_eq!((book.intents[2].errors, book.flows[0].errors, book.flows[0].steps[1].errors), (1, 1, 1));
    assert!(view.findings.iter().any(|finding| finding.severity == Severity::Warning));
}

#[test]
fn a_text_that_is_no_yaml_has_findings_and_no_book() {
    let view = opened("intents: [\n");
    assert!(view.book.is_none() && view.errors == 1 && view.findings[0].line >= 1);
    assert!(opened("").book.is_none());
    // Half of a playbook is shown as far as it goes.
    let half = opened("locales: [en]\nintents:\n  - id: a\n");
    assert_eq!(half.book.unwrap().intents[0].reply, Reply::None);
}
