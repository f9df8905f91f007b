//! How long things may be, each with its reason. Texts are counted in characters, where 2 stand for one of Chinese, Japanese or
//! Korean: those take twice the room.

/// A title is a chip or a choice: two lines on a phone.
pub(crate) const TITLE: usize = 80;
/// The label of a choice: likewise.
pub(crate) const LABEL: usize = 60;
/// A greeting, prompt or spoken line: half a phone's screen.
pub(crate) const SPOKEN: usize = 600;
/// The name of the site and of its assistant: one line of the header.
pub(crate) const NAME: usize = 40;
/// An example: longer than nearly everything customers type in one turn.
pub(crate) const EXAMPLE: usize = 300;
/// An answer, as plain text: five screens of a phone, and under `wire::limits::TEXT_BYTES` in any script, because transcripts carry it.
pub(crate) const ANSWER: usize = 2_600;
/// Choices of a question: more do not fit a phone's screen.
pub(crate) const CHOICES: usize = 12;
/// Chips of an empty chat.
pub(crate) const SUGGESTIONS: usize = 6;
/// Examples an intent should have per language: fewer, and the model guesses.
pub(crate) const EXAMPLES_WANTED: usize = 8;
/// Intents of a site, and steps of a flow: ten times what people oversee.
pub(crate) const INTENTS: usize = 1_000;
pub(crate) const STEPS: usize = 200;

/// The room a text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}
