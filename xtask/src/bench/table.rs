//! The figures as a page.

use serde_json::{Map, Value};

use super::{rows, target::TARGETS};

/// Why what one may look for is not there.
const ABSENT: &str = "\
## What is not measured\n\n\
- NLU++ (`nlupp`): its rows are among the texts that the encoder was trained on, so a figure would flatter it.\n\
- Peers with five utterances per intent and with all data: their few-shot row of ten is what the picture compares.\n\
- MiniLM in Chinese: it knows English only.\n\
- NLP.js out of scope: its part of the bench counts right answers and takes the time.\n\
- Templated collections (`bitext_support`, `ms_chitchat_faq_zh`): they tell little of what people write.\n";

/// Markdown.
pub(crate) fn page(figures: &Map<String, Value>) -> String {
    let mut page = String::from(
        "# The intent model, measured\n\nWritten by `cargo xtask bench intent`; every figure stands in `intent.json`. Few-shot rows are fixed \
         (seeds 13, 42, 87; means), test\nrows are asked once, and nothing of the model was chosen by them. How it works: \
         `shared/intent/README.md`.\n\n![Bytes against accuracy](intent.svg)\n\nOne number of the picture is quoted, not of this run: the \
         33 kB of NLP.js.\n\n",
    );
    targets(&mut page, figures);
    for (title, shots) in [("ten utterances per intent", "shot10"), ("five utterances per intent", "shot5"), ("all data", "full")]
    {
        page.push_str(&format!("\n## Accuracy, {title}\n\n"));
        rows::accuracy(&mut page, figures, shots);
    }
    page.push_str("\n## Out of scope, ten utterances per intent\n\nAUROC / share of what is out of scope that passes where 95 % of what is in scope does.\n\n");
    rows::out_of_scope(&mut page, figures);
    page.push_str("\n## Time and memory\n\nOne thread of one Chromium; memory is WebAssembly's, which never shrinks.\n\n");
    rows::cost(&mut page, figures);
    page.push_str("\n## Beyond intent\n\nWhat each was measured on, and what flatters: `shared/intent/README.md`.\n\n");
    rows::tone(&mut page, figures);
    page.push('\n');
    page.push_str(ABSENT);
    page
}

fn targets(page: &mut String, figures: &Map<String, Value>) {
    page.push_str("## Targets\n\n| | found | must | moonshot |\n|---|---|---|---|\n");
    for target in &TARGETS {
        let sign = if target.is_at_most { "≤" } else { "≥" };
        let told = target.found(figures).map_or_else(
            || "not measured".to_owned(),
            |found| {
                let mark = if target.is_met(found, target.moonshot) {
                    "✔✔"
                } else if target.is_met(found, target.must) {
                    "✔"
                } else {
                    "✘"
                };
                format!("{} {mark}", number(found))
            },
        );
        page.push_str(&format!(
            "| {} | {told} | {sign} {} | {sign} {} |\n",
            target.what,
            number(target.must),
            number(target.moonshot)
        ));
    }
}

fn number(value: f64) -> String {
    if value.abs() >= 1000.0 {
        format!("{:.2} MB", value / 1e6)
    } else if value.abs() >= 10.0 {
        format!("{value:.1}")
    } else if value != 0.0 && value.abs() < 1e-3 {
        format!("{value:.0e}")
    } else {
        format!("{value:.3}")
    }
}
