//! The first playbook of a new site: small, true of every site, and fit to be published as it is.

use std::fmt::Write;

use wire::{Locale, SiteId};

use crate::finding::Findings;
use crate::{compile, limits};

/// What a new site is told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSite<'a> {
    pub site: &'a SiteId,
    /// In its one language.
    pub name: &'a str,
    pub locale: &'a Locale,
    /// Whose pages may show the chat.
    pub domain: &'a str,
}

/// The text of its playbook, in the language of the site where that is Chinese, else in English.
///
/// # Errors
/// The findings, where the name is too long, the locale is not one or the domain is not one.
pub fn start(site: NewSite<'_>) -> Result<String, Findings> {
    let words = if site.locale.as_str().split('-').next() == Some("zh") { &ZH } else { &EN };
    let text = written(site, words);
    match compile("playbook", &text) {
        Ok(_) => Ok(text),
        Err(findings) => Err(findings),
    }
}

/// Whether a name fits; it has at least a character that shows.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.trim().is_empty() && limits::width(name.trim()) <= limits::NAME
}

struct Words {
    comment: &'static str,
    assistant: &'static str,
    greeting: &'static str,
    intents: [Topic; 3],
    outside: [&'static str; 8],
}

struct Topic {
    id: &'static str,
    title: &'static str,
    examples: [&'static str; 8],
    /// None hands over to a person.
    answer: Option<&'static str>,
}

fn written(NewSite { site, name, locale, domain }: NewSite<'_>, words: &Words) -> String {
    let (name, domain) = (quoted(name.trim()), quoted(domain.trim()));
    let Words { comment, assistant, greeting, intents, outside } = words;
    let (assistant, greeting) = (quoted(assistant), quoted(greeting));
    let mut text = format!(
        "# {comment}\nversion: 1\nsite: {site}\nname:\n  {locale}: {name}\nlocales:\n  - {locale}\nsettings:\n  allowed_domains:\n    \
         - {domain}\n  accent: \"#0f766e\"\n  assistant_name:\n    {locale}: {assistant}\n  greeting:\n    {locale}: {greeting}\n  \
         suggestions:\n    - about_assistant\n    - person\nintents:\n"
    );
    for Topic { id, title, examples, answer } in intents {
        let _ = write!(text, "  - id: {id}\n    title:\n      {locale}: {}\n    examples:\n      {locale}:\n", quoted(title));
        listed(&mut text, examples);
        let _ = match answer {
            Some(answer) => writeln!(text, "    answer:\n      {locale}: {}", quoted(answer)),
            None => writeln!(text, "    handoff: true"),
        };
    }
    let _ = write!(text, "out_of_scope:\n  examples:\n    {locale}:\n");
    for example in outside {
        let _ = writeln!(text, "      - {}", quoted(example));
    }
    text
}

fn listed(text: &mut String, examples: &[&str]) {
    for example in examples {
        let _ = writeln!(text, "        - {}", quoted(example));
    }
}

/// A double-quoted scalar of one line.
fn quoted(text: &str) -> String {
    let kept = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
    let escaped: String =
        kept.flat_map(|letter| matches!(letter, '"' | '\\').then_some('\\').into_iter().chain([letter])).collect();
    format!("\"{escaped}\"")
}

const EN: Words = Words {
    comment: "What customers ask and what they are answered. Begin here: add the questions your customers ask most.",
    assistant: "Assistant",
    greeting: "Hello. Ask me anything; a person is one tap away.",
    intents: [
        Topic {
            id: "about_assistant",
            title: "What can you do?",
            examples: [
                "what can you do",
                "who are you",
                "are you a robot",
                "am I talking to a machine",
                "how does this chat work",
                "what can I ask you",
                "what is this chat for",
                "are you a real person",
            ],
            answer: Some(
                "I am an assistant and answer what I know at once. For everything else a person takes over, right here in this chat.",
            ),
        },
        Topic {
            id: "person",
            title: "Talk to a person",
            examples: [
                "I want to talk to a person",
                "get me a human",
                "can I speak to somebody",
                "customer service please",
                "connect me with an agent",
                "is anybody there",
                "I need help from a real person",
                "talk to support",
            ],
            answer: None,
        },
        Topic {
            id: "thanks",
            title: "Thank you",
            examples: [
                "thanks",
                "thank you very much",
                "great, that helped",
                "that is all, thanks",
                "perfect",
                "cheers",
                "ok thank you, bye",
                "you helped me a lot",
            ],
            answer: Some("You are welcome. Write again whenever you like."),
        },
    ],
    outside: [
        "tell me a joke",
        "who won the match",
        "what is the capital of France",
        "write me a poem",
        "what is two plus two",
        "do you love me",
        "how do I bake a cake",
        "what will the weather be",
    ],
};

const ZH: Words = Words {
    comment: "客户会问什么、怎么回答。从这里开始：先加上客户最常问的问题。",
    assistant: "小助手",
    greeting: "您好，有问题尽管问我；需要时点一下就能转人工。",
    intents: [
        Topic {
            id: "about_assistant",
            title: "你能做什么？",
            examples: [
                "你能做什么",
                "你是谁",
                "你是机器人吗",
                "我在跟机器说话吗",
                "这个聊天怎么用",
                "我可以问你什么",
                "这里是干什么的",
                "你是真人吗",
            ],
            answer: Some("我是智能助手，知道的马上回答；其他问题会由同事在这个窗口里接着为您处理。"),
        },
        Topic {
            id: "person",
            title: "转人工",
            examples: [
                "转人工",
                "我要找人工客服",
                "叫个真人来",
                "能不能跟人说",
                "人工服务",
                "有人在吗",
                "我想和客服说话",
                "接通客服",
            ],
            answer: None,
        },
        Topic {
            id: "thanks",
            title: "谢谢",
            examples: [
                "谢谢",
                "非常感谢",
                "太好了，解决了",
                "没别的事了，谢谢",
                "好的，再见",
                "辛苦了",
                "帮了大忙",
                "明白了，多谢",
            ],
            answer: Some("不客气，有问题随时来问。"),
        },
    ],
    outside: [
        "讲个笑话",
        "昨天谁赢了",
        "法国的首都是哪里",
        "给我写首诗",
        "一加一等于几",
        "你爱我吗",
        "蛋糕怎么做",
        "明天天气怎么样",
    ],
};
