//! Findings by what they concern.

use book::{Finding, Severity};

/// Of an intent: those of one field and locale. A finding of no locale stands at the default one.
#[must_use]
pub fn of_field<'a>(findings: &'a [Finding], intent: &str, field: &str, locale: &str, default: &str) -> Vec<&'a Finding> {
    let fits = |finding: &&Finding| {
        finding.at.intent.as_deref() == Some(intent)
            && finding.at.field.as_deref() == Some(field)
            && finding.at.locale.as_deref().unwrap_or(default) == locale
    };
    findings.iter().filter(fits).collect()
}

/// Of an intent: those of none of the fields and locales that are shown.
#[must_use]
pub fn of_rest<'a>(findings: &'a [Finding], intent: &str, fields: &[&str], locales: &[String]) -> Vec<&'a Finding> {
    let is_shown = |finding: &Finding| {
        finding.at.field.as_deref().is_some_and(|field| fields.contains(&field))
            && finding.at.locale.as_ref().is_none_or(|locale| locales.contains(locale))
    };
    findings.iter().filter(|finding| finding.at.intent.as_deref() == Some(intent) && !is_shown(finding)).collect()
}

/// Of a flow, or of one of its steps.
#[must_use]
pub fn of_flow<'a>(findings: &'a [Finding], flow: &str, step: Option<&str>) -> Vec<&'a Finding> {
    let fits = |finding: &&Finding| finding.at.flow.as_deref() == Some(flow) && finding.at.step.as_deref() == step;
    findings.iter().filter(fits).collect()
}

/// Of a field of the settings, or what concerns the whole playbook.
#[must_use]
pub fn of_setting<'a>(findings: &'a [Finding], field: &str) -> Vec<&'a Finding> {
    let fits = |finding: &&Finding| {
        finding.at.intent.is_none() && finding.at.flow.is_none() && finding.at.field.as_deref() == Some(field)
    };
    findings.iter().filter(fits).collect()
}

/// Of a part that can be gone to: an intent, a flow, or neither.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Rest,
    Intent(String),
    Flow(String),
}

/// All of them, by part, those with errors first and each part's own order kept.
#[must_use]
pub fn by_part(findings: &[Finding]) -> Vec<(Part, Vec<&Finding>)> {
    let mut parts: Vec<(Part, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        let part = match (&finding.at.intent, &finding.at.flow) {
            (Some(id), _) => Part::Intent(id.clone()),
            (None, Some(id)) => Part::Flow(id.clone()),
            (None, None) => Part::Rest,
        };
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, list)) => list.push(finding),
            None => parts.push((part, vec![finding])),
        }
    }
    // The sort is stable: parts stay in the order of the text.
    parts.sort_by_key(|(_, list)| !list.iter().any(|finding| finding.severity == Severity::Error));
    parts
}

#[cfg(test)]
mod tests {
    use book::Where;

    use super::*;

    fn finding(severity: Severity, intent: Option<&str>, field: Option<&str>, locale: Option<&str>) -> Finding {
        let own = |text: Option<&str>| text.map(str::to_owned);
        let at = Where { intent: own(intent), field: own(field), locale: own(locale), ..Where::default() };
        Finding { severity, line: 1, column: 1, at, what: format!("{field:?} {locale:?}"), help: String::new() }
    }

    #[test]
    fn each_finding_of_an_intent_is_shown_once() {
        let findings = [
            finding(Severity::Warning, Some("a"), Some("examples"), Some("zh")),
            finding(Severity::Warning, Some("a"), Some("examples"), None),
            finding(Severity::Error, Some("a"), Some("answer"), Some("fr")),
            finding(Severity::Error, Some("a"), Some("flow"), None),
            finding(Severity::Error, Some("a"), None, None),
            finding(Severity::Error, Some("b"), Some("examples"), Some("zh")),
        ];
        let locales = ["en".to_owned(), "zh".to_owned()];
        let fields = ["title", "examples", "answer"];
        let shown: usize = fields
            .iter()
            .flat_map(|field| locales.iter().map(|locale| of_field(&findings, "a", field, locale, "en").len()))
            .sum();
        assert_eq!((shown, of_rest(&findings, "a", &fields, &locales).len()), (2, 3));
        assert_eq!(of_field(&findings, "a", "examples", "en", "en").len(), 1, "what names no locale is the default's");
    }

    #[test]
    fn parts_with_errors_come_first_in_the_order_of_the_text() {
        let findings = [
            finding(Severity::Warning, Some("a"), None, None),
            finding(Severity::Error, Some("c"), None, None),
            finding(Severity::Error, Some("b"), None, None),
            finding(Severity::Warning, Some("b"), None, None),
        ];
        let parts = by_part(&findings);
        let names: Vec<&Part> = parts.iter().map(|(part, _)| part).collect();
        assert_eq!(names, [&Part::Intent("c".into()), &Part::Intent("b".into()), &Part::Intent("a".into())]);
        assert_eq!(parts.get(1).map(|(_, list)| list.len()), Some(2));
    }

    #[test]
    fn settings_and_steps_have_their_own() {
        let mut of_step = finding(Severity::Error, None, Some("prompt"), None);
        of_step.at.flow = Some("f".to_owned());
        of_step.at.step = Some("s".to_owned());
        let findings = [of_step, finding(Severity::Warning, None, Some("accent"), None)];
        assert_eq!((of_flow(&findings, "f", Some("s")).len(), of_flow(&findings, "f", None).len()), (1, 0));
        assert_eq!((of_setting(&findings, "accent").len(), of_setting(&findings, "prompt").len()), (1, 0));
    }
}
