//! Agents, by their session cookie: `__Host-frontdesk=SITE.SECRET`.

use wire::SiteId;
use wire::api::AgentSession;
use worker::{Env, Request};

use crate::error::Problem;
use crate::objects::{self, Address};
use crate::site::command::SiteCommand;

const COOKIE: &str = "__Host-frontdesk";
/// Hexadecimal digits of a secret.
const SECRET_DIGITS: usize = 64;

/// What a browser holds of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) site: SiteId,
    pub(crate) secret: String,
}

/// The agent of a request, asked of the site the cookie names.
pub(crate) async fn of_request(env: &Env, request: &Request) -> Result<AgentSession, Problem> {
    let held = held(request)?.ok_or_else(|| Problem::unauthorised("You are not signed in. Sign in first."))?;
    let question = SiteCommand::Session { secret: held.secret };
    objects::call(env, Address::Site(&held.site), &question).await.map_err(|problem| match problem.status {
        404 => Problem::unauthorised("You are not signed in. Sign in first."),
        _ => problem,
    })
}

/// The session a request holds, not yet checked.
pub(crate) fn held(request: &Request) -> Result<Option<Held>, Problem> {
    Ok(parse(&request.headers().get("cookie")?.unwrap_or_default()))
}

/// `Set-Cookie` for a session that began.
pub(crate) fn cookie(site: &SiteId, secret: &str) -> String {
    format!("{COOKIE}={site}.{secret}; Path=/; Secure; HttpOnly; SameSite=Strict")
}

/// `Set-Cookie` for one that ended.
pub(crate) fn no_cookie() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0")
}

fn parse(cookies: &str) -> Option<Held> {
    let value = cookies.split(';').map(str::trim).find_map(|cookie| cookie.strip_prefix(COOKIE)?.strip_prefix('='))?;
    let (site, secret) = value.split_once('.')?;
    let is_secret = secret.len() == SECRET_DIGITS && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_secret.then_some(())?;
    Some(Held { site: site.parse().ok()?, secret: secret.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_names_its_site_and_its_secret() {
        let site = SiteId::new("shop").unwrap();
        let secret = "ab".repeat(32);
        let sent = format!("a=b; {}", cookie(&site, &secret).split(';').next().unwrap());
        assert_eq!(parse(&sent), Some(Held { site, secret }));
    }

    #[test]
    fn what_is_not_our_cookie_is_nobody() {
        for text in [
            "",
            "frontdesk=shop.00",
            "__Host-frontdesk=",
            "__Host-frontdesk=shop",
            "__Host-frontdesk=shop.xyz",
            "__Host-frontdeskx=shop.00",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
