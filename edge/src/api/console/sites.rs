//! `POST /api/v1/sites`: a new site, by whoever has the operator's code.

use authoring::start::{NewSite, start};
use subtle::ConstantTimeEq;
use wire::api::StaffMember;
use wire::console;
use wire::{Role, SiteId};
use worker::{Env, Request, Response};

use crate::api::session::address;
use crate::auth::{agent, origin};
use crate::body;
use crate::config::{self, Host};
use crate::error::Problem;
use crate::objects::{self, Address, Done};
use crate::site::command::{Founding, SignedIn, SiteCommand};

/// Where attempts are counted, whatever site they are about. No site is called so.
const DOOR: &str = "frontdesk-door";

/// Conversations at once, until the owner says otherwise.
const CAPACITY: u8 = 5;

pub(super) async fn found(env: &Env, request: &mut Request) -> Result<Response, Problem> {
    origin::require_own(request, &config::origin(env, Host::Desk)?)?;
    let wished: console::NewSite = body::json(request, body::SMALL_BYTES).await?;
    let door = SiteId::new(DOOR).map_err(|_| Problem::internal("the door has no name"))?;
    let secret = config::secret(env, "OPERATOR_SECRET")?;
    let is_right = bool::from(wished.code.as_bytes().ct_eq(secret.as_bytes()));
    let knock = SiteCommand::Knock { address: address(env, request)?, is_right };
    let _: Done = objects::call(env, Address::Site(&door), &knock).await?;

    let console::NewSite { site, name, locale, person, email, password, domain, .. } = wished;
    if site == door {
        return Err(Problem::new(409, "site_exists", "This name is taken. Choose another."));
    }
    // What could not be published is said before anything is stored.
    start(NewSite { site: &site, name: &name, locale: &locale, domain: &domain })
        .map_err(|findings| Problem::bad_request(findings.to_string()))?;
    if password.is_empty() {
        return Err(Problem::bad_request("Choose a password of at least 8 characters."));
    }
    let founder = StaffMember {
        email,
        password,
        name: person,
        skills: Vec::new(),
        secondary_skills: Vec::new(),
        teams: Vec::new(),
        capacity: CAPACITY,
        channels: Vec::new(),
        role: Role::Owner,
    };
    let founding = Founding { name: name.trim().to_owned(), locale, domain: domain.trim().to_owned() };
    let SignedIn { secret, session } =
        objects::call(env, Address::Site(&site), &SiteCommand::Found { founding, founder }).await?;
    // Where this fails, the first look at the draft does it.
    let _ = super::playbook::seeded(env, &session).await;
    let response = super::super::private(&session)?.with_status(201);
    response.headers().set("set-cookie", &agent::cookie(&site, &secret))?;
    Ok(response)
}
