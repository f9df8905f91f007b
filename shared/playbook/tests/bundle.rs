//! The bytes of a bundle: a change here is a change of the format.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use expect_test::expect;
use playbook::bundle::{BUNDLE_BYTES, BUNDLE_FORMAT};
use playbook::{BundleError, PageSuggestions, PrivatePart, PublicBundle, Settings};
use wire::IntentId;

const BUNDLE: &str = r##"{"format":1,"site":"shop","content":"c","pack":"p","sense":"m","name":{"en":"Lumen"},"locales":["en","zh"],"settings":{"accent":"#0f766e","assistant_name":{"en":"Lumi"},"greeting":{"en":"Hello"},"suggestions":["a"],"pages":[{"path":"/r","suggestions":["c"]}]},"intents":[{"id":"a","title":{"en":"A"},"skill":"s","reply":{"answer":{"en":[{"p":[{"t":"x "},{"b":[{"t":"y"}]},"br",{"c":"z"}]},{"h":[{"i":[]}]},{"ol":{"start":2,"items":[[{"p":[{"a":{"href":"/h","content":[{"t":"h"}]}}]}]]}},{"ul":{"items":[]}}]}}},{"id":"b","title":{"en":"B"},"skill":null,"reply":{"flow":"f"}},{"id":"c","title":{"en":"C"},"skill":null,"reply":"hand_off"}],"flows":[{"id":"f","version":3,"title":{"en":"F"},"start":"q","steps":[{"id":"q","action":{"ask":{"slot":"n","prompt":{"en":"N?"},"label":{},"retry":{},"question":{"text":{"pattern":"\\d+"}},"optional":false,"next":"k1"}}},{"id":"k1","action":{"ask":{"slot":"k1","prompt":{"en":"?"},"label":{},"retry":{},"question":{"choice":{"choices":[{"value":"v","label":{"en":"V"},"words":["w"]},{"value":"u","label":{"en":"U"}}],"many":true}},"optional":false,"next":"k2"}}},{"id":"k2","action":{"ask":{"slot":"k2","prompt":{"en":"?"},"label":{},"retry":{},"question":{"number":{"units":[{"name":"km","factor":1000,"words":["km"]}],"min":null,"max":9000,"hints":["far"]}},"optional":true,"next":"k3"}}},{"id":"k3","action":{"ask":{"slot":"k3","prompt":{"en":"?"},"label":{},"retry":{},"question":{"date":"past"},"optional":false,"next":"k4"}}},{"id":"k4","action":{"ask":{"slot":"k4","prompt":{"en":"?"},"label":{},"retry":{},"question":"time","optional":false,"next":"k5"}}},{"id":"k5","action":{"ask":{"slot":"k5","prompt":{"en":"?"},"label":{},"retry":{},"question":{"file":{"later":{"en":"L"}}},"optional":false,"next":"s"}}},{"id":"s","action":{"say":{"text":{"en":"S"},"next":"b"}}},{"id":"b","action":{"branch":{"arms":[{"slot":"n","is":"1","next":"h"}],"otherwise":"e"}}},{"id":"h","action":{"hand_off":{"skill":"s","priority":"high","title":{},"card":["n"],"say":{}}}},{"id":"e","action":"end"}]}]}"##;

const PRIVATE: &str = r#"{"format":1,"site":"shop","content":"c","allowed_domains":["a.example"],"locales":["en"],"skills":[{"id":"s","title":{"en":"S"}}],"intent_skills":[["a","s"]],"patience_minutes":null,"retention_days":null}"#;

#[test]
fn every_kind_of_node_is_written_as_it_is_read() {
    let bundle = PublicBundle::decode(BUNDLE.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(bundle.encode()).unwrap(), BUNDLE);
    let older = PublicBundle::decode(BUNDLE.replace(r#""sense":"m","#, "").as_bytes()).unwrap();
    assert_eq!(older, PublicBundle { sense: None, ..bundle });
    // A bundle of before has no `optional` and no `many`.
    let older = BUNDLE.replace(r#""optional":false,"#, "").replace(r#","many":true"#, "");
    let read = PublicBundle::decode(older.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(read.encode()).unwrap(), BUNDLE.replace(r#""many":true"#, r#""many":false"#));
    let private = PrivatePart::decode(PRIVATE.as_bytes()).unwrap();
    assert_eq!(String::from_utf8(private.encode()).unwrap(), PRIVATE);
}

fn error(text: &str) -> String {
    PublicBundle::decode(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn a_file_that_is_no_bundle_is_refused_with_a_reason() {
    expect!["the file has format 9; this build reads 1: publish the playbook again or reload the page"]
        .assert_eq(&error(r#"{"format":9,"new":true}"#));
    expect!["the file is damaged: the member `format` is missing"].assert_eq(&error("{}"));
    expect!["the file is damaged: this is not JSON, from byte 0 on"].assert_eq(&error(""));
    expect!["the file is damaged: it has no locale"].assert_eq(&error(&BUNDLE.replace(r#"["en","zh"]"#, "[]")));
    assert!(error(&BUNDLE.replace("\"/h\"", "\"javascript:x\"")).contains("a link that starts with"));
    assert_eq!(PrivatePart::decode(br#"{"format":2}"#), Err(BundleError::Format { found: BUNDLE_FORMAT + 1 }));
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let bytes = vec![b' '; BUNDLE_BYTES + 1];
    assert_eq!(PublicBundle::decode(&bytes), Err(BundleError::TooLarge { bytes: BUNDLE_BYTES + 1 }));
}

#[test]
fn no_cut_and_no_flipped_byte_makes_reading_panic() {
    for end in 0..BUNDLE.len() {
        assert!(PublicBundle::decode(&BUNDLE.as_bytes()[..end]).is_err(), "{end}");
        let mut bytes = BUNDLE.as_bytes().to_vec();
        bytes[end] ^= 0x11;
        let _ = PublicBundle::decode(&bytes);
    }
    let deep = format!(r#"{{"format":1,"site":{}"#, "[".repeat(100_000));
    assert!(PublicBundle::decode(deep.as_bytes()).is_err());
}

#[test]
fn a_page_offers_what_the_longest_rule_that_fits_it_says() {
    let ids = |ids: &[&str]| ids.iter().map(|id| IntentId::new(id).unwrap()).collect::<Vec<_>>();
    let rule = |path: &str, id: &str| PageSuggestions { path: path.to_owned(), suggestions: ids(&[id]) };
    let settings = Settings {
        suggestions: ids(&["usual"]),
        pages: vec![rule("/returns", "back"), rule("/returns/mine/", "mine")],
        ..Settings::default()
    };
    for (path, expected) in [
        ("/", "usual"),
        ("", "usual"),
        ("/returns", "back"),
        ("/returns/", "back"),
        ("/returns/how", "back"),
        ("/returnsx", "usual"),
        ("/returns/mine", "mine"),
        ("/returns/mine/3", "mine"),
    ] {
        assert_eq!(settings.suggestions_on(path), ids(&[expected]), "{path}");
    }
}
