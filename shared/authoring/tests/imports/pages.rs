//! Pages of questions and answers.

use expect_test::expect;

use super::*;

#[test]
fn headings_are_questions_and_what_a_chat_cannot_show_is_written_otherwise() {
    let (imported, _) = imported(&[("help.md", include_bytes!("page/headings.md"))]);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { en: "Demo" }
        locales: [en]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { en: "Assistant" }
          greeting: { en: "Hello! How can I help you?" }

        intents:
          - id: how_much_is_a_ticket
            title: { en: "How much is a ticket?" }
            examples:
              en:
                - "How much is a ticket?"
            answer:
              en: |
                - Age – Price
                - under 6 – free
                - others – 7
          - id: can_i_bring_a_guest
            title: { en: "Can I bring a guest?" }
            examples:
              en:
                - "Can I bring a guest?"
            answer:
              en: |
                Yes. Two at most, and [map](https://pool.example/map.png) shows where.

                ### With a season ticket

                They pay half, see prices or [the desk](https://pool.example/desk).
          - id: when_do_you_open
            title: { en: "When do you open?" }
            examples:
              en:
                - "When do you open?"
            answer:
              en: |
                1. In summer at 8
                2. In winter at 10
    "##]]
    .assert_eq(&imported.yaml);
    expect![[r#"
        help.md:3: text that belongs to no question
        help.md:22: “Empty question?”, which has no answer below it
    "#]]
    .assert_eq(&notes(&imported, NoteKind::LeftOut));
    expect![[r#"
        help.md:7: the answer of `How much is a ticket?` in `en` lost the columns of tables (their rows are lists)
        help.md:14: the answer of `Can I bring a guest?` in `en` lost HTML (its text remains)
        help.md:14: the answer of `Can I bring a guest?` in `en` lost links that do not lead to https://…, mail, a phone number or a page of the site that begins with /
        help.md:14: the answer of `Can I bring a guest?` in `en` lost pictures (a link to each remains)
    "#]].assert_eq(&notes(&imported, NoteKind::Changed));
}

#[test]
fn bold_lines_are_questions_and_several_above_one_answer_are_its_wordings() {
    let (imported, _) = imported(&[("faq.md", include_bytes!("page/bold.md"))]);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { en: "Demo" }
        locales: [en]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { en: "Assistant" }
          greeting: { en: "Hello! How can I help you?" }

        intents:
          - id: do_you_ship_abroad
            title: { en: "Do you ship abroad?" }
            examples:
              en:
                - "Do you ship abroad?"
            answer:
              en: |
                To all of Europe, in `5` days.
          - id: is_there_a_shop
            title: { en: "Is there a shop?" }
            examples:
              en:
                - "Is there a shop?"
                - "Can I visit you?"
            answer:
              en: |
                Come to 12 Mill Lane.
    "##]]
    .assert_eq(&imported.yaml);
}

#[test]
fn marked_questions_are_read_in_both_languages() {
    let (imported, _) = imported(&[("faq.md", include_bytes!("page/said.md"))]);
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
          - id: intent_1
            title: { zh: "怎么修改密码？" }
            examples:
              zh:
                - "怎么修改密码？"
            answer:
              zh: |
                在“设置 → 安全”里修改。
                需要手机验证码。
          - id: intent_2
            title: { zh: "忘记密码怎么办？" }
            examples:
              zh:
                - "忘记密码怎么办？"
            answer:
              zh: |
                点“忘记密码”，**注意**：请准备好手机。
          - id: how_do_i_change_my_password
            title: { en: "How do I change my password?" }
            examples:
              en:
                - "How do I change my password?"
                - "password change"
            answer:
              en: |
                Under *Settings → Security*.
    "##]]
    .assert_eq(&imported.yaml);
}
