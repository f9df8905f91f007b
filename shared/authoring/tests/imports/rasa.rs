//! Rasa's YAML.

use expect_test::expect;

use super::*;

const FILES: [(&str, &[u8]); 4] = [
    ("nlu.yml", include_bytes!("rasa/nlu.yml")),
    ("domain.yml", include_bytes!("rasa/domain.yml")),
    ("rules.yml", include_bytes!("rasa/rules.yml")),
    ("config.yml", include_bytes!("rasa/config.yml")),
];

#[test]
fn intents_get_their_answers_by_rules_and_names_and_a_form_becomes_a_flow() {
    let (imported, _) = imported(&FILES);
    expect![[r##"
        # A draft that was imported: read it over, then write your own domain under `allowed_domains`.
        version: 1
        site: demo
        name: { en: "Demo", zh: "Demo" }
        locales: [en, zh]
        settings:
          allowed_domains: ["localhost"]
          assistant_name: { en: "Assistant", zh: "助手" }
          greeting: { en: "Hi, welcome to Hillside Bikes!", zh: "您好，欢迎来到山坡单车！" }

        flows:
          - id: rental
            title: { en: "Rental", zh: "我想租自行车" }
            start: pickup
            steps:
              - id: pickup
                ask:
                  slot: pickup
                  label: { en: "Pickup" }
                  kind: choice
                  prompt: { en: "Where do you want to pick it up?", zh: "您想在哪里取车？" }
                  choices:
                    - { value: "station", label: { en: "At the station" } }
                    - { value: "old_town", label: { en: "In the old town" } }
                next: bike_size
              - id: bike_size
                ask:
                  slot: bike_size
                  label: { en: "Bike size" }
                  kind: choice
                  prompt: { en: "Which size?", zh: "要多大的？" }
                  choices:
                    - { value: "small", label: { en: "Small" } }
                    - { value: "medium", label: { en: "Medium" } }
                    - { value: "large", label: { en: "Large" } }
                next: with_helmet
              - id: with_helmet
                ask:
                  slot: with_helmet
                  label: { en: "With helmet" }
                  kind: choice
                  prompt: { en: "Do you need a helmet?" }
                  choices:
                    - { value: "yes", label: { en: "Yes", zh: "是" } }
                    - { value: "no", label: { en: "No", zh: "否" } }
                next: days
              - id: days
                ask:
                  slot: days
                  label: { en: "Days" }
                  kind: text
                  prompt: { en: "For how many days?" }
                next: colour
              - id: colour
                ask:
                  slot: colour
                  label: { en: "Colour" }
                  kind: text
                  prompt: { en: "Please tell me: Colour" }
                next: hand_off
              - id: hand_off
                handoff:
                  title: { en: "Rental", zh: "我想租自行车" }
                  card: [pickup, bike_size, with_helmet, days, colour]
                  say: { en: "Thank you, we will get it ready.", zh: "谢谢，我们这就准备。" }

        intents:
          - id: greet
            title: { en: "Greet" }
            examples:
              en:
                - "hello"
                - "hi there"
                - "good morning"
            answer:
              en: |
                Hi, welcome to Hillside Bikes!
              zh: |
                您好，欢迎来到山坡单车！
          - id: opening_hours
            title: { en: "Opening hours", zh: "周末营业吗" }
            examples:
              en:
                - "when do you open"
                - "are you open on Sunday"
                - "closing time tonight"
              zh:
                - "你们几点开门"
                - "周末营业吗"
            answer:
              en: |
                Weekdays: 8 to 18\
                Weekends: 9 to 16

                [Picture](https://hillside.example/door.jpg)
              zh: |
                周一至周五 8 点到 18 点，周末 9 点到 16 点。
          - id: track_parcel
            title: { en: "Track parcel", zh: "我的包裹到哪了" }
            examples:
              en:
                - "where is my parcel"
                - "track PX-1234"
              zh:
                - "我的包裹到哪了"
            handoff: true
          - id: rent_bike
            title: { en: "Rent bike", zh: "我想租自行车" }
            examples:
              en:
                - "I want to rent a bike"
                - "can I hire two bikes"
              zh:
                - "我想租自行车"
            flow: rental
          - id: faq_helmet
            title: { en: "Helmet" }
            examples:
              en:
                - "do I need a helmet"
                - "are helmets included"
            answer:
              en: |
                Helmets are *included*, see <https://hillside.example/helmets>.
          - id: faq_insurance
            title: { en: "Insurance" }
            examples:
              en:
                - "is insurance included"
                - "what if I crash"
            answer:
              en: |
                Dear {name}, insurance is 4 a day.
          - id: complain
            title: { en: "Complain" }
            examples:
              en:
                - "the brakes were broken"
                - "I want to complain"
            answer:
              en: |
                Hi, welcome to Hillside Bikes!
              zh: |
                您好，欢迎来到山坡单车！

        out_of_scope:
          examples:
            en:
              - "what is the weather"
            zh:
              - "讲个笑话"
    "##]]
    .assert_eq(&imported.yaml);
}

#[test]
fn what_rasa_has_and_a_playbook_has_not_is_told_with_its_place() {
    let (imported, _) = imported(&FILES);
    expect![[r#"
        nlu.yml:11: the marks of entities in examples
        nlu.yml:15: after the intent `track_parcel` Rasa ran its own code, `action_track_parcel`
        nlu.yml:41: the intent `affirm`, which answers the assistant
        nlu.yml:45: the intent `deny`, which answers the assistant
        nlu.yml:53: 1 synonym (`today`)
        nlu.yml:57: 1 lookup table (`city`)
        nlu.yml:61: 1 pattern (`parcel_number`)
        domain.yml: 1 response that no intent leads to (`utter_forgotten`)
        domain.yml:2: the intent `weather_tomorrow`, which has no examples
        domain.yml:20: after the form `rental_form` Rasa ran its own code, `action_book`
        domain.yml:23: 1 further wording of `utter_greet`
        domain.yml:35: the buttons of `utter_faq/insurance`
        domain.yml:57: 1 action of your own code (`action_track_parcel`)
        domain.yml:57: the code that checks answers (`validate_rental_form`)
        rules.yml:22: what depends on a slot (`slot_was_set`)
        rules.yml:29: the checkpoints of stories
        rules.yml:32: the order of several turns in a story, 2 times
        config.yml:3: the settings `pipeline`
        config.yml:5: the settings `policies`
    "#]]
    .assert_eq(&notes(&imported, NoteKind::LeftOut));
    expect![[r#"
        nlu.yml:8: the answer of `opening_hours` in `en` lost pictures (a link to each remains)
        nlu.yml:33: the answer of `faq/insurance` in `en` names `{name}`
        domain.yml:20: the number `days` is asked for as text
        domain.yml:20: the form `rental_form` became a flow that ends with a person
    "#]]
    .assert_eq(&notes(&imported, NoteKind::Changed));
    expect![[r#"
        nlu.yml: the files do not say on which site the chat stands
        nlu.yml:15: no answer was found for the intent `track_parcel`
        domain.yml:20: nothing says how to ask for `colour`
    "#]]
    .assert_eq(&notes(&imported, NoteKind::ToAdd));
}
