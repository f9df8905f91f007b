//! Words that steer a flow when typed instead of an answer.

use crate::Input;
use crate::find::Said;
use crate::traditional::plain;

const CANCEL: [&str; 9] = ["cancel", "stop", "quit", "exit", "never mind", "取消", "退出", "算了", "不用了"];
const BACK: [&str; 5] = ["back", "go back", "返回", "上一步", "后退"];

const SKIP: [&str; 9] = ["skip", "pass", "i don't know", "don't know", "not sure", "跳过", "不知道", "不清楚", "略过"];
/// What a correction begins with; the last two deny what follows them.
const CORRECT: [&str; 15] = [
    "no",
    "nope",
    "sorry",
    "wrong",
    "actually",
    "i meant",
    "i mean",
    "不",
    "不对",
    "错了",
    "说错了",
    "应该是",
    "改成",
    "not",
    "不是",
];

/// The input that `text` stands for, if it is one of these words and nothing more.
pub(crate) fn command(text: &str) -> Option<Input> {
    let folded = plain(text);
    let is_one = |words: &[&str]| words.contains(&folded.as_str());
    if is_one(&CANCEL) {
        Some(Input::Cancel)
    } else if is_one(&BACK) {
        Some(Input::Back)
    } else if is_one(&SKIP) {
        Some(Input::Skip)
    } else {
        None
    }
}

/// Whether `said` takes something back: "no, 80 km/h", "不对，是80". The word for it is blotted out.
pub(crate) fn corrects(said: &mut Said) -> bool {
    let found = said.one_of(0, &CORRECT);
    if let Some((to, place)) = found
        && place + 2 < CORRECT.len()
    {
        said.blot(0, to);
    }
    found.is_some()
}
