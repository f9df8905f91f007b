//! Dialogflow ES.

use expect_test::expect;

use super::zip::zip;
use super::*;

macro_rules! files {
    ($($name:literal)*) => { [$(($name, include_bytes!(concat!("dialogflow/", $name)).as_slice())),*] };
}

pub(crate) fn agent() -> Vec<u8> {
    zip(&files! {
        "agent.json" "package.json"
        "intents/Default Welcome Intent.json" "intents/Default Welcome Intent_usersays_en.json"
        "intents/Default Fallback Intent.json" "intents/Default Fallback Intent_usersays_en.json"
        "intents/BookTable.json" "intents/BookTable_usersays_en.json" "intents/BookTable_usersays_zh-cn.json"
        "intents/BookTable - yes.json" "intents/BookTable - yes_usersays_en.json"
        "intents/teas.list.json" "intents/teas.list_usersays_en.json" "intents/teas.list_usersays_zh-cn.json"
        "entities/room.json" "entities/room_entries_en.json" "entities/room_entries_zh-cn.json"
        "entities/cake.json" "entities/cake_entries_en.json"
    })
}

#[test]
fn an_agent_becomes_a_draft_in_all_its_languages() {
    let (imported, _) = imported(&[("tea.zip", &agent())]);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { en: "Demo", zh: "Demo" }
        locales: [en, zh]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { en: "Assistant", zh: "助手" }
          greeting: { en: "Welcome to the tea house.", zh: "欢迎光临茶馆。" }

        flows:
          - id: book_table
            title: { en: "Book table", zh: "我想订位" }
            start: number
            steps:
              - id: number
                ask:
                  slot: number
                  label: { en: "Number" }
                  kind: text
                  prompt: { en: "For how many people?", zh: "一共几位？" }
                next: room
              - id: room
                ask:
                  slot: room
                  label: { en: "Room" }
                  kind: choice
                  prompt: { en: "Which room?" }
                  choices:
                    - { value: "Garden room", label: { en: "Garden room", zh: "花园间" } }
                    - { value: "Upper room", label: { en: "Upper room", zh: "楼上间" } }
                next: hand_off
              - id: hand_off
                handoff:
                  title: { en: "Book table", zh: "我想订位" }
                  card: [number, room]
                  say: { en: "Done, a table for $number." }

        intents:
          - id: default_welcome_intent
            title: { en: "Default Welcome Intent" }
            examples:
              en:
                - "hello"
                - "good day"
            answer:
              en: |
                Welcome to the tea house.
              zh: |
                欢迎光临茶馆。
          - id: book_table
            title: { en: "Book table", zh: "我想订位" }
            examples:
              en:
                - "a table for four please"
                - "book a room"
              zh:
                - "我想订位"
                - "订个包间"
            flow: book_table
          - id: teas_list
            title: { en: "Teas list", zh: "有什么茶" }
            examples:
              en:
                - "which teas do you have"
                - "show me the teas"
              zh:
                - "有什么茶"
            answer:
              en: |
                Oolong, pu-erh and green tea.\
                All from small gardens.
              zh: |
                乌龙、普洱和绿茶。

        out_of_scope:
          examples:
            en:
              - "who won the match"
    "##]]
    .assert_eq(&imported.yaml);
}

#[test]
fn what_the_agent_has_and_a_playbook_has_not_is_told_by_file() {
    let (imported, _) = imported(&[("tea.zip", &agent())]);
    expect![[r#"
        tea.zip/agent.json: the webhook (fulfilment)
        tea.zip/intents/Default Welcome Intent.json: 1 further wording of the answer of `Default Welcome Intent`
        tea.zip/intents/Default Fallback Intent.json: the texts of the fallback intent `Default Fallback Intent`
        tea.zip/intents/BookTable.json: 1 custom payload of the intent `BookTable`
        tea.zip/intents/BookTable.json: 1 phrase that is a template (`@…:…`)
        tea.zip/intents/BookTable.json: the webhook of the intent `BookTable`
        tea.zip/intents/BookTable.json: the event `BOOK_NOW` that started the intent `BookTable`
        tea.zip/intents/BookTable - yes.json: the intent `BookTable - yes`, which follows `BookTable`
        tea.zip/intents/teas.list.json: 1 card of the intent `teas.list`
        tea.zip/entities/cake.json: the entity `cake` with its synonyms
    "#]]
    .assert_eq(&notes(&imported, NoteKind::LeftOut));
    expect![[r#"
        tea.zip/intents/BookTable.json: the required parameters of `BookTable` became a flow of questions that ends with a person
        tea.zip/intents/BookTable.json: the last words of the flow `book_table` in `en` names `$number`
        tea.zip/intents/teas.list.json: the intent `teas.list` answered in the context `menu` only, and now at any time
    "#]]
    .assert_eq(&notes(&imported, NoteKind::Changed));
    expect![[r#"
        tea.zip: the files do not say on which site the chat stands
    "#]]
    .assert_eq(&notes(&imported, NoteKind::ToAdd));
}
