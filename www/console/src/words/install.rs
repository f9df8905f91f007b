//! Putting the chat on pages.

texts! {
    /// Of installing.
    InstallWords {
        title: "Install" / "安装";
        lead: "Paste this line into every page, just before </body>. It weighs 2.5 kB and asks for nothing before a customer does."
            / "将此代码粘贴到每个页面的 </body> 之前。它只有 2.5 kB，客户操作之前不会请求任何内容。";
        snippet: "The snippet" / "安装代码";
        copy: "Copy" / "复制";
        copied: "Copied." / "已复制。";
        copy_failed: "The browser would not copy. Select the text and copy it by hand." / "浏览器不允许复制，请手动选择文本复制。";
        domains: "Where the chat may be shown" / "允许显示聊天的域名";
        domains_hint: "One host a line: www.lumen.example or *.lumen.example. No other page can show it." / "每行一个域名：www.lumen.example 或 *.lumen.example。其他页面无法显示。";
        seen: "Where it was seen" / "已检测到的页面";
        seen_none: "Not seen anywhere yet. Open a page with the snippet and the chat on it; this list looks again by itself." / "尚未检测到。请打开安装了代码的页面并打开聊天窗口，此列表会自动更新。";
        seen_failed: "The list could not be loaded." / "无法加载列表。";
        seen_on: "Seen on {} {}" / "{} 上检测到（{}）";
        refused: "not allowed to show it: add it above and publish" / "不在允许范围内：请在上方添加并发布";
        not_published: "Publish first: until then the chat answers nothing." / "请先发布，否则聊天助手无法回答。";
        link: "A page of its own, for links and QR codes" / "独立页面，可用于链接与二维码";
        guide: "All options are in the guide for embedding." / "所有选项见嵌入指南。";
    }
}
