//! The test set and its scores.

texts! {
    /// Of the tests.
    TestWords {
        title: "Tests" / "测试";
        lead: "Questions with the answer they must lead to. Keep them apart from your examples: they tell whether a change made things better."
            / "写下问题及其应得的回答，不要与问法重复：它们能说明改动是否有效。";
        run: "Run all tests" / "运行全部测试";
        running: "Asking {} of {}…" / "正在测试 {}/{}…";
        score: "{} of {} are right" / "{}/{} 正确";
        asked: "{} more were asked back about, the right one among the choices" / "另有 {} 条反问，正确答案在选项中";
        all_right: "All of them are right." / "全部正确。";
        wrong: "Not right yet" / "尚不正确";
        wrong_line: "should lead to “{}”, led to {}" / "应为“{}”，实际为 {}";
        wrong_gone: "“{}” is no longer among your questions" / "“{}”已不在问题列表中";
        nothing: "nothing" / "无";
        history: "Scores" / "得分历史";
        history_none: "Run the tests to begin the history." / "运行测试后会显示历史。";
        history_table: "The scores as a table" / "以表格显示得分";
        when: "When" / "时间";
        who: "Who" / "操作人";
        share: "Right" / "正确率";
        count: "Tests" / "测试数";
        list: "All tests" / "全部测试";
        none: "No tests yet. Ten real questions are a good start." / "还没有测试。先写十条真实问题。";
        text: "A customer's question" / "客户的问题";
        intent: "Must lead to" / "应得到";
        locale: "Language" / "语言";
        add: "Add test" / "添加测试";
        added: "Test added." / "已添加测试。";
        known: "This test is there already." / "已有此测试。";
        full: "There is room for {} tests. Delete one first." / "最多 {} 条测试，请先删除一条。";
        delete: "Delete “{}”" / "删除“{}”";
        out_of_scope: "Nothing: not for us" / "不回答";
        load_failed: "The tests could not be loaded." / "无法加载测试。";
        stale: "Somebody else changed the tests meanwhile. Here they are as they stand; do it again." / "测试刚被他人修改，已显示最新内容，请重试。";
        weak: "What training says" / "训练结果";
        weak_none: "Train to see which questions are hard to tell apart." / "训练后可看到哪些问题容易混淆。";
        weak_fine: "No question stands out as weak." / "没有特别薄弱的问题。";
        few: "too few examples" / "问法太少";
        mistaken: "often mistaken" / "常被误认";
        overlap: "“{}” and “{}” are taken for each other" / "“{}”与“{}”容易混淆";
        clash: "“{}” is taken for “{}”" / "“{}”被当作“{}”";
        more_pairs: "and {} more pairs, each less often" / "另有 {} 对，混淆较少";
        duplicate: "“{}” stands in several questions" / "“{}”出现在多个问题中";
        recognised: "{} of {} recognised" / "{}/{} 被识别";
    }
}
