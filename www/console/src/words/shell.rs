//! Around the pages: where one can go, and how the draft fares.

texts! {
    /// Of the shell.
    ShellWords {
        pages: "Pages" / "页面";
        to_content: "Skip to the page" / "跳到正文";
        questions: "Questions" / "问题";
        unanswered: "Unanswered" / "未能回答";
        flows: "Guided flows" / "引导流程";
        trial: "Try it" / "试一试";
        tests: "Tests" / "测试";
        publish: "Publish" / "发布";
        look: "Appearance" / "外观";
        install: "Install" / "安装";
        staff: "Staff and hours" / "员工与时间";
        desk: "Agent's desk" / "客服工作台";
        sign_out: "Sign out" / "退出登录";
        switch_language: "中文" / "English";
        loading: "Loading…" / "正在加载…";
        no_network: "No connection. Trying again…" / "网络未连接，正在重试…";
        no_answer: "The server did not answer. Nothing was changed." / "服务器没有回应，未作任何改动。";
        try_again: "Try again" / "重试";
        close: "Close" / "关闭";
        cancel: "Cancel" / "取消";
        undo: "Undo" / "撤销";
        redo: "Redo" / "重做";
        undone: "Undone." / "已撤销。";
        redone: "Done again." / "已重做。";
        saved: "Saved" / "已保存";
        saved_ago: "Saved {}" / "{}保存";
        unsaved: "Not saved yet" / "尚未保存";
        saving: "Saving…" / "正在保存…";
        offline: "Offline. Your changes are kept in this browser and saved when the connection is back."
            / "已离线。您的改动保存在此浏览器中，恢复连接后会自动保存。";
        conflict: "{} saved this playbook {}, while you were writing. Nothing of yours is lost: choose which one goes on."
            / "在您编辑期间，{}于{}保存了内容。您的改动没有丢失：请选择以哪一份为准。";
        keep_mine: "Keep mine" / "保留我的";
        take_theirs: "Take theirs" / "采用对方的";
        download_mine: "Download mine" / "下载我的";
        too_long: "The playbook is longer than can be stored. Remove something to save again." / "内容超过可保存的长度，请删减后再保存。";
        recovered: "Changes that had not been saved the last time are back." / "上次未保存的改动已恢复。";
        somebody: "Somebody" / "有人";
        not_allowed: "This page is for owners. Ask an owner of the site." / "此页面仅限所有者使用，请联系本站所有者。";
        no_rights: "You are signed in as {}, who may not edit the playbook. An owner can change that under Staff and hours."
            / "您以“{}”身份登录，不能编辑内容。所有者可在“员工与时间”中更改。";
        not_yaml: "The playbook cannot be read. Nothing is lost: mend the text below, or take it out and put it back."
            / "内容无法读取，但没有丢失：可在下方修正文本，或下载后修改。";
        text: "The playbook as text" / "内容文本";
        text_save: "Read this text" / "读取此文本";
        download: "Download the playbook (YAML)" / "下载内容（YAML）";
        lab_died: "The part that reads the playbook has stopped. Your changes are saved; reload the page to go on."
            / "读取内容的程序已停止。您的改动已保存，请重新加载页面。";
        reload: "Reload" / "重新加载";
        errors: "{} to mend" / "{} 项需修正";
        warnings: "{} hints" / "{} 条建议";
        error: "To mend" / "需修正";
        warning: "Hint" / "建议";
        optional: "optional" / "可选";
        delete: "Delete" / "删除";
        add: "Add" / "添加";
        save: "Save" / "保存";
        ok_saved: "Saved." / "已保存。";
        more: "More" / "更多";
    }
}
