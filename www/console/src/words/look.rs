//! How the chat looks.

texts! {
    /// Of the appearance.
    LookWords {
        title: "Appearance" / "外观";
        lead: "How the chat looks and greets. It changes for customers when you publish." / "聊天窗口的外观与问候语，发布后对客户生效。";
        accent: "Colour" / "主题色";
        accent_code: "As a code" / "色值";
        contrast: "White text on it has a contrast of {}: readable." / "白色文字的对比度为 {}，清晰可读。";
        contrast_low: "White text on it has a contrast of {}; 4.5 is readable for everybody." / "白色文字的对比度为 {}；达到 4.5 才人人可读。";
        darker: "Take a darker one" / "换用更深的颜色";
        not_colour: "This is no colour: write # and six digits, such as #0c6b58." / "这不是颜色：请写 # 加六位数字，例如 #0c6b58。";
        name: "Name of the site" / "站点名称";
        assistant: "Name of the assistant" / "助手名称";
        greeting: "Greeting" / "问候语";
        suggestions: "Suggested questions" / "推荐问题";
        suggestions_hint: "Up to four; customers tap them" / "最多四个，供客户点选";
        locales: "Languages" / "语言";
        locale_add: "Add a language" / "添加语言";
        locale_first: "default" / "默认";
        locale_remove: "Remove {}" / "移除{}";
        locale_removed: "{} is removed. Its texts stay in the playbook until you delete them." / "已移除{}，其文本仍保留在内容中。";
        preview: "Preview" / "预览";
        phone: "Phone" / "手机";
        desktop: "Desktop" / "电脑";
        dark: "Dark" / "深色";
        placeholder: "Write a message" / "输入消息";
        person: "Talk to a person" / "转人工";
        page: "A page of yours" / "您的页面";
        in_language: "In {}" / "{}";
    }
}
