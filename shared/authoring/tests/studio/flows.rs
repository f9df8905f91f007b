//! Flows: steps come, go and move with what links them.

use book::{Action, Answer, Ask, Book, Op, Request, Spot, Step};
use expect_test::{Expect, expect};
use flow::{Event, Turn};

use crate::{SHOP, ask, edit, lines, list, open, refused, texts};

fn flow() -> String {
    "send_back".to_owned()
}

fn after(step: &str, way: Option<usize>) -> Spot {
    Spot { after: Some(step.to_owned()), way }
}

fn step(id: &str, action: Action) -> Step {
    Step { id: id.to_owned(), action, line: 0, errors: 0, warnings: 0 }
}

fn say(text: &str) -> Action {
    Action::Say { text: texts(&[("en", text), ("zh", "好")]), next: String::new() }
}

/// The tree as lines, a dash per depth.
fn tree(book: &Book) -> String {
    let rows = book.flows[0].rows.iter();
    let mark = |row: &book::Row| match (row.lost, row.again) {
        (true, _) => " (lost)",
        (_, true) => " (again)",
        (false, false) => "",
    };
    rows.map(|row| {
        let way = row.way.map(|way| format!("{way}: ")).unwrap_or_default();
        format!("{}{way}{}{}\n", "- ".repeat(row.depth), row.step, mark(row))
    })
    .collect()
}

fn check(op: Op, expect: Expect) {
    let (text, book, at) = edit(&mut open(SHOP), op);
    let at = at.map(|at| format!("{at}\n")).unwrap_or_default();
    expect.assert_eq(&format!("{at}{}{}", lines(SHOP, &text), tree(&book)));
}

#[test]
fn ways_that_come_together_go_on_below() {
    let (_, book, _) = edit(&mut open(SHOP), Op::SetStart { flow: flow(), step: "why".to_owned() });
    expect![[r#"
        why
        by_why
        - 0: sorry
        - 1: details
        hand_off
    "#]]
    .assert_eq(&tree(&book));
}

#[test]
fn a_step_is_linked_in_where_it_is_put() {
    check(
        Op::AddStep { flow: flow(), step: step("", say("Thanks.")), spot: after("why", None) },
        expect![[r#"
        say
        +        next: say
        +      - id: say
        +        say: { en: "Thanks.", zh: "好" }
        why
        say
        by_why
        - 0: sorry
        - 1: details
        hand_off
    "#]],
    );
    check(
        Op::AddStep { flow: flow(), step: step("welcome", say("Hello.")), spot: Spot::default() },
        expect![[r#"
        welcome
        -    start: why
        +    start: welcome
        +      - id: welcome
        +        say: { en: "Hello.", zh: "好" }
        +        next: why
        welcome
        why
        by_why
        - 0: sorry
        - 1: details
        hand_off
    "#]],
    );
    check(
        Op::AddStep { flow: flow(), step: step("more", say("More.")), spot: after("by_why", Some(0)) },
        expect![[r#"
        more
        -          - { slot: why, is: broken, next: sorry }
        +          - { slot: why, is: broken, next: more }
        +      - id: more
        +        say: { en: "More.", zh: "好" }
        +        next: sorry
        why
        by_why
        - 0: more
        - sorry
        - 1: details
        hand_off
    "#]],
    );
    check(
        Op::AddStep { flow: flow(), step: step("else", say("Else.")), spot: after("by_why", Some(1)) },
        expect![[r#"
        else
        -          - { otherwise: true, next: details }
        +          - { otherwise: true, next: else }
        +      - id: else
        +        say: { en: "Else.", zh: "好" }
        +        next: details
        why
        by_why
        - 0: sorry
        - 1: else
        - details
        hand_off
    "#]],
    );
    let rating = Ask {
        slot: "stars".to_owned(),
        kind: "rating".to_owned(),
        prompt: texts(&[("en", "Stars?"), ("zh", "几星？")]),
        optional: true,
        ..Ask::default()
    };
    let rating = Action::Ask { ask: Box::new(rating), next: String::new() };
    check(
        Op::AddStep { flow: flow(), step: step("", rating), spot: after("sorry", None) },
        expect![[r#"
        stars
        +        next: stars
        +      - id: stars
        +        ask:
        +          slot: stars
        +          kind: rating
        +          prompt: { en: "Stars?", zh: "几星？" }
        +          optional: true
        why
        by_why
        - 0: sorry
        - stars
        - 1: details
        hand_off
    "#]],
    );
}

#[test]
fn a_step_is_taken_out_and_what_led_to_it_goes_on() {
    check(
        Op::RemoveStep { flow: flow(), id: "sorry".to_owned() },
        expect![[r#"
        -          - { slot: why, is: broken, next: sorry }
        +          - { slot: why, is: broken, next: hand_off }
        -      - id: sorry
        -        say: { en: "Sorry.", zh: "抱歉。" }
        -        next: hand_off
        why
        by_why
        - 0: hand_off (again)
        - 1: details
        hand_off
    "#]],
    );
    check(
        Op::RemoveStep { flow: flow(), id: "why".to_owned() },
        expect![[r#"
        -    start: why
        +    start: by_why
        -      - id: why
        -        ask:
        -          slot: why
        -          kind: choice
        -          prompt: { en: "Why?", zh: "为什么？" }
        -          choices:
        -            - { value: broken, label: { en: "Broken", zh: "坏了" } } # most often
        -            - { value: other, label: { en: "Other", zh: "其他" } }
        -        next: by_why
        by_why
        - 0: sorry
        - 1: details
        hand_off
    "#]],
    );
    expect!["the flow ends with `hand_off`; let the steps before it go elsewhere first, or put another end in its place"]
        .assert_eq(&refused(&mut open(SHOP), Op::RemoveStep { flow: flow(), id: "hand_off".to_owned() }));
}

#[test]
fn a_step_moves_with_its_lines() {
    check(
        Op::MoveStep { flow: flow(), id: "sorry".to_owned(), spot: Spot::default() },
        expect![[r#"
        -    start: why
        +    start: sorry
        +      - id: sorry
        +        say: { en: "Sorry.", zh: "抱歉。" }
        +        next: why
        -          - { slot: why, is: broken, next: sorry }
        +          - { slot: why, is: broken, next: hand_off }
        -      - id: sorry
        -        say: { en: "Sorry.", zh: "抱歉。" }
        -        next: hand_off
        sorry
        why
        by_why
        - 0: hand_off (again)
        - 1: details
        hand_off
    "#]],
    );
    check(
        Op::MoveStep { flow: flow(), id: "details".to_owned(), spot: after("sorry", None) },
        expect![[r#"
        -          - { otherwise: true, next: details }
        +          - { otherwise: true, next: hand_off }
        -        next: hand_off
        +        next: details
        why
        by_why
        - 0: sorry
        - details
        - 1: hand_off (again)
        hand_off
    "#]],
    );
    let to_itself = Op::MoveStep { flow: flow(), id: "sorry".to_owned(), spot: after("sorry", None) };
    assert_eq!(edit(&mut open(SHOP), to_itself).0, SHOP);
    expect!["the flow ends with `hand_off`; put the step before it"].assert_eq(&refused(
        &mut open(SHOP),
        Op::MoveStep { flow: flow(), id: "sorry".to_owned(), spot: after("hand_off", None) },
    ));
}

#[test]
fn a_step_is_replaced_by_what_differs() {
    let mut studio = open(SHOP);
    let (_, book, _) = edit(&mut studio, Op::SetStart { flow: flow(), step: "why".to_owned() });
    // As the page gives a step back that it was told, changed or not.
    for held in &book.flows[0].steps {
        let same = Op::ReplaceStep { flow: flow(), id: held.id.clone(), step: held.clone() };
        assert_eq!(edit(&mut studio, same).0, SHOP, "{}", held.id);
    }
    let mut why = book.flows[0].steps[0].clone();
    if let Action::Ask { ask, .. } = &mut why.action {
        ask.choices[1].label = texts(&[("en", "Something else"), ("zh", "其他")]);
        ask.optional = true;
    }
    check(
        Op::ReplaceStep { flow: flow(), id: "why".to_owned(), step: why },
        expect![[r#"
        why
        +          optional: true
        -            - { value: other, label: { en: "Other", zh: "其他" } }
        +            - { value: other, label: { en: "Something else", zh: "其他" } }
        why
        by_why
        - 0: sorry
        - 1: details
        hand_off
    "#]],
    );
    let end = step("the_end", Action::End);
    check(
        Op::ReplaceStep { flow: flow(), id: "hand_off".to_owned(), step: end },
        expect![[r#"
        the_end
        -        next: hand_off
        +        next: the_end
        -        next: hand_off
        -      - id: hand_off
        -        handoff:
        -          skill: orders
        -          card: [why, details]
        +        next: the_end
        +      - id: the_end
        +        end: true
        why
        by_why
        - 0: sorry
        - 1: details
        the_end
    "#]],
    );
}

#[test]
fn a_new_flow_ends_with_a_person_and_compiles_once_it_is_used() {
    let mut studio = open(SHOP);
    let (_, _, at) = edit(&mut studio, Op::AddFlow { id: None, title: texts(&[("en", "Book a visit"), ("zh", "预约")]) });
    assert_eq!(at.as_deref(), Some("book_a_visit"));
    let reply = book::Reply::Flow { id: "book_a_visit".to_owned() };
    edit(&mut studio, Op::SetReply { intent: "pay".to_owned(), reply });
    let Answer::Compiled { bundle } = ask(&mut studio, Request::Compile) else { panic!("it compiles") };
    assert!(bundle.contains("book_a_visit"));
}

#[test]
fn a_flow_is_led_through_from_its_beginning_each_time() {
    let mut studio = open(SHOP);
    let input = |text: &str| json::to_text(&flow::Input::Text(text.to_owned()));
    let lead = |inputs: Vec<String>| Request::Lead {
        flow: flow(),
        locale: "en".to_owned(),
        said: "send it back".to_owned(),
        inputs,
        today: 20_780,
    };
    let turns = |studio: &mut _, inputs| -> Vec<Turn> {
        match ask(studio, lead(inputs)) {
            Answer::Led { turns } => turns.iter().map(|turn| json::from_text(turn).unwrap()).collect(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(turns(&mut studio, Vec::new())[0].prompt.as_ref().unwrap().text, "Why?");
    let all = turns(&mut studio, vec![input("Other"), input("It hums"), input("too late")]);
    assert_eq!(all.len(), 3);
    assert!(all[2].events.iter().any(|event| matches!(event, Event::HandOff(_))));
    let broken = ask(&mut studio, lead(list(&["{"])));
    assert!(matches!(broken, Answer::Refused { .. }));
}
