//! Training and trying.

texts! {
    /// Of trying, and of training wherever it is.
    TrialWords {
        title: "Try it" / "试一试";
        lead: "Ask as a customer would. Nothing of this reaches customers before you publish." / "像客户一样提问。发布之前，这里的一切都不会影响客户。";
        ask: "Ask something" / "输入问题";
        ask_do: "Ask" / "提问";
        language: "Customer's language" / "客户语言";
        log: "The conversation" / "对话";
        empty: "Ask something to see what customers would get, and why." / "输入一个问题，看看客户会得到什么，以及原因。";
        why: "Why" / "原因";
        train: "Train" / "训练";
        never: "Not trained yet in this browser." / "尚未在此浏览器中训练。";
        stale: "Something changed since the last training." / "上次训练后内容有改动。";
        fresh: "Trained on the text as it is." / "已按当前内容训练。";
        running: "Training… {} %" / "正在训练… {} %";
        starting: "Training begins…" / "正在开始训练…";
        stop: "Stop" / "停止";
        accuracy: "{} of examples it had not seen are understood" / "对未见过的问法，理解率 {}";
        answers: "Answers at once" / "直接回答";
        asks: "Asks what was meant" / "反问确认";
        unknown: "Does not know, and offers a person" / "不知道，并提供人工服务";
        person: "Asks for a person, and gets one" / "要求人工，直接转接";
        did_you_mean: "Did you mean one of these?" / "您是想问：";
        dont_know: "I don't know that. Would you like to ask a person?" / "这个我不清楚，需要转接人工吗？";
        begins: "The flow “{}” begins" / "开始流程“{}”";
        to_person: "A person takes over" / "转接人工";
        guesses: "What it thought of" / "候选问题";
        outside: "None of yours" / "不属于任何问题";
        words: "Which words counted" / "哪些词起了作用";
        words_hint: "How much surer the word makes it, in per cent; below zero it speaks against" / "该词使把握增加的百分比；负数表示不利";
        examples: "Your examples most like it" / "最相似的问法";
        slots: "Understood already, so not asked again" / "已经听懂、不会再问的内容";
        teach: "It should be" / "应当是";
        teach_do: "Add as an example" / "添加为问法";
        taught: "Added to “{}”. Ask again to see the difference." / "已添加到“{}”，再问一次看看变化。";
        test_do: "Keep as a test" / "保存为测试";
        failed: "It could not be tried: {}" / "无法尝试：{}";
        out_of_scope: "Not for us" / "不回答的问题";
        open: "Open “{}”" / "打开“{}”";
    }
}
