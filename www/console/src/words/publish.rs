//! Publishing, versions and differences.

texts! {
    /// Of publishing.
    PublishWords {
        title: "Publish" / "发布";
        lead: "Customers get what is published. Look at what changes, then publish." / "客户看到的是已发布的内容。先查看改动，再发布。";
        live: "Customers get version {}, published {} by {}." / "客户当前使用版本 {}（{}发布，发布人：{}）。";
        never: "Nothing is published yet: the chat answers nothing." / "尚未发布：聊天助手还不能回答。";
        errors: "Mend these first" / "请先修正";
        errors_lead: "They keep the playbook from being published." / "修正之前无法发布。";
        warnings: "Hints ({})" / "建议（{}）";
        part_rest: "The whole playbook" / "整体";
        changes: "What changes" / "改动";
        changes_none: "Nothing differs from what customers get." / "与客户当前使用的内容没有差别。";
        changes_order: "Only order, comments or blanks differ." / "仅顺序、注释或空白不同。";
        changes_all: "Everything is new: {} questions and {} flows." / "全部为新内容：{} 个问题，{} 个流程。";
        changes_loading: "Comparing…" / "正在比较…";
        changes_failed: "The published version could not be loaded." / "无法加载已发布的版本。";
        added: "new" / "新增";
        removed: "gone" / "删除";
        changed: "changed" / "修改";
        questions: "Questions" / "问题";
        flows: "Guided flows" / "引导流程";
        rest: "Everything else" / "其他";
        gap: "…" / "…";
        note: "What is new, for your colleagues" / "给同事的说明";
        note_hint: "for example Prices of 2027" / "例如 2027 年价格";
        publish: "Publish" / "发布";
        preparing: "Saving…" / "正在保存…";
        training: "Training and publishing… {} %" / "正在训练并发布… {} %";
        training_by: "{} is publishing… {} %" / "{} 正在发布… {} %";
        published: "Published. Customers get it from now on." / "已发布，客户从现在起使用新内容。";
        failed: "It was not published: {}" / "未能发布：{}";
        unsaved: "Your changes could not be saved, so nothing was published." / "改动无法保存，因此没有发布。";
        hidden_leave: "You may leave this page; it goes on." / "可以离开此页面，发布会继续。";
        versions: "Versions" / "版本";
        versions_none: "No versions yet." / "还没有版本。";
        versions_failed: "The versions could not be loaded." / "无法加载版本列表。";
        version: "Version {}" / "版本 {}";
        by: "{} · {} · {} questions" / "{} · {} · {} 个问题";
        is_live: "customers get this" / "客户正在使用";
        is_draft: "never published" / "未发布";
        look: "Differences to the draft" / "与草稿的差别";
        look_title: "From version {} to your draft" / "从版本 {} 到当前草稿";
        look_back: "Back" / "返回";
        restore: "Bring back" / "恢复";
        restored: "Version {} is your draft again. Publish it to bring it to customers." / "版本 {} 已恢复为草稿，发布后客户才会看到。";
        download: "Download" / "下载";
        operator: "the operator" / "管理员";
        mended: "Nothing to mend." / "没有需要修正的问题。";
    }
}
