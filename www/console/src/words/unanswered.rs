//! What customers asked in vain.

texts! {
    /// Of the unanswered questions.
    UnansweredWords {
        title: "Unanswered" / "未能回答";
        lead: "What customers sent you because nothing answered it, and what agents were asked that the model was unsure of."
            / "客户主动提交的未答问题，以及模型没有把握而转给人工的问题。";
        none: "Nothing here. That is good news, or the chat is very new." / "暂无内容。这是好消息，或者聊天窗口刚刚上线。";
        failed: "The list could not be loaded." / "无法加载列表。";
        times: "asked {} times" / "被问 {} 次";
        once: "asked once" / "被问 1 次";
        make: "Make it a question" / "新建问题";
        made: "A question is made of it. Now write the answer." / "已新建问题，请填写回答。";
        to: "Or add it to" / "或添加到";
        add: "Add" / "添加";
        added: "Added to “{}”." / "已添加到“{}”。";
        forget: "Forget it" / "忽略";
        forgotten: "Forgotten." / "已忽略。";
        choose: "Choose a question" / "选择问题";
        best: "{} (likely)" / "{}（可能）";
    }
}
