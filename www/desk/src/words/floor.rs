//! The supervisor's view.

use wire::Presence;
use wire::floor::{Deed, ForcedReason};

use super::{Words, count};

/// Its fixed texts.
pub struct FloorWords {
    pub title: &'static str,
    pub key: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub only: &'static str,
    pub failed: &'static str,
    pub waiting: &'static str,
    pub late: &'static str,
    pub online: &'static str,
    pub queues: &'static str,
    pub queues_empty: &'static str,
    pub skill: &'static str,
    pub channel: &'static str,
    pub count: &'static str,
    pub offered: &'static str,
    pub longest: &'static str,
    pub target: &'static str,
    pub of_target: &'static str,
    pub calm: &'static str,
    pub soon: &'static str,
    pub over: &'static str,
    pub agents: &'static str,
    pub agent: &'static str,
    pub presence_of: &'static str,
    pub load: &'static str,
    pub on: &'static str,
    pub nothing: &'static str,
    pub since: &'static str,
    pub away: &'static str,
    pub more: &'static str,
    pub listen: &'static str,
    pub listen_hint: &'static str,
    pub open_longest: &'static str,
    pub assign: &'static str,
    pub key_assign: &'static str,
    pub assign_title: &'static str,
    pub assign_find: &'static str,
    pub assign_none: &'static str,
    pub assign_hint: &'static str,
    pub reason_title: &'static str,
    pub reason_find: &'static str,
    pub reason_none: &'static str,
    pub expert: &'static str,
    pub balance: &'static str,
    pub pressing: &'static str,
    pub other: &'static str,
    pub beyond: &'static str,
    pub done: &'static str,
    pub presence_done: &'static str,
    pub nothing_to_answer: &'static str,
    pub not_connected: &'static str,
    pub holds_too_many: &'static str,
    pub not_done: &'static str,
    pub gave: &'static str,
    pub took: &'static str,
    pub set_presence: &'static str,
    pub chosen_by: &'static str,
    pub instead_of: &'static str,
}

pub(super) static EN: FloorWords = FloorWords {
    title: "Supervisor's view",
    key: "Supervisor's view: queues, and who is on what",
    show: "Supervisor's view",
    hide: "Back to the conversations",
    only: "Only supervisors see this.",
    failed: "The desk did not answer; this is what was last known.",
    waiting: "waiting",
    late: "past the target",
    online: "of {} online",
    queues: "Queues",
    queues_empty: "Nobody waits.",
    skill: "Skill",
    channel: "Channel",
    count: "Waiting",
    offered: "{} being offered",
    longest: "Longest wait",
    target: "Target used",
    of_target: "{} % of {}",
    calm: "on time",
    soon: "soon late",
    over: "late",
    agents: "Agents",
    agent: "Agent",
    presence_of: "Presence of {}",
    load: "Load",
    on: "On",
    nothing: "Nothing just now",
    since: "for {}",
    away: "gone for {}",
    more: "and {} more",
    listen: "Listen in",
    listen_hint: "Listen in: {}. The agent sees that you read along; the customer does not.",
    open_longest: "Open the longest waiting: {}",
    assign: "Assign",
    key_assign: "Assign the conversation to an agent",
    assign_title: "Who is to answer this conversation?",
    assign_find: "Find an agent",
    assign_none: "Nobody like that is here with room.",
    assign_hint: "They answer at once, up to two more than their capacity. Both agents are told that it was you.",
    reason_title: "Why?",
    reason_find: "Choose a reason",
    reason_none: "No such reason.",
    expert: "They know the matter best",
    balance: "Others have too much",
    pressing: "It cannot wait any longer",
    other: "Another reason",
    beyond: "beyond capacity",
    done: "{} answers it now.",
    presence_done: "Presence set; they were told that it was you.",
    nothing_to_answer: "Nobody waits there any more.",
    not_connected: "They have no desk open and would not hear of it.",
    holds_too_many: "They hold too much already.",
    not_done: "That was not done. Try again.",
    gave: "{} gave you a conversation: {}.",
    took: "{} gave this conversation of yours to {}.",
    set_presence: "{} set you to {}.",
    chosen_by: "Chosen by {}: {}",
    instead_of: "It was {}'s before.",
};

pub(super) static ZH: FloorWords = FloorWords {
    title: "主管视图",
    key: "主管视图：队列与各客服状况",
    show: "主管视图",
    hide: "返回会话",
    only: "仅主管可见。",
    failed: "工作台没有回应，以下为最近所知情况。",
    waiting: "等待中",
    late: "已超时",
    online: "/ {} 在线",
    queues: "队列",
    queues_empty: "没有人在等待。",
    skill: "技能",
    channel: "渠道",
    count: "等待",
    offered: "其中 {} 个正在派送",
    longest: "最长等待",
    target: "目标用时占比",
    of_target: "{}%（目标 {}）",
    calm: "正常",
    soon: "即将超时",
    over: "已超时",
    agents: "客服",
    agent: "客服",
    presence_of: "{} 的状态",
    load: "负载",
    on: "正在处理",
    nothing: "暂无会话",
    since: "已 {}",
    away: "已离开 {}",
    more: "还有 {} 个",
    listen: "旁听",
    listen_hint: "旁听：{}。客服会看到您在旁听，客户不会。",
    open_longest: "打开等待最久的会话：{}",
    assign: "指派",
    key_assign: "将会话指派给客服",
    assign_title: "由谁来回复此会话？",
    assign_find: "查找客服",
    assign_none: "没有符合且有空位的客服。",
    assign_hint: "对方立即接手，最多可超出容量两个。相关客服会得知是您指派的。",
    reason_title: "原因？",
    reason_find: "选择原因",
    reason_none: "没有这样的原因。",
    expert: "此人最熟悉该问题",
    balance: "其他人任务过多",
    pressing: "不能再等",
    other: "其他原因",
    beyond: "超出容量",
    done: "现由 {} 回复。",
    presence_done: "状态已更改，对方已得知是您所为。",
    nothing_to_answer: "该会话已无人等待。",
    not_connected: "对方没有打开工作台，无法得知。",
    holds_too_many: "对方持有的会话已过多。",
    not_done: "未能完成，请重试。",
    gave: "{} 指派给您一个会话：{}。",
    took: "{} 已将您的这个会话交给 {}。",
    set_presence: "{} 将您的状态设为{}。",
    chosen_by: "由 {} 选定：{}",
    instead_of: "此前由 {} 回复。",
};

#[must_use]
pub fn reason(w: &Words, reason: ForcedReason) -> &'static str {
    match reason {
        ForcedReason::Expert => w.floor.expert,
        ForcedReason::Balance => w.floor.balance,
        ForcedReason::Pressing => w.floor.pressing,
        ForcedReason::Other => w.floor.other,
    }
}

/// What a supervisor did to this agent.
#[must_use]
pub fn deed(w: &Words, by: &str, deed: &Deed) -> Option<String> {
    Some(match deed {
        Deed::Gave { reason: why, .. } => count(w.floor.gave, &[by, reason(w, *why)]),
        Deed::Took { to, .. } => count(w.floor.took, &[by, to]),
        Deed::SetPresence { presence } => count(w.floor.set_presence, &[by, presence_text(w, *presence)]),
        Deed::Unknown => return None,
    })
}

#[must_use]
pub fn presence_text(w: &Words, presence: Presence) -> &'static str {
    match presence {
        Presence::Online => w.online,
        Presence::Busy => w.busy,
        Presence::Offline => w.offline,
    }
}

#[cfg(test)]
mod tests {
    use ui::Lang;

    use super::*;
    use crate::words::words;

    #[test]
    fn an_agent_is_told_who_did_what_in_their_language() {
        let set = Deed::SetPresence { presence: Presence::Busy };
        assert_eq!(deed(words(Lang::En), "Bea", &set).as_deref(), Some("Bea set you to Busy."));
        assert!(deed(words(Lang::Zh), "Bea", &set).is_some_and(|text| text.starts_with("Bea 将您的状态设为")));
        assert_eq!(deed(words(Lang::En), "Bea", &Deed::Unknown), None);
    }
}
