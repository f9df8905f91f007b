//! What the console says, once per language.
//!
//! Every text stands beside its translation, so one that lacks it does not compile. A `{}` is where a figure or a name goes.

/// A page's texts: a struct, and one value of it per language.
macro_rules! texts {
    ($(#[$meta:meta])* $name:ident { $($field:ident: $en:literal / $zh:literal;)* }) => {
        $(#[$meta])*
        pub struct $name {
            $(pub $field: &'static str,)*
        }

        impl $name {
            /// In English.
            pub const EN: &'static $name = &$name { $($field: $en,)* };
            /// In Chinese.
            pub const ZH: &'static $name = &$name { $($field: $zh,)* };
        }
    };
}

pub mod flows;
pub mod install;
pub mod look;
pub mod publish;
pub mod questions;
mod say;
pub mod shell;
pub mod sign;
pub mod staff;
pub mod tests;
pub mod trial;
pub mod unanswered;

pub use say::{ago, fill, locale_name};

use ui::Lang;

/// Every fixed text, by page.
pub struct Words {
    pub flows: &'static flows::FlowWords,
    pub staff: &'static staff::StaffWords,
    pub look: &'static look::LookWords,
    pub install: &'static install::InstallWords,
    pub unanswered: &'static unanswered::UnansweredWords,
    pub tests: &'static tests::TestWords,
    pub publish: &'static publish::PublishWords,
    pub trial: &'static trial::TrialWords,
    pub questions: &'static questions::QuestionWords,
    pub shell: &'static shell::ShellWords,
    pub sign: &'static sign::SignWords,
}

static EN: Words = Words {
    flows: flows::FlowWords::EN,
    staff: staff::StaffWords::EN,
    look: look::LookWords::EN,
    install: install::InstallWords::EN,
    unanswered: unanswered::UnansweredWords::EN,
    tests: tests::TestWords::EN,
    publish: publish::PublishWords::EN,
    trial: trial::TrialWords::EN,
    questions: questions::QuestionWords::EN,
    shell: shell::ShellWords::EN,
    sign: sign::SignWords::EN,
};
static ZH: Words = Words {
    flows: flows::FlowWords::ZH,
    staff: staff::StaffWords::ZH,
    look: look::LookWords::ZH,
    install: install::InstallWords::ZH,
    unanswered: unanswered::UnansweredWords::ZH,
    tests: tests::TestWords::ZH,
    publish: publish::PublishWords::ZH,
    trial: trial::TrialWords::ZH,
    questions: questions::QuestionWords::ZH,
    shell: shell::ShellWords::ZH,
    sign: sign::SignWords::ZH,
};

/// The words of a language.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}
