//! Tables.

use expect_test::expect;

use super::*;

#[test]
fn a_table_with_names_is_read_by_them_whatever_separates_it() {
    let (imported, _) = imported(&[("faq.csv", include_bytes!("table/named.csv"))]);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { en: "Demo", zh: "Demo" }
        locales: [en, zh]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { en: "Assistant", zh: "助手" }
          greeting: { en: "Hello! How can I help you?", zh: "您好，请问有什么可以帮您？" }

        intents:
          - id: refund
            title: { en: "Refund", zh: "我要退款" }
            examples:
              en:
                - "How do I get my money back"
                - "refund, please"
                - "I want a refund"
              zh:
                - "我要退款"
            answer:
              en: |
                You get it within **5 days**; see <https://shop.example/refunds>
              zh: |
                五天内退回原账户。
          - id: gift_card
            title: { en: "Gift card" }
            examples:
              en:
                - "can I buy a gift card"
            answer:
              en: |
                Yes, at the till.
          - id: delivery
            title: { en: "Delivery" }
            examples:
              en:
                - "how long does delivery take"
            handoff: true

        out_of_scope:
          examples:
            en:
              - "what is the weather"
    "##]]
    .assert_eq(&imported.yaml);
    expect![[r#"
        faq.csv: 1 example that stood twice in one intent
        faq.csv:1: the columns `owner`
        faq.csv:7: a second answer of `gift_card` in `en`
        faq.csv:8: a row without a text
    "#]]
    .assert_eq(&notes(&imported, NoteKind::LeftOut));
}

#[test]
fn questions_with_one_answer_are_one_intent_and_a_mark_at_the_begin_does_not_matter() {
    let (imported, _) = imported(&[("常见问题.csv", include_bytes!("table/chinese.csv"))]);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { zh: "Demo" }
        locales: [zh]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { zh: "助手" }
          greeting: { zh: "您好，请问有什么可以帮您？" }

        intents:
          - id: intent_1
            title: { zh: "怎么开发票" }
            examples:
              zh:
                - "怎么开发票"
                - "发票怎么开"
            answer:
              zh: |
                在订单页点“申请开票”。
          - id: intent_2
            title: { zh: "可以货到付款吗" }
            examples:
              zh:
                - "可以货到付款吗"
            answer:
              zh: |
                可以，收货时付款。
    "##]]
    .assert_eq(&imported.yaml);
}

#[test]
fn a_table_without_names_says_how_it_was_read() {
    let (imported, compiled) = imported(&[("bare.tsv", include_bytes!("table/bare.tsv"))]);
    expect![[r#"
        bare.tsv:1: the first line names no columns; they were read as `intent`, `text`
    "#]]
    .assert_eq(&notes(&imported, NoteKind::Changed));
    expect![[r#"
        bare.tsv: no greeting was found in `en`
        bare.tsv: there are no questions out of scope
        bare.tsv: the files do not say on which site the chat stands
        bare.tsv:1: no answer was found for the intent `opening`
        bare.tsv:3: no answer was found for the intent `parking`
    "#]]
    .assert_eq(&notes(&imported, NoteKind::ToAdd));
    let ids: Vec<&str> = compiled.public.intents.iter().map(|intent| intent.id.as_str()).collect();
    assert_eq!(ids, ["opening", "parking"]);
}
