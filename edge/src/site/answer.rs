//! What a site answers.

use std::cell::RefCell;

use store::Store;
use wire::SiteId;
use wire::api::AgentSession;
use worker::Response;

use super::command::{Kept, PageView, SiteCommand};
use super::suggest::Adviser;
use super::{content, session, sign_in, staff};
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
    if let SiteCommand::Publish { publication } = command {
        content::publish(store, site, *publication)?;
        return Ok(crate::body::answer(&Done {})?);
    }
    let published =
        content::published(store)?.ok_or_else(|| Problem::not_found("There is no such site here. Check its name."))?;
    let now = clock::now();
    let response = match command {
        SiteCommand::Publish { .. } => crate::body::answer(&Done {})?,
        SiteCommand::Page => crate::body::answer(&PageView { domains: published.allowed_domains, pack: published.pack_name })?,
        SiteCommand::Retention => crate::body::answer(&Kept { days: published.retention_days })?,
        SiteCommand::View => crate::body::answer(&published.view)?,
        SiteCommand::Bundle => {
            let response = Response::from_bytes(content::bundle(store, &published)?)?;
            response.headers().set("etag", &format!("\"{}\"", published.bundle))?;
            response
        }
        SiteCommand::Model { name } => Response::from_bytes(content::model(store, &published, &name)?)?,
        SiteCommand::Judge { question } => {
            let current = Adviser::current(adviser.take(), store, &published)?;
            let judgement = current.judge(&question, &published);
            adviser.replace(Some(current));
            crate::body::answer(&judgement)?
        }
        SiteCommand::Suggest { query } => {
            let current = Adviser::current(adviser.take(), store, &published)?;
            let suggested = current.suggest(&query);
            adviser.replace(Some(current));
            crate::body::answer(&suggested)?
        }
        SiteCommand::Staff { members } => crate::body::answer(&staff::set(store, members)?)?,
        SiteCommand::Colleagues => crate::body::answer(&staff::colleagues(store)?)?,
        SiteCommand::SignIn { email, password, address } => {
            crate::body::answer(&sign_in::sign_in(store, site, &email, &password, address.as_deref(), now)?)?
        }
        SiteCommand::Session { secret } => match session::agent(store, &secret, now)? {
            Some(agent) => {
                let patience_minutes = published.patience_minutes;
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
