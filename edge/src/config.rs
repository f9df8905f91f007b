//! What the deployment binds: secrets and origins.

use worker::Env;

use crate::error::Problem;

/// A text binding.
pub(crate) fn text(env: &Env, name: &str) -> Option<String> {
    env.var(name).ok().map(|value| value.to_string()).filter(|value| !value.is_empty())
}

/// A secret: a text of at least 32 characters, so that a forgotten or placeholder value is noticed at once.
pub(crate) fn secret(env: &Env, name: &'static str) -> Result<String, Problem> {
    text(env, name).filter(|value| value.len() >= 32).ok_or_else(|| Problem::internal(name))
}

/// Which of the two faces a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Host {
    Chat,
    Desk,
}

impl Host {
    /// The face whose origin has this authority (`chat.example.com`, with a port where it is not the usual one).
    pub(crate) fn of(authority: &str, chat_origin: &str, desk_origin: &str) -> Option<Host> {
        if authority_of(chat_origin).eq_ignore_ascii_case(authority) {
            Some(Host::Chat)
        } else if authority_of(desk_origin).eq_ignore_ascii_case(authority) {
            Some(Host::Desk)
        } else {
            None
        }
    }

    pub(crate) fn origin_binding(self) -> &'static str {
        match self {
            Host::Chat => "CHAT_ORIGIN",
            Host::Desk => "DESK_ORIGIN",
        }
    }

    /// The service that holds this host's files.
    pub(crate) fn assets_binding(self) -> &'static str {
        match self {
            Host::Chat => "ASSETS",
            Host::Desk => "DESK_ASSETS",
        }
    }
}

/// The bound origin of a host, such as `https://chat.example.com`.
pub(crate) fn origin(env: &Env, host: Host) -> Result<String, Problem> {
    text(env, host.origin_binding()).ok_or_else(|| Problem::internal(host.origin_binding()))
}

pub(crate) fn authority_of(origin: &str) -> &str {
    origin.split_once("://").map_or(origin, |(_, authority)| authority).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn a_request_is_for_the_host_whose_origin_it_names_and_otherwise_for_none() {
        let of = |authority: &str| Host::of(authority, "http://chat.localhost:8787", "https://desk.example.com/");
        assert_eq!(of("chat.localhost:8787"), Some(Host::Chat));
        assert_eq!(of("DESK.example.com"), Some(Host::Desk));
        assert_eq!(of("chat.localhost:8788"), None);
        assert_eq!(of("localhost"), None);
    }
}
