//! How the chat looks, who may frame it, and the skills of routing.

use playbook::{PageSuggestions, Settings, Skill};

use crate::limits;
use crate::read::{Fields, Reader, ReferenceKind};
use crate::tree::Node;

const KEYS: [&str; 8] = [
    "allowed_domains",
    "accent",
    "assistant_name",
    "greeting",
    "suggestions",
    "page_suggestions",
    "close_unanswered_after_hours",
    "forget_after_days",
];
/// A teal that is readable under white text.
const ACCENT: &str = "#0f766e";

/// How long conversations go on and are kept, where the owner says so.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kept {
    pub(crate) patience_minutes: Option<u32>,
    pub(crate) retention_days: Option<u32>,
}

impl Reader<'_> {
    /// The public settings, the allowed domains, and what the edge alone is told.
    pub(crate) fn settings(&mut self, fields: &Fields<'_>) -> (Settings, Vec<String>, Kept) {
        let mut settings = Settings { accent: ACCENT.to_owned(), ..Settings::default() };
        let Some(node) = fields.required("settings", self) else { return (settings, Vec::new(), Kept::default()) };
        let Some(fields) = Fields::read(node, "settings", &KEYS, self) else { return (settings, Vec::new(), Kept::default()) };
        if let Some(accent) = fields.optional("accent").and_then(|node| self.accent(node)) {
            settings.accent = accent;
        }
        if let Some(node) = fields.required("assistant_name", self) {
            settings.assistant_name = self.localized(node, limits::NAME);
        }
        if let Some(node) = fields.required("greeting", self) {
            settings.greeting = self.localized(node, limits::SPOKEN);
        }
        settings.suggestions = self.suggestions(fields.optional("suggestions"));
        let pages = self.each(fields.optional("page_suggestions"), "page_suggestions");
        settings.pages = pages.into_iter().filter_map(|node| self.page(node)).collect();
        let listed = fields.required("allowed_domains", self);
        let nodes = self.each(listed, "allowed_domains");
        if let (true, Some(node)) = (nodes.is_empty(), listed) {
            self.findings.error(node.place, "no domain is allowed", "list the domains your chat may appear on");
        }
        let domains = nodes.into_iter().filter_map(|node| self.domain(node)).collect();
        let kept = Kept {
            patience_minutes: fields.optional("close_unanswered_after_hours").and_then(|node| self.patience(node)),
            retention_days: fields.optional("forget_after_days").and_then(|node| self.retention(node)),
        };
        (settings, domains, kept)
    }

    fn suggestions(&mut self, node: Option<&Node>) -> Vec<wire::IntentId> {
        let suggestions = self.each(node, "suggestions");
        if let Some(node) = suggestions.get(limits::SUGGESTIONS) {
            self.findings.warning(
                node.place,
                format!("there are {} suggestions", suggestions.len()),
                format!("keep the best {}", limits::SUGGESTIONS),
            );
        }
        let mut known = Vec::new();
        for node in suggestions {
            if let Some(id) = self.id::<wire::IntentId>("intent", node) {
                self.refer(ReferenceKind::Intent, id.as_str(), node.place);
                known.push(id);
            }
        }
        known
    }

    /// The path of a page, and what is offered there.
    fn page(&mut self, node: &Node) -> Option<PageSuggestions> {
        let fields = Fields::read(node, "page suggestions", &["path", "suggestions"], self)?;
        let path_node = fields.required("path", self)?;
        let path = self.text(path_node)?.to_owned();
        if !path.starts_with('/') || path.contains(['?', '#', '*']) {
            self.findings.error(
                path_node.place,
                format!("`{path}` is not the path of a page"),
                "write it as after the domain, such as `/returns`; what lies under it is meant too",
            );
            return None;
        }
        let listed = fields.required("suggestions", self);
        let suggestions = self.suggestions(listed);
        Some(PageSuggestions { path, suggestions })
    }

    /// Whole days.
    fn retention(&mut self, node: &Node) -> Option<u32> {
        let (least, most) = (wire::limits::RETENTION_DAYS_MIN, wire::limits::RETENTION_DAYS_MAX);
        let text = self.text(node)?;
        let fitting = text.parse().ok().filter(|days| (least..=most).contains(days));
        if fitting.is_none() {
            self.findings.error(
                node.place,
                format!("`{text}` is not a number of days that a conversation can be kept for"),
                format!("write a whole number from {least} to {most}, or leave it out for {}", wire::limits::RETENTION_DAYS),
            );
        }
        fitting
    }

    /// Whole hours, in minutes.
    fn patience(&mut self, node: &Node) -> Option<u32> {
        let (least, most) = (wire::limits::PATIENCE_MIN.as_secs() / 60, wire::limits::PATIENCE_MAX.as_secs() / 60);
        let text = self.text(node)?;
        let minutes = text.parse().ok().and_then(|hours: u32| hours.checked_mul(60));
        let fitting = minutes.filter(|minutes| (least..=most).contains(&u64::from(*minutes)));
        if fitting.is_none() {
            let (least, most) = (least.div_ceil(60), most / 60);
            self.findings.error(
                node.place,
                format!("`{text}` is not a number of hours that a visitor can be waited for"),
                format!("write a whole number from {least} to {most}, or leave it out for 24"),
            );
        }
        fitting
    }

    pub(crate) fn routing(&mut self, fields: &Fields<'_>) -> Vec<Skill> {
        let Some(node) = fields.optional("routing") else { return Vec::new() };
        let Some(fields) = Fields::read(node, "routing", &["skills"], self) else { return Vec::new() };
        self.each(fields.optional("skills"), "skills").into_iter().filter_map(|node| self.skill(node)).collect()
    }

    fn skill(&mut self, node: &Node) -> Option<Skill> {
        let fields = Fields::read(node, "a skill", &["id", "title"], self)?;
        let id_node = fields.required("id", self)?;
        let id: wire::SkillId = self.id("skill", id_node)?;
        self.define(ReferenceKind::Skill, id.as_str(), id_node.place);
        let title = fields.required("title", self)?;
        let title = self.localized(title, limits::LABEL);
        Some(Skill { id, title })
    }

    fn accent(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?.to_ascii_lowercase();
        let Some(contrast) = contrast_with_white(&text) else {
            self.findings.error(
                node.place,
                format!("`{text}` is not a colour"),
                "write `\"#rrggbb\"` in quotes, such as \"#0f766e\"",
            );
            return None;
        };
        if contrast < 4.5 {
            self.findings.warning(
                node.place,
                format!("white text on `{text}` has a contrast of {contrast:.1}"),
                "choose a darker colour: 4.5 is readable for everybody",
            );
        }
        Some(text)
    }

    fn domain(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        let is_domain = is_domain(text);
        if !is_domain {
            self.findings.error(
                node.place,
                format!("`{text}` is not a domain"),
                "write it without `https://` and path: `shop.example`, `*.shop.example` or `localhost:8788`",
            );
        }
        is_domain.then(|| text.to_owned())
    }
}

/// `host`, `host:port` or `*.host`, in lower case. It becomes part of a Content-Security-Policy, so nothing else may pass.
fn is_domain(text: &str) -> bool {
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|number| number > 0 && number.to_string() == port));
    let host = host.strip_prefix("*.").unwrap_or(host);
    let is_part = |part: &str| {
        (1..=63).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    is_port && host.len() <= 253 && host.split('.').all(is_part)
}

/// The contrast ratio of WCAG 2.2 between white and `#rrggbb`.
fn contrast_with_white(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let bits = u32::from_str_radix(digits, 16).ok()?;
    let light = |shift: u32| {
        let share = f64::from((bits >> shift) & 0xff) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    Some(1.05 / (0.2126 * light(16) + 0.7152 * light(8) + 0.0722 * light(0) + 0.05))
}
