//! What differs between two texts.

use book::{Answer, Changes, Op, Request, Sign};
use expect_test::expect;

use crate::{SHOP, ask, edit, open};

fn differ(from: &str, to: &str) -> Changes {
    let request = Request::Diff { from: from.to_owned(), to: Some(to.to_owned()) };
    match ask(&mut open(SHOP), request) {
        Answer::Differs { changes } => changes,
        other => panic!("{other:?}"),
    }
}

fn shown(changes: &Changes) -> String {
    let all = [("intent", &changes.intents), ("flow", &changes.flows), ("rest", &changes.rest)];
    let mut shown = String::new();
    for (kind, change) in all.iter().flat_map(|(kind, list)| list.iter().map(move |change| (kind, change))) {
        shown += &format!("{kind} {} {:?}\n", change.id, change.change);
        for line in &change.lines {
            shown += match line.sign {
                Sign::Same => " ",
                Sign::Added => "+",
                Sign::Removed => "-",
                Sign::Gap => "~",
            };
            shown += &format!("{}\n", line.text);
        }
    }
    shown
}

#[test]
fn changes_are_told_by_question_flow_and_section() {
    let mut studio = open(SHOP);
    edit(&mut studio, Op::RemoveIntent { id: "return".to_owned() });
    edit(&mut studio, Op::SetTitle { intent: "track".to_owned(), locale: "en".to_owned(), text: "Where is it?".to_owned() });
    edit(&mut studio, Op::SetName { locale: "en".to_owned(), text: "Store".to_owned() });
    let title = [("en".to_owned(), "Hours".to_owned())].into();
    let (text, ..) = edit(&mut studio, Op::AddIntent { id: None, title, examples: Default::default(), after: None });
    expect![[r#"
        intent track Changed
           - id: track
        -    title: { en: "Where is my order?", zh: "订单在哪" }
        +    title: { en: "Where is it?", zh: "订单在哪" }
             skill: orders
             examples:
               en: ["where is my order", "track my parcel", "has my parcel been sent", "my parcel is late", "when will it come"]
        ~
        intent hours Added
        +  - id: hours
        +    title: { en: "Hours" }
        intent return Removed
        -  - id: return
        -    title: { en: "Return", zh: "退货" }
        -    examples:
        -      en: ["I want to return it", "send it back", "return my order", "it is broken", "refund please"]
        -      zh: ["我要退货", "退回去", "坏了想退", "退款", "怎么退"]
        -    flow: send_back
        rest name Changed
        -name: { en: "Shop", zh: "店" }
        +name: { en: "Store", zh: "店" }
    "#]]
    .assert_eq(&shown(&differ(SHOP, &text)));
}

#[test]
fn order_comments_and_blanks_are_no_difference() {
    let text = SHOP.replace("# Orders\n", "# Other\n\n").replace("    skill: orders\n    examples", "    examples");
    assert!(!differ(SHOP, &text).is_same);
    let moved = edit(&mut open(SHOP), Op::MoveIntent { id: "pay".to_owned(), before: None }).0;
    assert!(differ(SHOP, &moved).is_same);
    assert!(differ(SHOP, &SHOP.replace("# Money", "# Gold")).is_same);
}

#[test]
fn a_text_that_cannot_be_read_is_refused() {
    let request = Request::Diff { from: "[".to_owned(), to: None };
    assert!(matches!(ask(&mut open(SHOP), request), Answer::Refused { .. }));
}
