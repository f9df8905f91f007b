//! Staff and hours.

texts! {
    /// Of staff and hours.
    StaffWords {
        title: "Staff and hours" / "员工与时间";
        lead: "Who answers, and when. Saved at once, without publishing." / "谁来回答、何时回答。保存后立即生效，无需发布。";
        staff: "Staff" / "员工";
        load_failed: "The staff could not be loaded." / "无法加载员工列表。";
        add: "Add somebody" / "添加员工";
        name: "Name" / "姓名";
        email: "E-mail" / "邮箱";
        password: "Password" / "密码";
        password_new: "at least {} characters" / "至少 {} 个字符";
        password_keep: "empty: stays as it is" / "留空则不变";
        role: "Role" / "角色";
        agent: "Agent: answers customers" / "客服：回答客户";
        supervisor: "Supervisor: sees who is on what" / "主管：查看并分配会话";
        editor: "Editor: writes and publishes" / "编辑：编写并发布";
        owner: "Owner: everything" / "所有者：全部权限";
        skills: "Skills" / "技能";
        capacity: "Conversations at once" / "同时会话数";
        remove: "Remove {}" / "移除{}";
        removed: "{} is taken off the list; save to make it so." / "{}已从列表移除，保存后生效。";
        you: "you" / "您";
        save: "Save the staff" / "保存员工";
        saved: "The staff is saved." / "员工已保存。";
        unsaved: "Not saved yet" / "尚未保存";
        stale: "Somebody else changed the staff meanwhile. It is shown as it stands; make your change again." / "员工列表刚被他人修改，已显示最新内容，请重新修改。";
        skills_title: "Skills" / "技能";
        skills_lead: "What questions may need and staff may have. They are part of the playbook." / "问题可能需要、员工可能具备的专长，属于发布内容的一部分。";
        skill_new: "New skill" / "新技能";
        skill_add: "Add skill" / "添加技能";
        hours: "Opening hours" / "营业时间";
        hours_lead: "When people answer. Outside of them customers are told when you are back." / "人工服务时间。其他时间会告知客户何时恢复。";
        hours_always: "Open always" / "全天开放";
        zone: "Time zone" / "时区";
        zone_hint: "for example Asia/Shanghai" / "例如 Asia/Shanghai";
        day_hint: "for example 09:00-12:30, 13:30-18:00; empty is closed" / "例如 09:00-12:30, 13:30-18:00；留空为休息";
        holidays: "Special days" / "特殊日期";
        holidays_hint: "One a line: 2026-12-25, or 2026-12-31 10:00-14:00" / "每行一个：2026-12-25，或 2026-12-31 10:00-14:00";
        wrong_zone: "Write a time zone, such as Asia/Shanghai." / "请填写时区，例如 Asia/Shanghai。";
        wrong_day: "The hours of {} cannot be read. Write them like 09:00-18:00." / "无法读取{}的时间，请按 09:00-18:00 填写。";
        wrong_holiday: "This line cannot be read: {}" / "无法读取此行：{}";
        sla: "Promises" / "服务承诺";
        sla_first: "First answer within, minutes" / "首次回应（分钟内）";
        sla_next: "Next answers within, minutes" / "后续回应（分钟内）";
        sla_done: "Settled within, minutes" / "解决（分钟内）";
        sla_hours: "Only open hours count" / "仅计算营业时间";
        sla_hint: "Empty: no promise. Agents are warned before it is broken." / "留空表示不承诺。临近超时会提醒客服。";
        save_hours: "Save the hours" / "保存时间";
        hours_saved: "The hours are saved." / "时间已保存。";
        hours_failed: "Hours and promises could not be loaded." / "无法加载时间与承诺。";
        monday: "Monday" / "星期一";
        tuesday: "Tuesday" / "星期二";
        wednesday: "Wednesday" / "星期三";
        thursday: "Thursday" / "星期四";
        friday: "Friday" / "星期五";
        saturday: "Saturday" / "星期六";
        sunday: "Sunday" / "星期日";
    }
}
