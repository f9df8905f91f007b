//! What is wrong, where it is written.

use book::{Finding, Severity};
use leptos::prelude::*;
use ui::icon::{Glyph, Icon};

use crate::session::Session;

/// A list of findings; nothing where there are none. With `lines`, each tells its line of the text.
pub(crate) fn found_list(session: Session, findings: Vec<Finding>, lines: bool) -> impl IntoView {
    let line = move |finding: Finding| {
        let is_error = finding.severity == Severity::Error;
        let kind = move || if is_error { session.words().shell.error } else { session.words().shell.warning };
        let what = finding.what;
        let help = finding.help;
        view! {
            <li class:is-error=is_error>
                <Glyph icon=if is_error { Icon::Warning } else { Icon::Spark } />
                <span>
                    <b>{kind}{lines.then(|| format!(" {}:{}", finding.line, finding.column))}</b>
                    " "
                    {what}
                    ". "
                    <span class="help">{help}</span>
                </span>
            </li>
        }
    };
    (!findings.is_empty()).then(|| view! { <ul class="found">{findings.into_iter().map(line).collect_view()}</ul> })
}
