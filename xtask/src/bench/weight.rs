//! What the chat may cost, and its figures as a page and a picture.

use serde_json::{Map, Value};

struct Target {
    what: &'static str,
    key: &'static str,
    must: f64,
    /// Bytes and shifts fail the run; times are of this machine at this moment, and only told.
    is_asserted: bool,
}

const fn bytes(what: &'static str, key: &'static str, must: f64) -> Target {
    Target { what, key, must, is_asserted: true }
}

const fn time(what: &'static str, key: &'static str, must: f64) -> Target {
    Target { what, key, must, is_asserted: false }
}

const TARGETS: [Target; 7] = [
    bytes("the UI: wasm, glue and styles", "ui_br", 90_000.0),
    bytes("all that a usable composer needs", "first_open_br", 95_000.0),
    bytes("before intent: the loader", "before_intent_br", 2_500.0),
    bytes("layout shift of the page", "cls", 0.0),
    time("blocking of the page before intent, by us, ms", "blocking_ms", 0.0),
    time("longest main-thread task on opening, ms", "longest_task_ms", 50.0),
    time("from Enter to the answer on screen, p95, ms", "answer_p95_ms", 50.0),
];

/// The chats, as their keys begin.
const CHATS: [(&str, &str); 5] = [
    ("", "**Frontdesk**"),
    ("deep_chat_", "deep-chat 2.4.2"),
    ("typebot_", "@typebot.io/js 0.10.7"),
    ("botpress_", "@botpress/webchat 4.5.2, React 19"),
    ("n8n_", "@n8n/chat 1.37.0"),
];

/// Columns of the table: what is told, our key where it differs, and the end of everybody's.
const COLUMNS: [(&str, Option<&str>, &str); 9] = [
    ("bytes to a composer", Some("first_open_br"), "br"),
    ("requests", Some("first_open_requests"), "requests"),
    ("bytes before intent", None, "before_intent_br"),
    ("page blocked before intent by it, ms", None, "blocking_ms"),
    ("longest task of the page on opening, ms", None, "page_longest_task_ms"),
    ("longest task anywhere, ms", None, "longest_task_ms"),
    ("tap to composer, ms", None, "composer_ms"),
    ("slow line: address to first message, ms", None, "first_message_ms"),
    ("Lighthouse", None, "lighthouse"),
];

const HOW: &str = "\
## How\n\n\
Again with `cargo xtask bench widget --json` (`--runs N`, `--dist FOLDER` for a tree that is built already). Peers are pinned in \
`xtask/node/widget-peers/package-lock.json` and fetched into the user-level cache; without a network they are skipped.\n\n\
- **The page** is the demo shop's front page, with one chat's snippet where ours stands, as that chat's own guide writes it \
(`widget/bench/peers`). Peers are bundled by esbuild, minified, served as brotli 11. Their servers are played on the same host and answer at \
once. deep-chat has no launcher: a plain button puts its element into the page.\n\
- **Bytes** are bodies on the line, counted by one proxy for all, without what the page itself needs. `first_open_br` is a visit in which \
everything that a composer does not need (answers, engines) never comes. `first_open_line_br` is what had come anyway by then on a fast line, \
`first_answer_br` by the first answer, `full_encoder_br` by the time the sentence encoder was there. Headers are left out for all.\n\
- **Times** are medians of visits in turn (`runs`), each in a fresh private window, 390×844 with touch, every page and frame slowed down four \
times from its first task on; `_least` is the best of them. Workers are not slowed down: the browser has no switch for it.\n\
- **Tasks** are read from Chromium's trace. A task blocks for what it takes beyond 50 ms. `blocking_ms` is what the chat's own script adds \
before the tap, 2.5 s after the address was entered; `page_blocking_ms` is all of the page, `plain_page_blocking_ms` the page without a \
chat. `longest_task_cpu_ms` is processor time of the longest task, the least of the visits: what is left of it where nothing else runs.\n\
- **Slow line**: 1.6 Mbit/s, 150 ms, nothing kept, four times slower, a customer who taps as soon as there is something to tap.\n\
- **Answers** at full speed, with the sentence encoder: from the key's own time stamp to the frame after the answer stands in the thread.\n\
- **Lighthouse** 13.5: performance on its emulated phone, median.\n";

/// Tells each target; false if one that is held was missed.
pub(crate) fn judge(figures: &Map<String, Value>) -> bool {
    let mut holds = true;
    for target in &TARGETS {
        let found = value(figures, target.key);
        let is_met = found.is_some_and(|found| found <= target.must);
        eprintln!("bench: {:>48}  {:>10}  {}", target.what, told(found), if is_met { "ok" } else { "MISSED" });
        holds &= is_met || !target.is_asserted;
    }
    holds
}

/// Markdown.
pub(crate) fn page(figures: &Map<String, Value>) -> String {
    let cell = |key: &str| told(value(figures, key));
    let mut page = format!(
        "# The chat on a page, measured\n\nWritten by `cargo xtask bench widget`; every figure stands in `widget.json`. Taken on {} cores with a load of {} \
         at the beginning and {} at the end: with more load than cores, times are upper bounds.\n\n![Bytes to a usable composer](widget.svg)\n\n\
         ## Targets\n\n| | found | must |\n|---|---|---|\n",
        cell("cores"),
        cell("load_before"),
        cell("load_after"),
    );
    for target in &TARGETS {
        let found = value(figures, target.key);
        let mark = if found.is_some_and(|found| found <= target.must) { "✔" } else { "✘" };
        page.push_str(&format!("| {} | {} {mark} | ≤ {} |\n", target.what, told(found), told(Some(target.must))));
    }
    page.push_str(&format!(
        "\nLighthouse gives the page {} with the snippet and {} without. The longest task on opening is {}'s, where it was shortest {} ms: {}. \
         Of the page's own tasks on opening the longest takes {} ms, in that visit by {}.\n",
        cell("lighthouse"),
        cell("plain_lighthouse"),
        text(figures, "longest_task_in"),
        cell("longest_task_ms_least"),
        text(figures, "longest_task_of"),
        cell("page_longest_task_ms"),
        text(figures, "page_longest_task_of"),
    ));
    page.push_str(&format!(
        "\nUp to the composer {} bytes on a fast line (the answers come beside it), up to the first answer {}, with the sentence encoder {}.\n\n## Beside others\n\n",
        cell("first_open_line_br"),
        cell("first_answer_br"),
        cell("full_encoder_br"),
    ));
    let heads: Vec<&str> = COLUMNS.iter().map(|(head, _, _)| *head).collect();
    page.push_str(&format!("| | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(heads.len())));
    for (prefix, name) in CHATS {
        let cells = COLUMNS.map(|(_, own, end)| match own {
            Some(own) if prefix.is_empty() => cell(own),
            Some(_) | None => cell(&format!("{prefix}{end}")),
        });
        page.push_str(&format!("| {name} | {} |\n", cells.join(" | ")));
    }
    page.push('\n');
    page.push_str(HOW);
    page
}

/// Bytes to a usable composer as bars, before intent in a darker shade.
pub(crate) fn picture(figures: &Map<String, Value>) -> String {
    const LEFT: f64 = 250.0;
    const WIDTH: f64 = 440.0;
    let bars: Vec<(&str, f64, f64)> = CHATS
        .into_iter()
        .filter_map(|(prefix, name)| {
            let all = value(figures, &if prefix.is_empty() { "first_open_br".to_owned() } else { format!("{prefix}br") })?;
            Some((name.trim_matches('*'), all, value(figures, &format!("{prefix}before_intent_br"))?))
        })
        .collect();
    let most = bars.iter().map(|(_, all, _)| *all).fold(1.0, f64::max);
    let mut picture = String::from(
        "<svg width=\"760\" height=\"300\" viewBox=\"0 0 760 300\" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"sans-serif\" font-size=\"13\" fill=\"#46505F\">\n\
         <rect width=\"760\" height=\"300\" fill=\"#FFFFFF\"/>\n\
         <text x=\"380\" y=\"32\" text-anchor=\"middle\" font-size=\"15\">Bytes until somebody can write (dark: before anybody shows interest)</text>\n",
    );
    for (place, (name, all, before)) in bars.iter().enumerate() {
        let y = 56.0 + 46.0 * place as f64;
        let (light, dark) = if place == 0 { ("#7CB4E0", "#146EBE") } else { ("#D5D8DD", "#A0A5AF") };
        let (whole, early) = (all / most * WIDTH, before.min(*all) / most * WIDTH);
        picture.push_str(&format!(
            "<text x=\"{:.0}\" y=\"{:.0}\" text-anchor=\"end\">{name}</text>\n\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{whole:.1}\" height=\"30\" fill=\"{light}\"/>\n\
             <rect x=\"{LEFT}\" y=\"{y}\" width=\"{early:.1}\" height=\"30\" fill=\"{dark}\"/>\n\
             <text x=\"{:.0}\" y=\"{:.0}\">{:.0} kB</text>\n",
            LEFT - 10.0,
            y + 20.0,
            LEFT + whole + 8.0,
            y + 20.0,
            all / 1000.0,
        ));
    }
    picture + "</svg>\n"
}

fn value(figures: &Map<String, Value>, key: &str) -> Option<f64> {
    figures.get(key).and_then(Value::as_f64)
}

fn text<'a>(figures: &'a Map<String, Value>, key: &str) -> &'a str {
    figures.get(key).and_then(Value::as_str).unwrap_or("not measured")
}

fn told(value: Option<f64>) -> String {
    let Some(value) = value else { return "not measured".to_owned() };
    if value != 0.0 && value.abs() < 1.0 {
        return format!("{value:.3}");
    }
    if value.fract() != 0.0 && value.abs() < 1000.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{:.0}", value.abs());
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures() -> Map<String, Value> {
        let Value::Object(figures) = serde_json::json!({
            "ui_br": 85_911, "first_open_br": 88_705, "before_intent_br": 2_487, "cls": 0, "longest_task_ms": 76.4,
            "n8n_br": 446_467, "n8n_before_intent_br": 446_467,
        }) else {
            return Map::new();
        };
        figures
    }

    #[test]
    fn a_slow_machine_fails_nothing_and_a_byte_too_many_does() {
        assert!(judge(&figures()));
        let mut heavy = figures();
        heavy.insert("first_open_br".to_owned(), 95_001.into());
        assert!(!judge(&heavy));
        heavy.remove("first_open_br");
        assert!(!judge(&heavy), "what was not measured is not met");
    }

    #[test]
    fn the_page_tells_targets_and_peers_in_one_table_each() {
        let page = page(&figures());
        assert!(page.contains("| all that a usable composer needs | 88,705 ✔ | ≤ 95,000 |"), "{page}");
        assert!(page.contains("| longest main-thread task on opening, ms | 76.4 ✘ | ≤ 50 |"));
        assert!(page.contains("| @n8n/chat 1.37.0 | 446,467 |"));
    }

    #[test]
    fn a_chat_that_was_not_measured_has_no_bar() {
        let picture = picture(&figures());
        assert_eq!(picture.matches(" kB</text>").count(), 2);
    }
}
