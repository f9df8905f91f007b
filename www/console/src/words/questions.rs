//! The questions and their answers.

texts! {
    /// Of the page of questions.
    QuestionWords {
        title: "Questions" / "问题";
        lead: "What customers ask, in their words, and what they get." / "客户会怎么问，以及他们得到的回答。";
        list: "All questions" / "全部问题";
        search: "Search questions" / "搜索问题";
        search_none: "Nothing found for “{}”." / "没有找到“{}”。";
        none: "No questions yet. Write the first one: what do people ask you most?" / "还没有问题。先写一个：大家最常问什么？";
        new: "New question" / "新问题";
        new_hint: "for example Delivery times" / "例如 送货时间";
        create: "Add question" / "添加问题";
        created: "Added. Now write how people ask it." / "已添加。请写下大家的问法。";
        import: "Import…" / "导入…";
        import_hint: "CSV, Markdown questions and answers, Rasa YAML, Dialogflow zip; up to {} MB" / "CSV、Markdown 问答、Rasa YAML、Dialogflow 压缩包；最大 {} MB";
        importing: "Reading the files…" / "正在读取文件…";
        import_large: "“{}” is larger than {} MB. Split it, or leave out what is not needed." / "“{}”超过 {} MB，请拆分或删去不需要的部分。";
        imported: "{} new questions, {} extended, {} ways to ask, {} flows." / "新增 {} 个问题，补充 {} 个，{} 条问法，{} 个流程。";
        import_notes: "What you should look at" / "请留意";
        import_title: "Imported" / "导入结果";
        note_left_out: "Left out" / "未导入";
        note_changed: "Changed" / "已调整";
        note_to_add: "To add" / "待补充";
        pick: "Choose a question, or write a new one." / "请选择一个问题，或新建一个。";
        gone: "There is no such question any more." / "此问题已不存在。";
        back: "All questions" / "全部问题";
        id: "Id" / "编号";
        rename: "Change the id" / "更改编号";
        rename_lead: "Reports and links follow it. Small letters, digits and underscores." / "报表与引用会随之更改。仅限小写字母、数字与下划线。";
        rename_do: "Change" / "更改";
        name: "Name" / "名称";
        name_hint: "Short; customers see it among suggestions" / "简短；会作为建议显示给客户";
        examples: "How people ask it" / "客户的问法";
        examples_hint: "One a line; ten or more, as different as people are" / "每行一条；最好十条以上，尽量多样";
        examples_count: "{} ways" / "{} 条";
        answer: "Answer" / "回答";
        answer_hint: "Markdown: **bold**, lists, [links](https://…)" / "支持 Markdown：**加粗**、列表、[链接](https://…)";
        reply: "What they get" / "客户得到";
        reply_answer: "An answer" / "一个回答";
        reply_person: "A person" / "转接人工";
        reply_flow: "The flow “{}”" / "流程“{}”";
        skill: "If a person is needed, one who knows" / "需要人工时，转给擅长";
        skill_any: "Anything" / "不限";
        deleted: "“{}” is deleted." / "“{}”已删除。";
        moved: "Moved to place {} of {}." / "已移到第 {} 位，共 {} 位。";
        move_hint: "Alt with the arrow keys moves a question" / "按 Alt 与方向键可移动问题";
        oos: "Not for us" / "不回答的问题";
        oos_lead: "Questions that look like yours but are not: the assistant then says that it does not know." / "看似相关却不该回答的问题：遇到时助手会说明不知道。";
        duplicate_title: "A question needs a name." / "请填写问题名称。";
        weak: "only {} ways" / "仅 {} 条";
        flow_badge: "flow" / "流程";
        person_badge: "person" / "人工";
        history: "Ctrl+Z undoes within the box" / "按 Ctrl+Z 可在此框内撤销";
    }
}
