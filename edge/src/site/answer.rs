//! What a site answers.

use std::cell::RefCell;

use store::{Reading, Store};
use wire::api::AgentSession;
use wire::limits::RETENTION_DAYS;
use wire::{SiteId, Timestamp};
use worker::Response;

use super::command::{Kept, PageView, SiteCommand};
use super::content::Published;
use super::suggest::Adviser;
use super::{content, founding, session, sign_in, staff, suggest};
use crate::clock;
use crate::error::Problem;
use crate::objects::Done;

/// Does what a command asks.
pub(super) fn answer(
    store: &mut impl Store,
    adviser: &RefCell<Option<Adviser>>,
    site: &SiteId,
    command: SiteCommand,
) -> Result<Response, Problem> {
    let now = clock::now();
    let held = content::published(store)?;
    let founded = if held.is_none() { founding::founding(store)? } else { None };
    let is_first = matches!(command, SiteCommand::Publish { .. } | SiteCommand::Found { .. } | SiteCommand::Knock { .. });
    if held.is_none() && founded.is_none() && !is_first {
        return Err(Problem::not_found("There is no such site here. Check its name."));
    }
    // What only a published site can be asked.
    let published = || held.clone().ok_or_else(not_published);
    let response = match command {
        SiteCommand::Publish { publication } => {
            content::publish(store, site, *publication)?;
            crate::body::answer(&Done {})?
        }
        SiteCommand::Found { founding, founder } => crate::body::answer(&founding::found(store, site, &founding, founder, now)?)?,
        SiteCommand::Knock { address, is_right } => {
            sign_in::knock(store, address.as_deref(), is_right, now)?;
            crate::body::answer(&Done {})?
        }
        SiteCommand::Founding => crate::body::answer(&founding::founding(store)?)?,
        SiteCommand::Page { host } => {
            let published = published()?;
            if let Some(host) = host {
                let writes = backoffice::seen(&Reading(&*store), &host, &published.allowed_domains, now)?;
                store.commit(&writes)?;
            }
            crate::body::answer(&PageView { domains: published.allowed_domains, pack: published.pack_name })?
        }
        SiteCommand::Retention => crate::body::answer(&Kept { days: published()?.retention_days })?,
        SiteCommand::View => match (held, founded) {
            (Some(published), _) => crate::body::answer(&published.view)?,
            (None, Some(founded)) => crate::body::answer(&founding::view(site, founded))?,
            (None, None) => return Err(not_published()),
        },
        SiteCommand::Bundle => {
            let published = published()?;
            let response = Response::from_bytes(content::bundle(store, &published)?)?;
            response.headers().set("etag", &format!("\"{}\"", published.bundle))?;
            response
        }
        SiteCommand::Model { name } => Response::from_bytes(content::model(store, &published()?, &name)?)?,
        SiteCommand::Judge { question } => {
            let published = published()?;
            let current = Adviser::current(adviser.take(), store, &published)?;
            let judgement = current.judge(&question, &published);
            if judgement.prediction.is_none()
                && let Some(text) = suggest::unanswered(&question)
            {
                // Whoever waits is not kept waiting for that.
                let _ = note(store, text, &published, now);
            }
            adviser.replace(Some(current));
            crate::body::answer(&judgement)?
        }
        SiteCommand::Suggest { query } => {
            let current = Adviser::current(adviser.take(), store, &published()?)?;
            let suggested = current.suggest(&query);
            adviser.replace(Some(current));
            crate::body::answer(&suggested)?
        }
        SiteCommand::Installs => {
            let allowed = held.map(|published| published.allowed_domains).unwrap_or_default();
            crate::body::answer(&backoffice::installs(&Reading(&*store), &allowed)?)?
        }
        SiteCommand::Asked { asked } => {
            let days = published()?.retention_days.unwrap_or(RETENTION_DAYS);
            let mut writes = backoffice::expired(&Reading(&*store), days, now)?;
            writes.extend(backoffice::asked(&Reading(&*store), &asked.text, asked.locale, now)?);
            store.commit(&writes)?;
            crate::body::answer(&Done {})?
        }
        SiteCommand::Unanswered => {
            let days = held.and_then(|published| published.retention_days).unwrap_or(RETENTION_DAYS);
            let writes = backoffice::expired(&Reading(&*store), days, now)?;
            store.commit(&writes)?;
            crate::body::answer(&backoffice::unanswered(&Reading(&*store))?)?
        }
        SiteCommand::Forget { question } => {
            store.commit(&backoffice::forget(question))?;
            crate::body::answer(&Done {})?
        }
        SiteCommand::Staff { members } => crate::body::answer(&staff::set(store, members)?)?,
        SiteCommand::Members => crate::body::answer(&staff::members(store)?)?,
        SiteCommand::SetMembers { by, staff } => crate::body::answer(&staff::set_by(store, by, staff)?)?,
        SiteCommand::Colleagues => crate::body::answer(&staff::colleagues(store)?)?,
        SiteCommand::SignIn { email, password, address } => {
            crate::body::answer(&sign_in::sign_in(store, site, &email, &password, address.as_deref(), now)?)?
        }
        SiteCommand::Session { secret } => match session::agent(store, &secret, now)? {
            Some(agent) => {
                let patience_minutes = held.and_then(|published| published.patience_minutes);
                crate::body::answer(&AgentSession { patience_minutes, ..sign_in::of(site, &agent) })?
            }
            None => return Err(Problem::unauthorised("You are not signed in, or no longer. Sign in again.")),
        },
        SiteCommand::SignOut { secret } => {
            store.commit(&[session::end(&secret)])?;
            crate::body::answer(&Done {})?
        }
    };
    Ok(response)
}

/// Notes what a hand-over left without an answer, in the language it is written in.
fn note(store: &mut impl Store, text: &str, published: &Published, now: Timestamp) -> Result<(), Problem> {
    let Some(locale) = suggest::spoken(text).or_else(|| published.view.locales.first().cloned()) else { return Ok(()) };
    let writes = backoffice::asked(&Reading(&*store), text, locale, now)?;
    Ok(store.commit(&writes)?)
}

fn not_published() -> Problem {
    Problem::new(404, "not_published", "This site is not published yet. Publish its playbook in the console first.")
}
