//! What is published of a playbook, and what is not.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use authoring::{Compiled, compile};
use expect_test::expect;
use playbook::{PublicBundle, Reply};
use wire::{IntentId, Locale};

const DEMO: &str = include_str!("../../../www/demo/sites/shop/playbook.yaml");

fn demo() -> Compiled {
    match compile("playbook.yaml", DEMO) {
        Ok((compiled, findings)) => {
            assert_eq!(findings.to_string(), "", "the demo has findings");
            compiled
        }
        Err(findings) => panic!("the demo does not compile:\n{findings}"),
    }
}

#[test]
fn the_demo_compiles_without_findings_and_is_as_large_as_promised() {
    let compiled = demo();
    assert!(compiled.public.intents.len() >= 40);
    for intent in &compiled.training.intents {
        assert!(intent.utterances.len() >= 16, "{}", intent.id);
    }
    assert!(compiled.public.flows.iter().any(|flow| flow.id.as_str() == "start_return"));
    assert!(compiled.public.encode().len() < 200_000);
}

#[test]
fn a_bundle_survives_being_written_and_read() {
    let public = demo().public;
    assert_eq!(PublicBundle::decode(&public.encode()), Ok(public));
}

#[test]
fn the_same_text_gives_the_same_bytes_and_another_text_another_name() {
    let (one, two) = (demo(), demo());
    assert_eq!(one.public.encode(), two.public.encode());
    assert_eq!(one.private.encode(), two.private.encode());
    let (other, _) = compile("p", &DEMO.replacen("Lumi", "Luna", 1)).unwrap();
    assert_ne!(one.public.content, other.public.content);
    assert_eq!(other.private.content, other.public.content);
}

#[test]
fn a_flow_has_a_new_version_exactly_if_it_changed() {
    let versions =
        |text: &str| -> Vec<u32> { compile("p", text).unwrap().0.public.flows.iter().map(|flow| flow.version).collect() };
    let (before, elsewhere) = (versions(DEMO), versions(&DEMO.replacen("Lumi", "Luna", 1)));
    assert_eq!(before, elsewhere);
    let after = versions(&DEMO.replacen("The same model", "Just the same model", 1));
    assert_eq!(before.iter().zip(&after).filter(|(before, after)| before != after).count(), 1);
}

#[test]
fn nothing_private_is_in_the_public_bundle() {
    let compiled = demo();
    let public = String::from_utf8(compiled.public.encode()).unwrap();
    for domain in &compiled.private.allowed_domains {
        assert!(!public.contains(domain.as_str()), "{domain}");
    }
    for word in ["allowed_domains", "routing", "skills", "examples", "out_of_scope", "utterances"] {
        assert!(!public.contains(&format!("\"{word}\"")), "{word}");
    }
    assert!(!public.contains("Orders and delivery") && !public.contains("Payments and offers"));
    // Short utterances are phrases that an answer may use as well; long ones would be a leak.
    let texts = compiled.training.intents.iter().flat_map(|intent| &intent.utterances).chain(&compiled.training.out_of_scope);
    let mut tried = 0;
    for text in texts.filter(|text| text.split(' ').count() >= 6 || text.chars().filter(|c| *c > '\u{2e80}').count() >= 10) {
        tried += 1;
        assert!(!public.contains(text.as_str()), "{text}");
    }
    assert!(tried > 300, "only {tried} utterances are long enough to be looked for");
}

#[test]
fn a_secret_in_any_private_place_reaches_neither_bundle_nor_pack() {
    let secret = "zebra7secret";
    let marked = DEMO
        .replacen("\"shop.localhost:8788\"", &format!("\"shop.localhost:8788\", \"{secret}.example\""), 1)
        .replacen("title: { en: \"Phones\"", &format!("title: {{ en: \"{secret}\""), 1)
        .replacen("- \"parental controls\"", &format!("- \"parental {secret} controls\""), 1)
        .replacen("- \"tell me a joke\"", &format!("- \"tell me a {secret}\""), 1);
    assert_eq!(marked.matches(secret).count(), 4);
    let (mut compiled, _) = compile("p", &marked).unwrap();
    assert!(String::from_utf8(compiled.private.encode()).unwrap().contains(secret));
    assert!(!String::from_utf8(compiled.public.encode()).unwrap().contains(secret));
    // A few intents are enough to train on, and quick.
    compiled.training.intents.truncate(4);
    let pack = compiled.train().pack;
    assert!(!pack.windows(secret.len()).any(|window| window == secret.as_bytes()));
}

#[test]
fn markdown_becomes_nodes_with_lists_links_and_breaks() {
    let compiled = demo();
    let intent = compiled.public.intent(&IntentId::new("screen_time").unwrap()).unwrap();
    let Reply::Answer(answers) = &intent.reply else { panic!("screen_time has no answer") };
    let text = |tag: &str| answers.get(&Locale::new(tag).unwrap(), &Locale::new("en").unwrap()).unwrap().to_text();
    expect![[r#"
        1. Open Settings → Screen time (on some phones: Digital wellbeing).
        2. Tap App limits, choose apps or a category, and set the daily minutes.
        3. Tap Downtime to pick the hours when only calls and allowed apps work.
        4. For a child: tap Add a child, then set a screen-time passcode that only you know.
        The same page shows how many hours each app was used. More: Screen time for families (/help/screen-time)."#]]
    .assert_eq(&text("en"));
    expect![[r#"
        1. 打开 设置 → 屏幕使用时间（有的手机叫 健康使用设备）。
        2. 点 应用限额，选择应用或类别，设置每天可用的分钟数。
        3. 点 停用时段，选择只允许电话和指定应用的时间。
        4. 管孩子的手机：点 添加儿童，再设一个只有您知道的 屏幕使用时间密码。
        同一页还能看到每个应用用了多久。详见 家庭屏幕时间 (/help/screen-time)。"#]]
    .assert_eq(&text("zh-hant"));
}
