//! Files from elsewhere, merged into what is open.

use book::{Answer, File, Note, Request, View};
use expect_test::expect;

use crate::{SHOP, ask, lines, open};

fn import(text: &str, name: &str, bytes: &str) -> Result<(String, View, Vec<Note>, [usize; 4]), String> {
    use base64ct::{Base64, Encoding as _};
    let file = File { name: name.to_owned(), bytes: Base64::encode_string(bytes.as_bytes()) };
    match ask(&mut open(text), Request::Import { files: vec![file] }) {
        Answer::Imported { text, view, notes, added, extended, examples, flows } => {
            Ok((text, view, notes, [added, extended, examples, flows]))
        }
        Answer::Refused { what, help } => Err(format!("{what}; {help}")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn new_questions_come_last_and_known_ones_get_the_examples_they_lack() {
    let csv = "intent,text,locale,answer\n\
        track,where is my order,en,\n\
        track,Has it been shipped?,en,\n\
        How to pay,paypal?,en,\n\
        hours,when do you open,en,From nine to five.\n\
        hours,几点开门,zh,九点到五点。\n";
    let (text, view, notes, counts) = import(SHOP, "faq.csv", csv).unwrap();
    expect![[r#"
        -      en: ["where is my order", "track my parcel", "has my parcel been sent", "my parcel is late", "when will it come"]
        +      en:
        +        - "where is my order"
        +        - "track my parcel"
        +        - "has my parcel been sent"
        +        - "my parcel is late"
        +        - "when will it come"
        +        - "Has it been shipped?"
        +        - "paypal?"
        +  - id: hours
        +    title: { en: "Hours", zh: "几点开门" }
        +    examples:
        +      en:
        +        - "when do you open"
        +      zh:
        +        - "几点开门"
        +    answer:
        +      en: "From nine to five."
        +      zh: "九点到五点。"
    "#]]
    .assert_eq(&lines(SHOP, &text));
    assert_eq!((view.errors, counts), (0, [1, 2, 4, 0]));
    assert!(notes.iter().all(|note| !note.what.contains("on which site")), "{notes:?}");
}

#[test]
fn an_import_into_nothing_is_a_playbook() {
    let (text, view, ..) =
        import("", "faq.md", "# Where is my order?\n\nOpen **Orders**.\n\n# Can I pay cash?\n\nYes.\n").unwrap();
    assert!(text.starts_with("# A draft") && view.errors == 0 && view.book.unwrap().intents.len() == 2);
}

#[test]
fn a_file_that_says_nothing_is_refused() {
    expect!["faq.csv: the table has one column only; name the columns in the first line: `intent,text,locale,answer`, or `question,answer`; separate them by commas, semicolons or tabs"].assert_eq(&import(SHOP, "faq.csv", "nothing\n").unwrap_err());
    let file = File { name: "a.csv".to_owned(), bytes: "?".to_owned() };
    let answer = ask(&mut open(SHOP), Request::Import { files: vec![file] });
    assert!(matches!(answer, Answer::Refused { what, .. } if what.contains("did not arrive whole")));
}
