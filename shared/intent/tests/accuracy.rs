//! A frozen set of questions in both languages: a change that makes the model worse is seen here.

use std::{collections::BTreeMap, sync::LazyLock};

use intent::{
    Model, Outcome, TrainOptions, TrainingIntent, TrainingSet,
    eval::{Example, evaluate},
    train,
};

fn table(text: &str) -> Vec<Example> {
    let rows = text.lines().skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(text, intent)| Example { text: text.to_owned(), intent: (intent != "oos").then(|| intent.to_owned()) }).collect()
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let mut intents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut out_of_scope = Vec::new();
    for example in table(include_str!("golden/train.tsv")) {
        match example.intent {
            Some(intent) => intents.entry(intent).or_default().push(example.text),
            None => out_of_scope.push(example.text),
        }
    }
    let intents = intents.into_iter().map(|(id, utterances)| TrainingIntent { id, utterances, context: Vec::new() }).collect();
    // As careful as when the figures below were set.
    let options = TrainOptions { wrong_share: 0.03, ..TrainOptions::default() };
    Model::from_pack(train(&TrainingSet { intents, out_of_scope }, &options))
});

fn check(model: &Model, name: &str, examples: &[Example], least: [f32; 4]) {
    let report = evaluate(model, examples);
    let [accuracy, direct, direct_or_asked, kept] = least;
    let seen = format!("{name}: {report:#?}");
    assert!(report.accuracy >= accuracy && report.direct_right >= direct, "{seen}");
    assert!(
        report.direct_right + report.asked_right >= direct_or_asked && report.oos_kept >= kept && report.wrong <= 0.05,
        "{seen}"
    );
}

#[test]
fn golden_questions_are_answered_as_well_as_before() {
    let (chinese, english): (Vec<Example>, Vec<Example>) =
        table(include_str!("golden/questions.tsv")).into_iter().partition(|example| !example.text.is_ascii());
    check(&MODEL, "English", &english, [0.89, 0.85, 0.92, 0.96]);
    check(&MODEL, "Chinese", &chinese, [0.92, 0.83, 0.90, 0.88]);
}

#[test]
fn folding_is_what_a_browser_does() {
    for (text, folded) in
        [("How Do I?", "how do i?"), ("ＡＢＣ１", "abc1"), ("plain", "plain"), ("ÄRGER Ⅳ", "ärger iv"), ("查询", "查询")]
    {
        assert_eq!(intent::fold(text), folded);
    }
}

#[test]
fn spelling_does_not_matter() {
    let model = &*MODEL;
    let best =
        |text: &str| model.predict(text).ranked.first().map(|(intent, _)| model.intents()[*intent].clone()).unwrap_or_default();
    for (intent, texts) in [
        (
            "alarm_set",
            [
                "wake me up at seven",
                "WAKE ME UP AT SEVEN!!",
                "ｗａｋｅ ｍｅ ｕｐ ａｔ ７",
                "wakee me up at sevn",
                "waaaake me up at 7",
            ],
        ),
        ("weather_query", ["今天天气怎么样", "今天天氣怎麼樣？", "今天 天气 怎么样", "天气怎么样啊今天", "今天天气咋样"]),
        ("play_music", ["播放音乐", "播放 music", "play 音乐", "play music plz", "pls plaay some music"]),
    ] {
        for text in texts {
            assert_eq!(best(text), intent, "{text}");
        }
    }
}

#[test]
fn a_text_of_no_known_feature_is_not_known() {
    let model = &*MODEL;
    for text in ["", " ", "???", "👍", "ж", "ⴰⵣⵓⵍ"] {
        assert_eq!(model.predict(text).outcome, Outcome::DontKnow, "{text}");
    }
}

#[test]
fn shares_are_counted_as_defined() {
    let model = &*MODEL;
    let examples = table(include_str!("golden/questions.tsv"));
    let report = evaluate(model, &examples);
    let count = |wanted: &dyn Fn(&Example, &Outcome) -> bool| {
        examples.iter().filter(|example| wanted(example, &model.predict(&example.text).outcome)).count() as f32
    };
    let is = |example: &Example, intent: usize| example.intent.as_ref() == Some(&model.intents()[intent]);
    let inside = report.in_scope as f32;
    assert_eq!(
        report.direct_right,
        count(&|example, outcome| matches!(outcome, Outcome::Answer(intent) if is(example, *intent))) / inside
    );
    assert_eq!(
        report.asked_right,
        count(&|example, outcome| matches!(outcome, Outcome::Ask(choices) if choices.iter().any(|intent| is(example, *intent))))
            / inside
    );
    assert_eq!(
        report.wrong,
        count(&|example, outcome| matches!(outcome, Outcome::Answer(intent) if !is(example, *intent))) / examples.len() as f32
    );
    assert_eq!(
        report.oos_kept,
        count(&|example, outcome| example.intent.is_none() && !matches!(outcome, Outcome::Answer(_)))
            / report.out_of_scope as f32
    );
    assert_eq!(report.mistakes.len() as f32, (report.wrong * examples.len() as f32).round());
}
