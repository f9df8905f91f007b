//! Signing in and making a site.

texts! {
    /// Of signing in and making a site.
    SignWords {
        title: "Sign in" / "登录";
        lead: "Write, test and publish what your chat answers." / "编写、测试并发布聊天助手的回答。";
        site: "Site" / "站点";
        site_hint: "for example lumen" / "例如 lumen";
        email: "E-mail" / "邮箱";
        password: "Password" / "密码";
        show: "Show" / "显示";
        enter: "Sign in" / "登录";
        entering: "Signing in…" / "正在登录…";
        wrong: "Site, e-mail and password do not fit together." / "站点、邮箱与密码不匹配。";
        locked: "Too many attempts. You can try again in {}." / "尝试次数过多，请在 {} 后重试。";
        ended: "Your session is over. What you wrote is kept in this browser; sign in to go on." / "登录已过期。您写的内容保存在此浏览器中，登录后继续。";
        no_network: "No connection. Check it and try again." / "网络未连接，请检查后重试。";
        server: "The server had trouble. Try again in a moment." / "服务器出了问题，请稍后重试。";
        new_site: "Make a new site" / "新建站点";
        have_site: "I have a site already" / "我已有站点";
        new_title: "A new site" / "新建站点";
        new_lead: "It takes a minute. You can change everything but the short name later." / "只需一分钟。除短名称外，其他都可以以后修改。";
        name: "What is it called?" / "站点名称";
        name_hint: "Customers see this name, for example Lumen Lamps" / "客户会看到这个名称，例如“流明灯具”";
        code: "Short name" / "短名称";
        code_hint: "2 to 32 letters, digits and hyphens; it stays in the snippet" / "2 至 32 个小写字母、数字或连字符；会写在安装代码中";
        locale: "Main language of your customers" / "客户的主要语言";
        domain: "Where will the chat be?" / "聊天窗口放在哪里？";
        domain_hint: "The host of your pages, for example www.lumen.example" / "网页的域名，例如 www.lumen.example";
        person: "Your name" / "您的姓名";
        new_password_hint: "At least {} characters" / "至少 {} 个字符";
        invitation: "Invitation code" / "邀请码";
        invitation_hint: "From whoever runs this server" / "由服务器管理员提供";
        create: "Make the site" / "创建站点";
        creating: "Making it…" / "正在创建…";
        wrong_code: "This invitation code is not valid." / "邀请码无效。";
        taken: "There is a site of this short name already. Choose another." / "此短名称已被使用，请换一个。";
        bad_site: "A short name has 2 to 32 small letters, digits and hyphens, and begins with a letter." / "短名称须为 2 至 32 个小写字母、数字或连字符，并以字母开头。";
        bad_domain: "This is not the name of a host, like www.lumen.example." / "这不是有效的域名，例如 www.lumen.example。";
        short_password: "The password is too short." / "密码太短。";
        refused: "The server would not have it: {}" / "服务器未接受：{}";
    }
}
