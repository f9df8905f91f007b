//! What a person types for a new site.

/// A short name from what the site is called: its Latin letters and digits, with hyphens between. Empty where that leaves too little.
#[must_use]
pub fn code_of(name: &str) -> String {
    let mut code = String::new();
    for letter in name.trim().chars().map(|letter| letter.to_ascii_lowercase()) {
        if letter.is_ascii_alphanumeric() {
            code.push(letter);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    let code: String = code.trim_start_matches(|letter: char| !letter.is_ascii_lowercase()).chars().take(32).collect();
    let code = code.trim_end_matches('-');
    if code.len() < 2 { String::new() } else { code.to_owned() }
}

/// The host of what a person pastes for their pages: an address, a host with a path, or the host alone. None where it is no host.
#[must_use]
pub fn host_of(typed: &str) -> Option<String> {
    let text = typed.trim().to_ascii_lowercase();
    let text = text.split_once("://").map_or(text.as_str(), |(_, rest)| rest);
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let name = host.strip_prefix("*.").unwrap_or(host);
    let (name, port) = name.split_once(':').map_or((name, None), |(name, port)| (name, Some(port)));
    let is_port = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
    let is_part = |part: &str| {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !part.is_empty() && part.len() <= 63 && part.bytes().all(is_letter) && !part.starts_with('-') && !part.ends_with('-')
    };
    let is_whole = name == "localhost" || name.contains('.');
    (is_port && is_whole && name.split('.').all(is_part)).then(|| host.to_owned())
}

/// The line that an owner pastes into their pages. Both values are of our own making: an origin and a label.
#[must_use]
pub fn snippet(chat: &str, site: &str) -> String {
    format!("<script async src=\"{chat}/v1/loader.js\" data-site=\"{site}\"></script>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snippet_names_the_chat_host_and_the_site() {
        let expected = "<script async src=\"https://chat.example.com/v1/loader.js\" data-site=\"lumen\"></script>";
        assert_eq!(snippet("https://chat.example.com", "lumen"), expected);
    }

    #[test]
    fn a_short_name_is_proposed_from_the_long_one() {
        for (name, code) in [
            ("Lumen Lamps & Co.", "lumen-lamps-co"),
            ("  7 Seas ", "seas"),
            ("流明灯具", ""),
            ("流明 Lumen", "lumen"),
            ("A", ""),
            ("X-ray", "x-ray"),
        ] {
            assert_eq!(code_of(name), code, "{name}");
        }
    }

    #[test]
    fn a_pasted_address_is_its_host() {
        for (typed, host) in [
            ("https://www.Lumen.example/shop?x=1", "www.lumen.example"),
            ("lumen.example", "lumen.example"),
            ("*.lumen.example", "*.lumen.example"),
            ("localhost:8788", "localhost:8788"),
            (" shop.localhost:8788/ ", "shop.localhost:8788"),
        ] {
            assert_eq!(host_of(typed).as_deref(), Some(host), "{typed}");
        }
        for typed in ["", "lumen", "lumen..example", "-a.example", "a b.example", "a.example:0", "a.example:99999", "*"] {
            assert_eq!(host_of(typed), None, "{typed}");
        }
    }
}
