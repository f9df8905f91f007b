//! What customers of the whole site are promised: the one policy of a list that speaks of all conversations.

use wire::SlaPolicy;

/// As the fields show it: minutes, empty for no promise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Promise {
    pub first: String,
    pub next: String,
    pub done: String,
    pub is_within_hours: bool,
}

fn is_for_all(policy: &SlaPolicy) -> bool {
    policy.skill.is_none() && policy.channel.is_none() && policy.tier.is_none()
}

impl Promise {
    /// The promise among the policies of a site.
    #[must_use]
    pub fn of(policies: &[SlaPolicy]) -> Promise {
        let Some(policy) = policies.iter().find(|policy| is_for_all(policy)) else { return Promise::default() };
        Promise {
            first: minutes(policy.first_response_s),
            next: minutes(policy.next_response_s),
            done: minutes(policy.resolution_s),
            is_within_hours: policy.is_within_hours,
        }
    }
}

/// The policies with this promise; those of skills, channels and tiers stay, and come first, for the first that fits applies.
#[must_use]
pub fn put(policies: &[SlaPolicy], promise: &Promise) -> Vec<SlaPolicy> {
    let warn_permille = policies.iter().find(|policy| is_for_all(policy)).and_then(|policy| policy.warn_permille);
    let mut all: Vec<SlaPolicy> = policies.iter().filter(|policy| !is_for_all(policy)).cloned().collect();
    let [first, next, done] = [&promise.first, &promise.next, &promise.done].map(|text| seconds(text));
    if first.is_some() || next.is_some() || done.is_some() {
        all.push(SlaPolicy {
            skill: None,
            channel: None,
            tier: None,
            first_response_s: first,
            next_response_s: next,
            resolution_s: done,
            warn_permille,
            is_within_hours: promise.is_within_hours,
        });
    }
    all
}

fn minutes(seconds: Option<u32>) -> String {
    match seconds {
        None => String::new(),
        Some(seconds) if seconds.is_multiple_of(60) => (seconds / 60).to_string(),
        Some(seconds) => format!("{:.2}", f64::from(seconds) / 60.0).trim_end_matches('0').to_owned(),
    }
}

fn seconds(text: &str) -> Option<u32> {
    let minutes: f64 = text.trim().replace(',', ".").parse().ok()?;
    let seconds = (minutes * 60.0).round();
    (1.0..=86_400.0).contains(&seconds).then_some(seconds as u32)
}

#[cfg(test)]
mod tests {
    use wire::Channel;

    use super::*;

    fn policy(channel: Option<Channel>, first: Option<u32>) -> SlaPolicy {
        SlaPolicy {
            skill: None,
            channel,
            tier: None,
            first_response_s: first,
            next_response_s: None,
            resolution_s: None,
            warn_permille: Some(700),
            is_within_hours: false,
        }
    }

    #[test]
    fn the_promise_to_all_is_shown_in_minutes() {
        let shown = Promise::of(&[policy(Some(Channel::Email), Some(60)), policy(None, Some(90))]);
        assert_eq!((shown.first.as_str(), shown.next.as_str()), ("1.5", ""));
        assert_eq!(Promise::of(&[policy(Some(Channel::Email), Some(60))]), Promise::default());
    }

    #[test]
    fn what_is_promised_of_some_stays_and_comes_first() {
        let before = [policy(None, Some(90)), policy(Some(Channel::Email), Some(60))];
        let promise = Promise { first: "2".to_owned(), is_within_hours: true, ..Promise::default() };
        let after = put(&before, &promise);
        assert_eq!(after.iter().map(|it| it.first_response_s).collect::<Vec<_>>(), [Some(60), Some(120)]);
        assert_eq!(after.last().map(|it| (it.warn_permille, it.is_within_hours)), Some((Some(700), true)));
        assert_eq!(put(&before, &Promise::default()).len(), 1, "nothing promised is no policy");
    }

    #[test]
    fn what_is_no_time_promises_nothing() {
        for text in ["", "soon", "0", "-1", "9999"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!((seconds("1,5"), seconds(" 10 ")), (Some(90), Some(600)));
    }
}
