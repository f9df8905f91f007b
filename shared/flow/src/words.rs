//! Words that steer a flow when typed instead of an answer.

use crate::Input;
use crate::fold::fold;

const CANCEL: [&str; 9] = ["cancel", "stop", "quit", "exit", "never mind", "取消", "退出", "算了", "不用了"];
const BACK: [&str; 6] = ["back", "go back", "返回", "上一步", "後退", "后退"];

/// The input that `text` stands for, if it is one of these words and nothing more.
pub(crate) fn command(text: &str) -> Option<Input> {
    let folded = fold(text);
    if CANCEL.contains(&folded.as_str()) {
        Some(Input::Cancel)
    } else if BACK.contains(&folded.as_str()) {
        Some(Input::Back)
    } else {
        None
    }
}
