//! The words of the chat itself. What an owner wrote is in the playbook.

use wire::Refusal;

/// One language's words. `{name}` stands for a person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Words {
    pub title: &'static str,
    pub close: &'static str,
    pub log: &'static str,
    pub you: &'static str,
    pub private: &'static str,
    pub shared: &'static str,
    pub ask_here: &'static str,
    pub write_here: &'static str,
    pub answer_here: &'static str,
    pub send: &'static str,
    pub too_long: &'static str,
    pub talk: &'static str,
    pub did_you_mean: &'static str,
    pub none_of_these: &'static str,
    pub dont_know: &'static str,
    pub person_offered: &'static str,
    /// `{language}` stands for its name.
    pub other_language: &'static str,
    pub no_engine: &'static str,
    pub no_bundle: &'static str,
    pub maybe_titles: &'static str,
    pub looking: &'static str,
    pub suggestions: &'static str,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub review: &'static str,
    pub hand_over: &'static str,
    pub from_page: &'static str,
    pub not_now: &'static str,
    pub flow_changed: &'static str,
    pub back: &'static str,
    pub skip: &'static str,
    /// `{name}` stands for what.
    pub noted: &'static str,
    pub misfit_text: &'static str,
    pub misfit_choice: &'static str,
    pub switch_language: &'static str,
    pub escalation_refused: &'static str,
    pub escalated: &'static str,
    pub passing_on: &'static str,
    pub waiting: &'static str,
    pub next: &'static str,
    /// `{name}` stands for how many.
    pub ahead: &'static str,
    /// `{name}` stands for how many.
    pub about_minutes: &'static str,
    pub away: &'static str,
    /// `{name}` stands for a time.
    pub opens: &'static str,
    pub leave_word: &'static str,
    pub joined: &'static str,
    pub left: &'static str,
    pub resolved: &'static str,
    pub reopened: &'static str,
    pub resolved_hint: &'static str,
    pub new_chat: &'static str,
    pub typing: &'static str,
    pub sending: &'static str,
    pub sent: &'static str,
    pub seen: &'static str,
    pub edit_again: &'static str,
    pub discard: &'static str,
    pub reconnecting: &'static str,
    pub offline: &'static str,
    pub try_now: &'static str,
    pub outdated: &'static str,
    pub reload: &'static str,
    pub gone: &'static str,
    pub not_kept: &'static str,
    pub assistant_hint: &'static str,
    pub agent_hint: &'static str,
    pub newer: &'static str,
    pub try_again: &'static str,
    /// `{name}` stands for a time.
    pub closes_soon: &'static str,
    pub closed_unanswered: &'static str,
    pub rate: &'static str,
    pub rate_comment: &'static str,
    /// `{name}` stands for the score.
    pub rated: &'static str,
    pub download: &'static str,
    pub attach: &'static str,
    too_long_refused: &'static str,
    empty_refused: &'static str,
    full_refused: &'static str,
    other_refused: &'static str,
}

impl Words {
    /// The words for a locale tag; English where there are none.
    #[must_use]
    pub fn of(locale: &str) -> &'static Words {
        if locale == "zh" || locale.starts_with("zh-") { &ZH } else { &EN }
    }

    /// Of a name in English and in Chinese, the one that fits these words.
    #[must_use]
    pub fn name<'a>(&self, [english, chinese]: &'a [String; 2]) -> &'a str {
        if self.send == ZH.send { chinese } else { english }
    }

    #[must_use]
    pub fn refused(&self, reason: Refusal) -> &'static str {
        match reason {
            Refusal::TooLong => self.too_long_refused,
            Refusal::Empty => self.empty_refused,
            Refusal::LogFull => self.full_refused,
            Refusal::NotYours
            | Refusal::NotEscalated
            | Refusal::NotNow
            | Refusal::TooMany
            | Refusal::NoFile
            | Refusal::Unknown => self.other_refused,
        }
    }
}

/// A language's name in itself, for the switch.
#[must_use]
pub fn autonym(locale: &str) -> &str {
    match locale {
        "en" => "English",
        "zh" | "zh-hans" => "中文",
        "zh-hant" => "繁體中文",
        other => other,
    }
}

/// `text` with `{name}` filled in.
#[must_use]
pub fn named(text: &str, name: &str) -> String {
    // A text has one place for a name: a search for it as a text would bring more code than this.
    let (before, rest) = text.split_once('{').unwrap_or((text, "}"));
    let after = rest.split_once('}').map_or("", |(_, after)| after);
    [before, name, after].concat()
}

static EN: Words = Words {
    title: "Chat",
    close: "Close chat",
    log: "Conversation",
    you: "You",
    private: "Stays on this device until you ask for a person.",
    shared: "Our team can read this conversation.",
    ask_here: "Ask a question…",
    write_here: "Write a message…",
    answer_here: "Type your answer…",
    send: "Send",
    too_long: "This is too long to send at once. Please split it.",
    talk: "Talk to a person",
    did_you_mean: "Did you mean one of these?",
    none_of_these: "None of these",
    dont_know: "I don't know the answer to that. A person on our team can help. They will see what we said here, so you need not repeat it.",
    other_language: "This looks like {language}. I read English and Chinese; a person on our team can help you further.",
    person_offered: "I can pass you to a person on our team. They will see what we said here, so you need not repeat it.",
    no_engine: "I can't search the answers just now. A person on our team can help.",
    no_bundle: "The answers could not be loaded. Check your connection, or talk to a person.",
    maybe_titles: "I can't read whole questions just now, but one of these may fit.",
    looking: "Looking for an answer",
    suggestions: "Suggestions",
    cancel: "Stop this",
    cancelled: "All right, stopped. What else can I do for you?",
    review: "This goes to our team, with what we said here:",
    hand_over: "Send to the team",
    from_page: "Told by the page you are on",
    not_now: "Not now",
    flow_changed: "These questions have been changed meanwhile, so let us start them again.",
    back: "Back",
    skip: "Skip",
    noted: "Noted – {name}. If that is wrong, just say “no, …”.",
    misfit_text: "That does not look right. Please check it.",
    misfit_choice: "Please choose one of these.",
    switch_language: "Language",
    escalation_refused: "This could not be passed on.",
    escalated: "Passed on to our team",
    passing_on: "Passing this on to our team…",
    waiting: "A person will join you here. You can keep writing meanwhile.",
    next: "You are next. ",
    ahead: "{name} before you. ",
    about_minutes: "About {name} min. ",
    away: "Nobody is here right now. ",
    opens: "We are back on {name}. ",
    leave_word: "You keep your place: write what you need, with a phone number or e-mail, and we get back to you.",
    joined: "{name} has joined",
    left: "{name} had to leave. You keep your place, and somebody else will join.",
    resolved: "{name} has closed this conversation",
    reopened: "The conversation is open again",
    resolved_hint: "Not settled? Just write again.",
    new_chat: "Start a new chat",
    typing: "{name} is typing",
    sending: "Sending…",
    sent: "Sent",
    seen: "Seen",
    edit_again: "Edit",
    discard: "Delete",
    reconnecting: "Connection lost. Trying again; nothing you write is lost.",
    offline: "You are offline. What you write is kept and sent later.",
    try_now: "Try now",
    outdated: "The chat has been updated. Reload it to go on; nothing is lost.",
    reload: "Reload",
    gone: "This conversation can't be continued here.",
    not_kept: "Your browser does not let this chat be kept: it ends when you leave this page.",
    assistant_hint: "Answers at once",
    agent_hint: "Our team",
    newer: "New messages",
    try_again: "Try again",
    closes_soon: "Without an answer this closes on {name}.",
    closed_unanswered: "Closed, as there was no answer",
    rate: "How was our help? (1 poor – 5 very good)",
    rate_comment: "Anything to add? (optional)",
    rated: "You gave {name} of 5. Thank you!",
    download: "Save this conversation",
    attach: "Send pictures or PDF",
    too_long_refused: "Not sent: too long.",
    empty_refused: "Not sent: it was empty.",
    full_refused: "Not sent: this conversation is full. Please start a new one.",
    other_refused: "Not sent.",
};

static ZH: Words = Words {
    title: "聊天",
    close: "关闭聊天",
    log: "对话",
    you: "您",
    private: "在您要求人工之前，输入的内容只留在本设备上。",
    shared: "客服人员可以看到此对话。",
    ask_here: "请输入您的问题…",
    write_here: "输入消息…",
    answer_here: "请输入…",
    send: "发送",
    too_long: "内容太长，请分几次发送。",
    talk: "转人工客服",
    did_you_mean: "您想问的是哪一个？",
    none_of_these: "都不是",
    dont_know: "这个问题我答不上来，可以请人工客服帮您。客服会看到以上对话，您无需重复。",
    other_language: "这看起来是{language}。我只看得懂中文和英文，可以为您转接人工客服。",
    person_offered: "我可以为您转接人工客服。客服会看到以上对话，您无需重复。",
    no_engine: "我现在无法查找答案，可以请人工客服帮您。",
    no_bundle: "答案未能加载。请检查网络，或转人工客服。",
    maybe_titles: "我现在还读不懂整句话，也许是下面某一项？",
    looking: "正在查找答案",
    suggestions: "常见问题",
    cancel: "不继续了",
    cancelled: "好的，已停止。还有什么可以帮您？",
    review: "以下内容将连同以上对话一起交给客服：",
    hand_over: "提交给客服",
    from_page: "由您所在的页面提供",
    not_now: "暂不",
    flow_changed: "这些问题已有更新，我们重新开始吧。",
    back: "上一步",
    skip: "跳过",
    noted: "已记下：{name}。如有不对，请说“不对，是…”。",
    misfit_text: "似乎不太对，请检查一下。",
    misfit_choice: "请从以下选项中选择。",
    switch_language: "语言",
    escalation_refused: "未能转接。",
    escalated: "已转接人工客服",
    passing_on: "正在转接人工客服…",
    waiting: "客服稍后会在这里加入，您可以继续留言。",
    next: "您是下一位。",
    ahead: "您前面还有 {name} 人。",
    about_minutes: "约 {name} 分钟。",
    away: "现在没有客服在线。",
    opens: "{name} 恢复服务。",
    leave_word: "您的位置会保留：请写下您的需要和电话或邮箱，我们会联系您。",
    joined: "{name} 已加入对话",
    left: "{name} 暂时离开。您的排队位置不变，会有其他客服加入。",
    resolved: "{name} 已结束此对话",
    reopened: "对话已重新打开",
    resolved_hint: "还没解决？直接留言即可。",
    new_chat: "开始新的对话",
    typing: "{name} 正在输入",
    sending: "发送中…",
    sent: "已发送",
    seen: "已读",
    edit_again: "修改",
    discard: "删除",
    reconnecting: "连接已断开，正在重试。您写的内容不会丢失。",
    offline: "您已离线。您写的内容会保留，联网后发送。",
    try_now: "立即重试",
    outdated: "聊天已更新，请重新加载后继续，内容不会丢失。",
    reload: "重新加载",
    gone: "此对话无法在这里继续。",
    not_kept: "您的浏览器不允许保存聊天：离开此页面后对话即结束。",
    assistant_hint: "即时回答",
    agent_hint: "人工客服",
    newer: "新消息",
    try_again: "重试",
    closes_soon: "如无回复，此对话将于 {name} 关闭。",
    closed_unanswered: "因无回复，对话已关闭",
    rate: "您对我们的服务满意吗？1 为很差，5 为很好",
    rate_comment: "还有什么想说的？（选填）",
    rated: "您的评分：{name} / 5，谢谢！",
    download: "保存此对话",
    attach: "发送图片或 PDF",
    too_long_refused: "未发送：内容太长。",
    empty_refused: "未发送：内容为空。",
    full_refused: "未发送：此对话已满，请开始新的对话。",
    other_refused: "未发送。",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_chinese_variant_gets_chinese_words_and_the_rest_english() {
        for (locale, expected) in [("zh", &ZH), ("zh-hant", &ZH), ("en", &EN), ("de", &EN), ("zhx", &EN), ("", &EN)] {
            assert!(std::ptr::eq(Words::of(locale), expected), "{locale}");
        }
    }

    #[test]
    fn a_name_is_filled_in_where_the_language_wants_it() {
        assert_eq!(named(EN.joined, "Mei"), "Mei has joined");
        assert_eq!(named(ZH.joined, "Mei"), "Mei 已加入对话");
    }
}
