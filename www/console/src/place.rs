//! Where in the console one is: the part of the address behind `#`.

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The list of questions, or one of them by the id of its intent.
    Questions(Option<String>),
    Unanswered,
    /// The list of flows, or one of them.
    Flows(Option<String>),
    Trial,
    Tests,
    /// What is to be published, or the text of a version.
    Publish(Option<u32>),
    Look,
    Install,
    Staff,
}

impl Place {
    /// In the order of the navigation.
    #[must_use]
    pub fn all() -> [Place; 9] {
        [
            Place::Questions(None),
            Place::Unanswered,
            Place::Flows(None),
            Place::Trial,
            Place::Tests,
            Place::Publish(None),
            Place::Look,
            Place::Install,
            Place::Staff,
        ]
    }

    /// Reads `#/questions/delivery`. What names no page is the first one.
    #[must_use]
    pub fn of_hash(hash: &str) -> Place {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let (page, rest) = path.split_once('/').unwrap_or((path, ""));
        let id = Some(rest).filter(|rest| is_id(rest)).map(str::to_owned);
        match page {
            "unanswered" => Place::Unanswered,
            "flows" => Place::Flows(id),
            "try" => Place::Trial,
            "tests" => Place::Tests,
            "publish" => Place::Publish(rest.parse().ok()),
            "appearance" => Place::Look,
            "install" => Place::Install,
            "staff" => Place::Staff,
            _ => Place::Questions(id.filter(|_| page == "questions")),
        }
    }

    /// The same the other way.
    #[must_use]
    pub fn hash(&self) -> String {
        let of = |page: &str, id: Option<&str>| id.map_or_else(|| format!("#/{page}"), |id| format!("#/{page}/{id}"));
        match self {
            Place::Questions(id) => of("questions", id.as_deref()),
            Place::Unanswered => of("unanswered", None),
            Place::Flows(id) => of("flows", id.as_deref()),
            Place::Trial => of("try", None),
            Place::Tests => of("tests", None),
            Place::Publish(number) => of("publish", number.map(|number| number.to_string()).as_deref()),
            Place::Look => of("appearance", None),
            Place::Install => of("install", None),
            Place::Staff => of("staff", None),
        }
    }

    /// The page without what is open on it.
    #[must_use]
    pub fn page(&self) -> Place {
        match self {
            Place::Questions(_) => Place::Questions(None),
            Place::Flows(_) => Place::Flows(None),
            Place::Publish(_) => Place::Publish(None),
            Place::Unanswered | Place::Trial | Place::Tests | Place::Look | Place::Install | Place::Staff => self.clone(),
        }
    }
}

/// Letters an id of a playbook has.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_by_its_address() {
        let mut places = Place::all().to_vec();
        places.extend([
            Place::Questions(Some("gift_card".to_owned())),
            Place::Flows(Some("car_noise".to_owned())),
            Place::Publish(Some(12)),
        ]);
        for place in places {
            assert_eq!(Place::of_hash(&place.hash()), place);
        }
    }

    #[test]
    fn an_address_that_names_nothing_leads_to_the_questions() {
        for hash in ["", "#", "#/", "#/nowhere", "#/nowhere/x", "#/questions/a b", "#/questions/<b>"] {
            assert_eq!(Place::of_hash(hash), Place::Questions(None), "{hash}");
        }
        assert_eq!(Place::of_hash("#/publish/latest"), Place::Publish(None));
    }

    #[test]
    fn what_is_open_belongs_to_its_page() {
        assert_eq!(Place::Questions(Some("a".to_owned())).page(), Place::Questions(None));
        assert_eq!(Place::Look.page(), Place::Look);
    }
}
