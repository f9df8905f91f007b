//! Sentences made of a thing that happened.

use std::time::Duration;

use intent::tone::Tongue;
use ui::Lang;
use ui::span::short;
use wire::entry::Activity;
use wire::{Channel, CloseReason, EscalationReason, Refusal, SlaTarget, TransferTarget};

use super::{Words, words};
use crate::due::{Due, Pressure};
use crate::problem::Problem;

/// Puts values into the `{}`s of a text, in order.
#[must_use]
pub fn count(text: &str, values: &[&str]) -> String {
    let mut parts = text.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (place, part) in parts.enumerate() {
        out.push_str(values.get(place).copied().unwrap_or_default());
        out.push_str(part);
    }
    out
}

/// An activity line.
#[must_use]
pub fn activity(
    lang: Lang,
    activity: &Activity,
    is_me: impl Fn(wire::AgentId) -> bool,
    moment: impl Fn(wire::Timestamp) -> String,
) -> Option<String> {
    let w = words(lang);
    Some(match activity {
        Activity::Escalated { reason } => match reason {
            EscalationReason::Asked => w.reason_asked.to_owned(),
            EscalationReason::NotUnderstood => w.reason_not_understood.to_owned(),
            EscalationReason::Flow => w.reason_flow.to_owned(),
            EscalationReason::Unknown => return None,
        },
        Activity::AgentJoined { agent, name } => match (lang, is_me(*agent)) {
            (Lang::En, true) => "You joined".to_owned(),
            (Lang::En, false) => format!("{name} joined"),
            (Lang::Zh, true) => "您已加入会话".to_owned(),
            (Lang::Zh, false) => format!("{name} 已加入会话"),
        },
        Activity::AgentLeft { agent, name } => match (lang, is_me(*agent)) {
            (Lang::En, true) => "You left; it waits again at its old place".to_owned(),
            (Lang::En, false) => format!("{name} left; it waits again at its old place"),
            (Lang::Zh, true) => "您已离开，会话回到队列原位".to_owned(),
            (Lang::Zh, false) => format!("{name} 已离开，会话回到队列原位"),
        },
        Activity::Resolved { agent, name } => match (lang, is_me(*agent)) {
            (Lang::En, true) => "You resolved it".to_owned(),
            (Lang::En, false) => format!("{name} resolved it"),
            (Lang::Zh, true) => "您已标为已解决".to_owned(),
            (Lang::Zh, false) => format!("{name} 已标为已解决"),
        },
        Activity::Transferred { agent, name, to } => match (lang, is_me(*agent)) {
            (Lang::En, true) => format!("You passed it on{}", target(lang, to)),
            (Lang::En, false) => format!("{name} passed it on{}", target(lang, to)),
            (Lang::Zh, true) => format!("您已转接{}", target(lang, to)),
            (Lang::Zh, false) => format!("{name} 已转接{}", target(lang, to)),
        },
        Activity::Snoozed { agent, name, until } => match (lang, is_me(*agent)) {
            (Lang::En, true) => format!("You snoozed it until {}", moment(*until)),
            (Lang::En, false) => format!("{name} snoozed it until {}", moment(*until)),
            (Lang::Zh, true) => format!("您已暂缓至 {}", moment(*until)),
            (Lang::Zh, false) => format!("{name} 已暂缓至 {}", moment(*until)),
        },
        Activity::Woke => match lang {
            Lang::En => "It waits again after it was snoozed".to_owned(),
            Lang::Zh => "暂缓结束，会话重新排队".to_owned(),
        },
        Activity::Reopened => match lang {
            Lang::En => "The customer wrote again; reopened".to_owned(),
            Lang::Zh => "客户再次来信，会话重新打开".to_owned(),
        },
        Activity::ClosesSoon { at } => count(w.closes_soon, &[&moment(*at)]),
        Activity::ClosedUnanswered => w.closed_unanswered.to_owned(),
        Activity::Unknown => return None,
    })
}

/// To whom, as the end of a line. Colleagues are not named: their ids mean nothing to anybody.
fn target(lang: Lang, to: &TransferTarget) -> String {
    match (lang, to) {
        (Lang::En, TransferTarget::Agent { .. }) => " to a colleague".to_owned(),
        (Lang::Zh, TransferTarget::Agent { .. }) => "给同事".to_owned(),
        (Lang::En, TransferTarget::Team { team }) => format!(" to the team {team}"),
        (Lang::Zh, TransferTarget::Team { team }) => format!("给团队 {team}"),
        (Lang::En, TransferTarget::Skill { skill }) => format!(" to somebody who knows {skill}"),
        (Lang::Zh, TransferTarget::Skill { skill }) => format!("给熟悉 {skill} 的同事"),
        (Lang::En | Lang::Zh, TransferTarget::Anybody) => String::new(),
    }
}

/// What a channel is called.
#[must_use]
pub fn channel_text(w: &Words, channel: Channel) -> &'static str {
    match channel {
        Channel::Chat => w.channel_chat,
        Channel::Social => w.channel_social,
        Channel::Email => w.channel_email,
        Channel::Phone => w.channel_phone,
    }
}

/// How much is left until somebody is to be answered, or how much too late it is.
#[must_use]
pub fn due_text(lang: Lang, due: &Due) -> String {
    let w = words(lang);
    let text = match due.pressure {
        Pressure::Calm | Pressure::Soon => w.due_left,
        Pressure::Late => w.due_late,
    };
    count(text, &[&short(lang, due.distance())])
}

/// What is due, and how much of its time has passed.
#[must_use]
pub fn due_hint(lang: Lang, due: &Due) -> String {
    let w = words(lang);
    let target = match due.target {
        SlaTarget::FirstResponse => w.first_response,
        SlaTarget::NextResponse => w.next_response,
        SlaTarget::Resolution => w.resolution,
    };
    count(w.due_hint, &[target, &short(lang, due.passed), &short(lang, due.allowed)])
}

/// An agent put a tag on the conversation or took it off; `name` is none for this agent.
#[must_use]
pub fn tagged(lang: Lang, name: Option<&str>, tag: &str, on: bool) -> String {
    match (lang, name, on) {
        (Lang::En, None, true) => format!("You added the tag “{tag}”"),
        (Lang::En, None, false) => format!("You removed the tag “{tag}”"),
        (Lang::En, Some(name), true) => format!("{name} added the tag “{tag}”"),
        (Lang::En, Some(name), false) => format!("{name} removed the tag “{tag}”"),
        (Lang::Zh, None, true) => format!("您添加了标签“{tag}”"),
        (Lang::Zh, None, false) => format!("您移除了标签“{tag}”"),
        (Lang::Zh, Some(name), true) => format!("{name} 添加了标签“{tag}”"),
        (Lang::Zh, Some(name), false) => format!("{name} 移除了标签“{tag}”"),
    }
}

/// Why a message was not accepted, and what to do.
#[must_use]
pub fn refusal(lang: Lang, reason: Refusal) -> &'static str {
    match (lang, reason) {
        (Lang::En, Refusal::Empty) => "there is nothing in it",
        (Lang::Zh, Refusal::Empty) => "内容为空",
        (Lang::En, Refusal::TooLong) => "it is too long; split it",
        (Lang::Zh, Refusal::TooLong) => "内容太长，请分条发送",
        (Lang::En, Refusal::LogFull) => "this conversation is full; ask the customer to start a new one",
        (Lang::Zh, Refusal::LogFull) => "该会话已达上限，请客户开启新会话",
        (Lang::En, Refusal::NotYours) => "the conversation is no longer yours",
        (Lang::Zh, Refusal::NotYours) => "该会话已不由您接待",
        (Lang::En, Refusal::TooMany) => "it has too many files, or calls too many colleagues",
        (Lang::Zh, Refusal::TooMany) => "文件太多，或提到的同事太多",
        (Lang::En, Refusal::NoFile) => "a file of it is no longer kept; attach it again",
        (Lang::Zh, Refusal::NoFile) => "其中的文件已不再保存，请重新添加",
        (Lang::En, Refusal::NotEscalated | Refusal::NotNow | Refusal::Unknown) => "the conversation cannot take it now",
        (Lang::Zh, Refusal::NotEscalated | Refusal::NotNow | Refusal::Unknown) => "该会话目前不能接收消息",
    }
}

/// Why the connection ended for good, and what to do.
#[must_use]
pub fn close_reason(lang: Lang, reason: CloseReason) -> &'static str {
    match (lang, reason) {
        (Lang::En, CloseReason::ClientTooOld) => "This page is older than the server. Reload it; your drafts stay.",
        (Lang::Zh, CloseReason::ClientTooOld) => "本页版本过旧，请重新加载；草稿会保留。",
        (Lang::En, CloseReason::Replaced) => "The desk is open in another window. Here it rests.",
        (Lang::Zh, CloseReason::Replaced) => "工作台已在其他窗口打开，此处已暂停。",
        (Lang::En, CloseReason::Forbidden) => "You are not allowed to see this. Sign in again or ask your operator.",
        (Lang::Zh, CloseReason::Forbidden) => "您无权查看。请重新登录或联系管理员。",
        (Lang::En, CloseReason::NotFound) => "This conversation does not exist any more.",
        (Lang::Zh, CloseReason::NotFound) => "该会话已不存在。",
        (Lang::En, CloseReason::ServerTooOld | CloseReason::BadFrame | CloseReason::TooMany | CloseReason::TryAgain) => {
            "The server could not go on with this connection."
        }
        (Lang::Zh, CloseReason::ServerTooOld | CloseReason::BadFrame | CloseReason::TooMany | CloseReason::TryAgain) => {
            "服务器无法继续此连接。"
        }
    }
}

/// Why signing in failed; `left` is what remains of a lock.
#[must_use]
pub fn problem(lang: Lang, problem: Problem, left: Duration) -> String {
    let w = words(lang);
    match problem {
        Problem::WrongCredentials => w.wrong_credentials.to_owned(),
        Problem::Locked { .. } if left.is_zero() => w.try_now.to_owned(),
        Problem::Locked { .. } => count(w.locked, &[&short(lang, left)]),
        Problem::SessionEnded => w.session_ended.to_owned(),
        Problem::NoNetwork => w.no_network.to_owned(),
        Problem::Server => w.server_trouble.to_owned(),
    }
}

/// Who types.
#[must_use]
pub fn typing(lang: Lang, name: Option<&str>) -> String {
    match (lang, name) {
        (Lang::En, None) => "The customer is typing".to_owned(),
        (Lang::En, Some(name)) => format!("{name} is typing"),
        (Lang::Zh, None) => "客户正在输入".to_owned(),
        (Lang::Zh, Some(name)) => format!("{name} 正在输入"),
    }
}

/// How long somebody has waited, in a sentence for screen readers and titles.
#[must_use]
pub fn waiting(lang: Lang, wait: Duration) -> String {
    match lang {
        Lang::En => format!("waiting {}", short(lang, wait)),
        Lang::Zh => format!("已等 {}", short(lang, wait)),
    }
}

/// What a language is called; one the desk has no name for, by its tag.
#[must_use]
pub fn language(lang: Lang, locale: &wire::Locale) -> String {
    let primary = locale.as_str().split('-').next().unwrap_or_default();
    match (lang, primary) {
        (Lang::En, "en") => "English",
        (Lang::En, "zh") => "Chinese",
        (Lang::Zh, "en") => "英文",
        (Lang::Zh, "zh") => "中文",
        (Lang::En, code) => Tongue::of(code).map_or(locale.as_str(), |tongue| tongue.english),
        (Lang::Zh, code) => Tongue::of(code).map_or(locale.as_str(), |tongue| tongue.chinese),
    }
    .to_owned()
}

/// Who answers a conversation.
#[must_use]
pub fn served_by(lang: Lang, name: &str) -> String {
    match lang {
        Lang::En => format!("{name} answers"),
        Lang::Zh => format!("{name} 接待中"),
    }
}

/// How many messages wait to be sent when somebody signs out.
#[must_use]
pub fn unsaid(lang: Lang, messages: usize) -> String {
    match (lang, messages) {
        (Lang::En, 1) => "One message is not sent yet and would be discarded. Sign out anyway?".to_owned(),
        (Lang::En, _) => format!("{messages} messages are not sent yet and would be discarded. Sign out anyway?"),
        (Lang::Zh, _) => format!("还有 {messages} 条消息未发送，退出后将被丢弃。仍要退出吗？"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_into_their_places() {
        assert_eq!(count("{} of {}", &["2", "4"]), "2 of 4");
        assert_eq!(count("none", &["2"]), "none");
        assert_eq!(count("{}!", &[]), "!");
    }

    #[test]
    fn a_lock_tells_how_long_it_still_lasts() {
        let locked = Problem::Locked { until: wire::Timestamp(0) };
        assert_eq!(problem(Lang::En, locked, Duration::from_secs(840)), "Too many attempts. You can try again in 14 min.");
        assert_eq!(problem(Lang::En, locked, Duration::ZERO), "You can try again now.");
    }

    #[test]
    fn an_activity_nobody_knows_says_nothing() {
        assert_eq!(activity(Lang::En, &Activity::Unknown, |_| false, |_| String::new()), None);
        let unknown = Activity::Escalated { reason: EscalationReason::Unknown };
        assert_eq!(activity(Lang::Zh, &unknown, |_| false, |_| String::new()), None);
    }
}
