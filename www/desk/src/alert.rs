//! What makes a sound or a notification, and when nothing does.
//!
//! Nothing tells what customers wrote: a notification lies on a screen that others see. The title of the tab counts whatever is new,
//! quiet hours or not.

use json::Json;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// What this agent wants to be told of, kept in this browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Alerts {
    pub sound: bool,
    /// 0 to 100.
    pub volume: u8,
    /// Notifications of the browser; it has its own say.
    pub desktop: bool,
    pub offers: bool,
    pub messages: bool,
    pub mentions: bool,
    /// None where every hour is good.
    pub quiet: Option<Quiet>,
}

/// Hours in which nothing makes itself known, by the clock on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Json)]
pub struct Quiet {
    /// Minutes since midnight. A span that ends before it begins goes over midnight; an empty one is no span.
    pub from: u16,
    pub to: u16,
}

impl Default for Alerts {
    fn default() -> Self {
        Self { sound: true, volume: 50, desktop: false, offers: true, messages: true, mentions: true, quiet: None }
    }
}

impl Quiet {
    /// What most people would choose.
    pub const NIGHT: Quiet = Quiet { from: 20 * 60, to: 8 * 60 };

    #[must_use]
    pub fn holds(self, minute: u16) -> bool {
        let Quiet { from, to } = self;
        if from <= to { (from..to).contains(&minute) } else { minute >= from || minute < to }
    }
}

/// Something new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A message in a conversation of this agent's.
    Message,
    /// A note calls this agent.
    Mention,
    /// An offer, or something a supervisor gave.
    Offer,
}

/// Where the person is when it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scene {
    /// The page is in view.
    pub is_visible: bool,
    /// The conversation it is about is on screen.
    pub is_open: bool,
    /// Minutes since midnight.
    pub minute: u16,
}

/// What is to be done about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alert {
    pub sound: bool,
    pub desktop: bool,
}

/// A new offer is always heard: it ends by itself. What is on screen already is not: it is seen. Notifications are for who looks
/// elsewhere.
#[must_use]
pub fn alert(alerts: &Alerts, event: Event, scene: Scene) -> Alert {
    let is_wanted = match event {
        Event::Offer => alerts.offers,
        Event::Message => alerts.messages,
        Event::Mention => alerts.mentions,
    };
    let is_seen = scene.is_visible && scene.is_open && event != Event::Offer;
    let is_quiet = alerts.quiet.is_some_and(|quiet| quiet.holds(scene.minute));
    if !is_wanted || is_seen || is_quiet {
        return Alert::default();
    }
    Alert { sound: alerts.sound && alerts.volume > 0, desktop: alerts.desktop && !scene.is_visible }
}

/// `08:05`, as a field for times gives and takes it.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute % DAY / 60, minute % 60)
}

#[must_use]
pub fn minute(clock: &str) -> Option<u16> {
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOUD: Alerts =
        Alerts { sound: true, volume: 50, desktop: true, offers: true, messages: true, mentions: true, quiet: None };
    const ELSEWHERE: Scene = Scene { is_visible: false, is_open: false, minute: 600 };
    const LOOKING: Scene = Scene { is_visible: true, is_open: true, minute: 600 };

    fn told(event: Event, scene: Scene) -> (bool, bool) {
        let Alert { sound, desktop } = alert(&LOUD, event, scene);
        (sound, desktop)
    }

    #[test]
    fn an_offer_is_always_heard_and_shown_by_the_browser_where_the_page_is_not() {
        assert_eq!(told(Event::Offer, ELSEWHERE), (true, true));
        assert_eq!(told(Event::Offer, LOOKING), (true, false));
    }

    #[test]
    fn a_message_is_told_unless_it_is_on_screen() {
        assert_eq!(told(Event::Message, ELSEWHERE), (true, true));
        assert_eq!(told(Event::Message, Scene { is_open: true, ..ELSEWHERE }), (true, true), "the tab is hidden");
        assert_eq!(told(Event::Message, Scene { is_open: false, ..LOOKING }), (true, false), "another is on screen");
        assert_eq!(told(Event::Message, LOOKING), (false, false));
        assert_eq!(told(Event::Mention, LOOKING), (false, false));
    }

    #[test]
    fn in_quiet_hours_nothing_makes_itself_known_and_they_may_go_over_midnight() {
        let at = |minute| alert(&Alerts { quiet: Some(Quiet::NIGHT), ..LOUD }, Event::Offer, Scene { minute, ..ELSEWHERE });
        for minute in [20 * 60, 23 * 60 + 59, 0, 8 * 60 - 1] {
            assert_eq!(at(minute), Alert::default(), "{minute}");
        }
        for minute in [8 * 60, 12 * 60, 20 * 60 - 1] {
            assert!(at(minute).sound, "{minute}");
        }
        assert!(!Quiet { from: 600, to: 600 }.holds(600), "an empty span is none");
        assert!(Quiet { from: 600, to: 660 }.holds(659));
    }

    #[test]
    fn what_is_switched_off_stays_off() {
        let silent = Alerts { sound: false, ..LOUD };
        assert_eq!(alert(&silent, Event::Offer, ELSEWHERE), Alert { sound: false, desktop: true });
        assert!(!alert(&Alerts { volume: 0, ..LOUD }, Event::Offer, ELSEWHERE).sound);
        assert_eq!(alert(&Alerts { messages: false, ..LOUD }, Event::Message, ELSEWHERE), Alert::default());
    }

    #[test]
    fn times_are_read_as_they_are_written() {
        for at in [0, 485, 1_439] {
            assert_eq!(minute(&clock(at)), Some(at));
        }
        assert_eq!(minute("07:30:00"), Some(450));
        for wrong in ["", "24:00", "8", "07:60", "x:yy"] {
            assert_eq!(minute(wrong), None, "{wrong}");
        }
    }
}
