//! One suite for every store. It returns the first rule that did not hold, so that it can run inside a Worker too.

use wire::Write;

use crate::{Store, StoreError};

/// A rule of [`Store`] that did not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("store suite: {rule}: expected {expected}, found {found}")]
pub struct Violation {
    pub rule: &'static str,
    pub expected: String,
    pub found: String,
}

/// Runs every rule on an empty store of the caller.
///
/// # Errors
/// The first [`Violation`].
pub fn run<S: Store>(store: &mut S) -> Result<(), Violation> {
    a_commit_is_readable_and_ordered(store)?;
    later_writes_win_within_a_commit(store)?;
    prefixes_do_not_leak(store)?;
    text_survives_whole(store)?;
    a_search_finds_what_holds_every_word(store)?;
    large_commits_are_one(store)?;
    parts_are_kept_replaced_and_dropped_together(store)
}

fn a_commit_is_readable_and_ordered<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "a commit is readable and ordered";
    let before = store.commits();
    done(rule, store.commit(&[put("a/2", "2"), put("a/10", "10"), put("a/1", "1")]))?;
    same(rule, "1 10 2", &bodies(store.scan("a/", 9)))?;
    same(rule, "2 10", &bodies(store.scan_back("a/", 2)))?;
    same(rule, "1", &bodies(store.scan("a/", 1)))?;
    same(rule, "1 commit", &format!("{} commit", store.commits() - before))?;
    done(rule, store.commit(&[]))?;
    same(rule, "1 commit", &format!("{} commit", store.commits() - before))
}

fn later_writes_win_within_a_commit<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "later writes win within a commit";
    done(
        rule,
        store.commit(&[
            put("b/1", "old"),
            put("b/1", "new"),
            Write::delete("b/2"),
            put("b/2", "kept"),
            put("b/3", "x"),
            Write::delete("b/3"),
        ]),
    )?;
    same(rule, "new kept", &bodies(store.scan("b/", 9)))?;
    done(rule, store.commit(&[Write::delete("b/1"), Write::delete("b/none")]))?;
    same(rule, "kept", &bodies(store.scan("b/", 9)))
}

fn a_search_finds_what_holds_every_word<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "a search finds what holds every word";
    let texts = ["Where is my ORDER", "我的订单在哪里", "100% wool", "my other order, 100_00", "back\\slash"];
    let writes: Vec<Write> = texts.iter().enumerate().map(|(at, text)| put(&format!("s/{at}"), text)).collect();
    done(rule, store.commit(&writes))?;
    let found = |needles: &[&str], below: Option<&str>, limit: usize| -> Result<String, Violation> {
        let found = store.search_back("s/", below, needles, limit);
        let keys: Vec<String> = found.unwrap_or_default().into_iter().map(|(key, _)| key).collect();
        Ok(keys.join(" "))
    };
    for (needles, below, limit, expected) in [
        (&["order", "MY"][..], None, 9, "s/3 s/0"),
        (&["order"][..], None, 1, "s/3"),
        (&["order"][..], Some("s/3"), 9, "s/0"),
        (&["订单"][..], None, 9, "s/1"),
        (&["100%"][..], None, 9, "s/2"),
        (&["100_"][..], None, 9, "s/3"),
        (&["k\\s"][..], None, 9, "s/4"),
        (&["nowhere"][..], None, 9, ""),
        (&[][..], None, 9, "s/4 s/3 s/2 s/1 s/0"),
    ] {
        same(rule, expected, &found(needles, below, limit)?)?;
    }
    Ok(())
}

fn prefixes_do_not_leak<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "prefixes do not leak";
    done(
        rule,
        store.commit(&[put("c", "short"), put("c/x", "in"), put("c0", "after"), put("c/\u{10FFFD}", "last"), put("c%", "wild")]),
    )?;
    same(rule, "in last", &bodies(store.scan("c/", 9)))?;
    same(rule, "", &bodies(store.scan("c/%", 9)))
}

fn text_survives_whole<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "text survives whole";
    for text in ["", "{\"a\":\"\\u0000\"}", "换货 📱 \u{2028}", "' OR 1=1 --", "1e5", "null", "[1,2]"] {
        done(rule, store.commit(&[put("d/'\"", text)]))?;
        same(rule, text, &store.get("d/'\"").ok().flatten().unwrap_or_else(|| "nothing".to_owned()))?;
    }
    Ok(())
}

fn large_commits_are_one<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "large commits are one";
    let before = store.commits();
    let writes: Vec<Write> = (0..500).map(|n| put(&format!("e/{}", wire::record::ordered(n)), &"x".repeat(200))).collect();
    done(rule, store.commit(&writes))?;
    same(rule, "500 in 1", &format!("{} in {}", store.scan("e/", 1000).map_or(0, |rows| rows.len()), store.commits() - before))
}

fn parts_are_kept_replaced_and_dropped_together<S: Store>(store: &mut S) -> Result<(), Violation> {
    let rule = "parts are kept, replaced and dropped together";
    let large: Vec<u8> = (0..1024 * 1024).map(|place: u32| u8::try_from(place % 251).unwrap_or_default()).collect();
    for (owner, number, bytes) in [("f", 0, &b"old"[..]), ("f", 1, b"\0\xff"), ("f2", 0, b"another's"), ("f", 0, &large)] {
        done(rule, store.put_part(owner, number, bytes))?;
    }
    let part = |store: &S, owner, number| store.part(owner, number).ok().flatten().unwrap_or_default();
    same(rule, "true", &(part(store, "f", 0) == large).to_string())?;
    same(rule, "[0, 255]", &format!("{:?}", part(store, "f", 1)))?;
    done(rule, store.drop_parts("f"))?;
    same(rule, "0 0 9", &format!("{} {} {}", part(store, "f", 0).len(), part(store, "f", 1).len(), part(store, "f2", 0).len()))?;
    done(rule, store.drop_parts("f2"))
}

fn put(key: &str, body: &str) -> Write {
    Write::Put { key: key.to_owned(), body: body.to_owned() }
}

fn bodies(rows: Result<Vec<crate::Record>, StoreError>) -> String {
    match rows {
        Ok(rows) => rows.into_iter().map(|(_, body)| body).collect::<Vec<_>>().join(" "),
        Err(error) => error.to_string(),
    }
}

fn done(rule: &'static str, result: Result<(), StoreError>) -> Result<(), Violation> {
    result.map_err(|error| Violation { rule, expected: "a commit".to_owned(), found: error.to_string() })
}

fn same(rule: &'static str, expected: &str, found: &str) -> Result<(), Violation> {
    if expected == found { Ok(()) } else { Err(Violation { rule, expected: expected.to_owned(), found: found.to_owned() }) }
}
