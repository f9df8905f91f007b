//! What a new site begins with.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

use authoring::compile;
use authoring::start::{NewSite, start};
use intent::Outcome;
use wire::{Locale, SiteId};

fn begun(name: &str, locale: &str, domain: &str) -> Result<String, authoring::Findings> {
    let (site, locale) = (SiteId::new("bakery").unwrap(), Locale::new(locale).unwrap());
    start(NewSite { site: &site, name, locale: &locale, domain })
}

#[test]
fn a_new_site_has_nothing_to_mend_in_either_language() {
    for locale in ["en", "zh", "zh-hant", "de"] {
        let text = begun("Bäckerei \"Süd\" \\ 南", locale, "*.bakery.example").unwrap();
        let (compiled, warnings) = compile("playbook", &text).unwrap();
        assert_eq!(warnings.to_string(), "", "{locale}");
        assert_eq!(compiled.private.allowed_domains, ["*.bakery.example"]);
        let name = compiled.public.name.iter().next().unwrap().1;
        assert_eq!(name, "Bäckerei \"Süd\" \\ 南");
    }
}

#[test]
fn what_a_new_site_is_trained_to_knows_who_wants_a_person_and_what_is_not_its_business() {
    for (locale, person, outside) in [("en", "please get me a person", "tell me a joke"), ("zh", "帮我转人工", "讲个笑话吧")]
    {
        let (compiled, _) = compile("playbook", &begun("Bakery", locale, "bakery.example").unwrap()).unwrap();
        let model = compiled.train().model().unwrap();
        let place = model.intents().iter().position(|intent| intent == "person").unwrap();
        assert_eq!(model.predict(person).outcome, Outcome::Answer(place), "{locale}");
        assert!(!matches!(model.predict(outside).outcome, Outcome::Answer(_)), "{locale}");
    }
}

#[test]
fn a_name_or_a_domain_that_cannot_be_is_a_finding_and_nothing_else_gets_into_the_text() {
    for (name, locale, domain) in [
        ("", "en", "bakery.example"),
        (&*"x".repeat(41), "en", "bakery.example"),
        ("Bakery", "english", "bakery.example"),
        ("Bakery", "en", "https://bakery.example/"),
        ("Bakery", "en", ""),
        ("Bakery", "en", "a\"\nintents: []\n#"),
    ] {
        assert!(begun(name, locale, domain).is_err(), "{name} {locale} {domain}");
    }
    let text = begun("Bakery\"\nsite: other", "en", "bakery.example").unwrap();
    assert_eq!(compile("playbook", &text).unwrap().0.public.site.as_str(), "bakery");
}
