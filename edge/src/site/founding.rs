//! New sites: a record, an owner, and nothing published yet.

use store::Store;
use wire::api::StaffMember;
use wire::{SiteId, Timestamp, Write};

use super::command::{Founding, SignedIn, SiteView};
use super::{content, sign_in, staff};
use crate::error::Problem;

const FOUNDED: &str = "founded";

/// What the site was founded with, if it was.
pub(crate) fn founding(store: &impl Store) -> Result<Option<Founding>, Problem> {
    let Some(body) = store.get(FOUNDED)? else { return Ok(None) };
    json::from_text(&body).map(Some).map_err(|_| Problem::internal("a founding that cannot be read"))
}

/// Founds the site and signs its owner in. The record comes last: what was cut short is no site yet, and repeating it completes it.
pub(crate) fn found(
    store: &mut impl Store,
    site: &SiteId,
    founding_of: &Founding,
    founder: StaffMember,
    now: Timestamp,
) -> Result<SignedIn, Problem> {
    if founding(store)?.is_some() || content::published(store)?.is_some() {
        return Err(Problem::new(409, "site_exists", "There is such a site already. Choose another name, or sign in to it."));
    }
    let email = founder.email.clone();
    staff::set(store, vec![founder])?;
    let owner = staff::find(store, &email)?.ok_or_else(|| Problem::internal("a founder who is not kept"))?;
    let (signed_in, begun) = sign_in::begun(site, &owner, now)?;
    store.commit(&[begun, Write::put(FOUNDED, founding_of)])?;
    Ok(signed_in)
}

/// What a desk shows of a site that is not published yet.
pub(crate) fn view(site: &SiteId, founding: Founding) -> SiteView {
    let Founding { name, locale, .. } = founding;
    let mut names = playbook::Localized::new();
    names.insert(locale.clone(), name);
    SiteView { site: site.clone(), name: names, locales: vec![locale], skills: Vec::new(), intents: Vec::new() }
}

#[cfg(test)]
mod tests {
    use store::MemoryStore;
    use wire::{Locale, Role};

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_000_000_000);

    fn olga() -> StaffMember {
        StaffMember {
            email: "Olga@bakery.example".to_owned(),
            password: "correct horse".to_owned(),
            name: "Olga".to_owned(),
            skills: vec![],
            secondary_skills: vec![],
            teams: vec![],
            capacity: 5,
            channels: vec![],
            role: Role::Owner,
        }
    }

    fn try_founding(store: &mut MemoryStore) -> Result<SignedIn, Problem> {
        let site = SiteId::new("bakery").unwrap();
        let locale = Locale::new("en").unwrap();
        let founding = Founding { name: "Bakery".to_owned(), locale, domain: "bakery.example".to_owned() };
        found(store, &site, &founding, olga(), NOW)
    }

    #[test]
    fn co2_a_new_site_has_one_owner_who_is_signed_in_and_no_second_founder() {
        let mut store = MemoryStore::default();
        let signed_in = try_founding(&mut store).unwrap();
        assert_eq!((signed_in.session.agent.role, signed_in.session.email.as_str()), (Role::Owner, "olga@bakery.example"));
        let owner = super::super::session::agent(&mut store, &signed_in.secret, NOW).unwrap().unwrap();
        assert_eq!(owner.name, "Olga");
        assert_eq!(try_founding(&mut store).map_err(|problem| (problem.status, problem.code)).unwrap_err(), (409, "site_exists"));
    }

    #[test]
    fn co2_what_was_cut_short_is_no_site_and_can_be_founded_again() {
        let mut store = MemoryStore::default();
        staff::set(&mut store, vec![olga()]).unwrap();
        assert_eq!(founding(&store).unwrap(), None);
        assert!(try_founding(&mut store).is_ok());
    }
}
