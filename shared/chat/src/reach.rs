//! Where customers say they can be reached: e-mail addresses and telephone numbers in what they write.
//!
//! Read after masking, so that a card number is never taken for a telephone's. It is careful rather than complete: order numbers and
//! amounts must not become telephone numbers, and an agent reads the whole text anyway. A telephone number begins with `+`, or with
//! the `0` of a trunk call, or is a Chinese mobile number, or is grouped as in North America.

use wire::summary::Reach;

/// What a text tells; the last of each kind.
#[must_use]
pub fn reach(text: &str) -> Reach {
    let phone = runs(text).filter_map(phone).last();
    let email = text.split(|c: char| !is_of_address(c)).rev().find_map(email);
    Reach { email, phone }
}

fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "@._%+-".contains(c)
}

fn email(part: &str) -> Option<String> {
    let part = part.trim_matches(|c: char| ".-%+".contains(c));
    let (name, host) = part.split_once('@')?;
    let (rest, top) = host.rsplit_once('.')?;
    let labels = rest.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let is_host = labels && !host.contains(['@', '_', '%', '+']);
    let is_top = top.len() >= 2 && top.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_name = !name.is_empty() && name.len() <= 64 && !name.contains("..") && !name.ends_with('.');
    (is_host && is_top && is_name && host.len() <= 190).then(|| part.to_ascii_lowercase())
}

/// Stretches of digits and what groups them, which no letter touches.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let is_of_run = |c: char| c.is_ascii_digit() || "+ -()./".contains(c);
    let mut rest = text;
    let mut before = None;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(')?;
            let (skipped, from) = rest.split_at(start);
            before = skipped.chars().next_back().or(before);
            let end = from.find(|c| !is_of_run(c)).unwrap_or(from.len());
            let (run, behind) = from.split_at(end);
            let touches = before.is_some_and(touches) && skipped.len() == start && !skipped.ends_with(' ');
            let touched = run.ends_with(|c: char| c.is_ascii_digit()) && behind.chars().next().is_some_and(self::touches);
            before = run.chars().next_back();
            rest = behind;
            if !(touches || touched) {
                return Some(run.trim());
            }
        }
    })
}

/// Letters and signs that make a number part of something else. Chinese is written without spaces, so its characters do not.
fn touches(c: char) -> bool {
    c.is_ascii_alphanumeric() || "#_@$€£¥&=:%•".contains(c)
}

fn phone(run: &str) -> Option<String> {
    let run = run.trim_end_matches(|c: char| !c.is_ascii_digit());
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let groups: Vec<usize> = run.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).map(str::len).collect();
    let is_grouped_well = run.chars().filter(|c| *c == '+').count() <= usize::from(run.starts_with('+')) && !run.contains("  ");
    let is_international = run.starts_with('+') && (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    let is_trunk = run.trim_start_matches('(').starts_with('0') && (9..=12).contains(&digits.len()) && !run.contains('/');
    let is_chinese = digits.len() == 11 && digits.starts_with('1') && ('3'..='9').contains(&digits.chars().nth(1)?);
    let is_american = groups == [3, 3, 4] && ('2'..='9').contains(&digits.chars().next()?);
    let is_date = groups.len() == 3 && groups.iter().all(|group| *group <= 4) && digits.len() == 8;
    let fits = is_international || ((is_trunk || is_chinese || is_american) && !is_date);
    let sign = if run.starts_with('+') { "+" } else { "" };
    (fits && is_grouped_well).then(|| format!("{sign}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone_in(text: &str) -> Option<String> {
        reach(text).phone
    }

    #[test]
    fn telephone_numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("call me on +49 (171) 234-5678 please", "+491712345678"),
            ("我的电话是13812345678，谢谢", "13812345678"),
            ("电话 138-1234-5678", "13812345678"),
            ("010-62781234", "01062781234"),
            ("(030) 1234 5678.", "03012345678"),
            ("415-555-0134", "4155550134"),
            ("old: +44 20 7946 0000, new: +44 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(phone_in(text).as_deref(), Some(number), "{text}");
        }
    }

    #[test]
    fn orders_amounts_dates_and_masked_cards_are_no_telephone_numbers() {
        for text in [
            "LM-123456",
            "order 20261123123456",
            "#0123456789",
            "2026-11-23",
            "01.02.2026",
            "1 299.00",
            "€0123456789",
            "card ••••••••••••1234",
            "12345678901",
            "ID13812345678",
            "138123456789",
            "3 of 5",
            "+",
            "0",
            "10:30-11:45",
            "+1",
        ] {
            assert_eq!(phone_in(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_are_read_out_of_any_sentence() {
        for (text, address) in [
            ("Write to Ada.Lovelace@example.com.", "ada.lovelace@example.com"),
            ("邮箱是zhang_wei@mail.example.cn，谢谢", "zhang_wei@mail.example.cn"),
            ("<a+b@x.io>", "a+b@x.io"),
            ("a@b.com or c@d.org", "c@d.org"),
        ] {
            assert_eq!(reach(text).email.as_deref(), Some(address), "{text}");
        }
        for text in ["@home", "a@b", "a@b.c", "a@-b.com", "a..b@c.com", "a@b@c.com", "price@2.99"] {
            assert_eq!(reach(text).email, None, "{text}");
        }
    }
}
