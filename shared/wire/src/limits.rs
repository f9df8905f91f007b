//! Limits, each with its reason. Sizes are checked before anything is decoded.

use std::time::Duration;

/// A frame in bytes. The largest honest frame is an escalation: 100 transcript items of 4,000 bytes would be too long for one,
/// so items are clipped by the client to fit; 64 KiB is what a hundred ordinary ones (300 bytes) need twice over.
pub const FRAME_BYTES: usize = 64 * 1024;

/// A message's text in bytes of UTF-8: 4,000 Latin letters or 1,333 Chinese characters, four screens of a phone.
pub const TEXT_BYTES: usize = 4_000;

/// Items of the transcript handed over at escalation.
pub const TRANSCRIPT_ITEMS: usize = 100;

/// Fields of a hand-off card, and bytes of one field's value.
pub const CARD_FIELDS: usize = 24;
pub const CARD_VALUE_BYTES: usize = 1_000;

/// Entries of one conversation. Restoring an object reads its whole log: 20,000 entries of 300 bytes are 6 MB, read in well under
/// a second; a conversation that long is continued in a new one.
pub const LOG_ENTRIES: u64 = 20_000;

/// Entries sent in one frame on resume: 40 entries of 1 kB stay under [`FRAME_BYTES`] mostly; a batch also ends at half of it.
pub const RESUME_BATCH: usize = 40;

/// Tags of one conversation, and characters of one: what a row of a list can show.
pub const TAGS: usize = 20;
pub const TAG_CHARS: usize = 32;

/// Agents one note can call: more is an announcement.
pub const MENTIONS: usize = 10;

/// The best rating; the worst is 1.
pub const SCORE_MAX: u8 = 5;

/// Bytes of the comment beside a rating: a few sentences.
pub const COMMENT_BYTES: usize = 1_000;

/// A conversation whose visitor does not answer the agent's last message for this long is resolved, unless the site says otherwise: who
/// wrote in the evening looks again the next day.
pub const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// What a site may say: an hour and a half leaves the warning half an hour to follow an ordinary pause; 30 days is a visitor's token.
pub const PATIENCE_MIN: Duration = Duration::from_secs(90 * 60);
pub const PATIENCE_MAX: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The visitor is warned this long before.
pub const PATIENCE_WARNING: Duration = Duration::from_secs(60 * 60);

/// A file in bytes: a photograph of a phone has 3 to 8 MB, a scanned contract less.
pub const FILE_BYTES: u64 = 10 * 1024 * 1024;

/// Characters of a file's name.
pub const FILE_NAME_CHARS: usize = 120;

/// Files of one message.
pub const FILES_PER_MESSAGE: usize = 5;

/// Files of one conversation, and their bytes: ten of the largest.
pub const FILES: usize = 200;
pub const FILES_BYTES: u64 = 100 * 1024 * 1024;

/// An uploaded file that no message came for is kept this long: who was cut off goes on the same day.
pub const FILE_UNSENT: Duration = Duration::from_secs(24 * 60 * 60);

/// Erasing a file that failed is tried again after this.
pub const ERASE_PAUSE: Duration = Duration::from_secs(60);

/// Bytes of a file that one row of an object holds: half of what a row may have.
pub const FILE_PART_BYTES: usize = 1024 * 1024;

/// A resolved conversation is forgotten this many days after its last activity, unless the site says otherwise: who complains about
/// last year's purchase is still known, and nobody's words lie about for ever.
pub const RETENTION_DAYS: u32 = 365;

/// What a site may say: a week leaves time to come back, ten years are what books are kept for.
pub const RETENTION_DAYS_MIN: u32 = 7;
pub const RETENTION_DAYS_MAX: u32 = 3_650;

/// The site is asked what it says a day after a conversation was resolved, then every month, so that a setting that is made shorter
/// counts within a month; and again after the pause if it did not answer.
pub const RETENTION_FIRST_LOOK: Duration = Duration::from_secs(24 * 60 * 60);
pub const RETENTION_LOOK: Duration = Duration::from_secs(30 * 24 * 60 * 60);
pub const RETENTION_PAUSE: Duration = Duration::from_secs(60 * 60);

/// Sockets of one conversation: tabs of a visitor and agents looking on.
pub const SOCKETS: usize = 32;

/// Frames a socket may send in a burst, and the pause that earns one more (20 frames at once, then five a second).
pub const FRAME_BURST: u32 = 20;
pub const FRAME_PAUSE: Duration = Duration::from_millis(200);

/// The visitor's last lines that a site's own model reads at a hand-over, and how long desk and directory wait for what it finds.
pub const JUDGED_LINES: usize = 20;
pub const JUDGE_PATIENCE: Duration = Duration::from_secs(2);

/// Summaries leave a conversation at most this often.
pub const SUMMARY_PAUSE: Duration = Duration::from_secs(1);

/// And this often where nothing but messages has been added, except to the desk of who answers it: lists show when and how often
/// somebody wrote, and nobody decides by the second.
pub const LEISURELY_SUMMARY_PAUSE: Duration = Duration::from_secs(10);

/// A delivery to another object that failed is tried again after this, doubling up to [`RETRY_CEILING`].
pub const RETRY_PAUSE: Duration = Duration::from_secs(1);
pub const RETRY_CEILING: Duration = Duration::from_secs(60);

/// Preview of the last message kept in a summary, in characters.
pub const PREVIEW_CHARS: usize = 140;

/// An agent must answer an offer within this, or it goes to somebody else.
pub const OFFER_TIMEOUT: Duration = Duration::from_secs(30);

/// An agent whose last socket closed keeps conversations this long: a reload or a lift takes less.
pub const AGENT_GRACE: Duration = Duration::from_secs(20);

/// "Is typing" is forgotten after this without a renewal.
pub const TYPING_TIMEOUT: Duration = Duration::from_secs(6);

/// Visitor tokens live this long; a widget renews at half of it, and a lapsed token can be renewed for [`TOKEN_RENEWAL`].
pub const TOKEN_LIFETIME: Duration = Duration::from_secs(60 * 60);
pub const TOKEN_RENEWAL: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A conversation is put aside for a month at most: whoever is to be called in spring is not a conversation.
pub const SNOOZE_MAX: Duration = Duration::from_secs(31 * 24 * 60 * 60);

/// An agent's capacity: conversations at once.
pub const CAPACITY_MAX: u8 = 20;

/// Lists that every agent is shown (queue, team) are sent again at most this often: an eye reads no faster, and a busy desk changes
/// a hundred times a second.
pub const LIST_PAUSE: Duration = Duration::from_millis(500);

/// Waiting conversations listed to a desk; the count tells the rest.
pub const QUEUE_LISTED: usize = 50;

/// Beyond their capacity an agent can be given this many by a supervisor: one for the matter that only they know and one for the
/// customer who cannot wait. Whoever needs more changes the capacity, which everybody sees.
pub const FORCED_BEYOND: u8 = 2;

/// Conversations listed of one agent to a supervisor: the most anybody can hold.
pub const FLOOR_LISTED: usize = CAPACITY_MAX as usize + FORCED_BEYOND as usize;
