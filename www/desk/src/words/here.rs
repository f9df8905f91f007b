//! Who else has a conversation open.

use ui::Lang;

#[must_use]
pub fn writing(lang: Lang, names: &[&str]) -> Option<String> {
    said(lang, names, |names, several| match (lang, several) {
        (Lang::En, false) => format!("{names} is writing a reply"),
        (Lang::En, true) => format!("{names} are writing a reply"),
        (Lang::Zh, _) => format!("{names} 正在写回复"),
    })
}

#[must_use]
pub fn reading(lang: Lang, names: &[&str]) -> Option<String> {
    said(lang, names, |names, several| match (lang, several) {
        (Lang::En, false) => format!("{names} is reading along"),
        (Lang::En, true) => format!("{names} are reading along"),
        (Lang::Zh, _) => format!("{names} 正在旁观"),
    })
}

fn said(lang: Lang, names: &[&str], text: impl Fn(String, bool) -> String) -> Option<String> {
    let joint = match lang {
        Lang::En => ", ",
        Lang::Zh => "、",
    };
    (!names.is_empty()).then(|| text(names.join(joint), names.len() > 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_several_are_told_in_both_languages() {
        assert_eq!(reading(Lang::En, &["Sam"]).as_deref(), Some("Sam is reading along"));
        assert_eq!(writing(Lang::En, &["Sam", "Bea"]).as_deref(), Some("Sam, Bea are writing a reply"));
        assert_eq!(writing(Lang::Zh, &["王芳", "Sam"]).as_deref(), Some("王芳、Sam 正在写回复"));
        assert_eq!(reading(Lang::En, &[]), None);
    }
}
