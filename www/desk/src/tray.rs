//! Files beside a reply that is being written: on their way to the edge, there, or not taken.

use wire::{File, FileId, limits};

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub id: FileId,
    pub name: String,
    pub bytes: u64,
    pub stage: Stage,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Per cent of it have left.
    Sending(u8),
    Done(File),
    Failed(Failure),
}

/// Why it is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// Or the conversation holds as much as it may.
    TooLarge,
    WrongKind,
    /// More than one message may have.
    TooMany,
    /// Another agent answers, or nobody.
    NotYours,
    NoNetwork,
    /// Later it may go.
    Busy,
}

impl Failure {
    /// What the edge's status says.
    #[must_use]
    pub fn of_status(status: u16) -> Failure {
        match status {
            413 => Failure::TooLarge,
            415 => Failure::WrongKind,
            401 | 403 | 404 | 409 => Failure::NotYours,
            429 | 503 => Failure::Busy,
            _ => Failure::NoNetwork,
        }
    }

    /// Whether the same file may go when it is tried again.
    #[must_use]
    pub fn is_worth_retrying(self) -> bool {
        match self {
            Failure::NoNetwork | Failure::Busy => true,
            Failure::TooLarge | Failure::WrongKind | Failure::TooMany | Failure::NotYours => false,
        }
    }
}

/// The files of one reply, in the order they were chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tray {
    pub items: Vec<Item>,
}

impl Tray {
    /// Takes one more; true if it is to be uploaded.
    pub fn add(&mut self, id: FileId, name: String, bytes: u64) -> bool {
        let held = self.items.iter().filter(|item| !matches!(item.stage, Stage::Failed(_))).count();
        let stage = if bytes > limits::FILE_BYTES {
            Stage::Failed(Failure::TooLarge)
        } else if held >= limits::FILES_PER_MESSAGE {
            Stage::Failed(Failure::TooMany)
        } else {
            Stage::Sending(0)
        };
        let goes = stage == Stage::Sending(0);
        self.items.push(Item { id, name, bytes, stage });
        goes
    }

    /// Whatever became of one; one that was removed stays so.
    pub fn set(&mut self, id: FileId, stage: Stage) {
        if let Some(item) = self.items.iter_mut().find(|item| item.id == id) {
            item.stage = stage;
        }
    }

    pub fn remove(&mut self, id: FileId) {
        self.items.retain(|item| item.id != id);
    }

    #[must_use]
    pub fn is_uploading(&self) -> bool {
        self.items.iter().any(|item| matches!(item.stage, Stage::Sending(_)))
    }

    /// Something is there to be sent.
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.items.iter().any(|item| matches!(item.stage, Stage::Done(_)))
    }

    /// Takes out what is there. What failed stays in sight.
    pub fn take(&mut self) -> Vec<File> {
        let mut files = Vec::new();
        self.items.retain(|item| match &item.stage {
            Stage::Done(file) => {
                files.push(file.clone());
                false
            }
            Stage::Sending(_) | Stage::Failed(_) => true,
        });
        files
    }
}

/// How large a picture is drawn, in pixels: fitted, never larger than it is.
#[must_use]
pub fn fitted(width: u32, height: u32, most: (u32, u32)) -> (u32, u32) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (most_wide, most_high) = (u64::from(most.0), u64::from(most.1));
    let (wide, high) = if width <= most_wide && height <= most_high {
        (width, height)
    } else if width * most_high >= height * most_wide {
        (most_wide, height * most_wide / width)
    } else {
        (width * most_high / height, most_high)
    };
    (u32::try_from(wide.max(1)).unwrap_or(most.0), u32::try_from(high.max(1)).unwrap_or(most.1))
}

#[cfg(test)]
mod tests {
    use wire::Media;

    use super::*;

    fn id(number: u128) -> FileId {
        FileId::from_bits(number)
    }

    #[test]
    fn what_is_too_large_or_too_many_is_not_uploaded_and_told() {
        let mut tray = Tray::default();
        assert!(!tray.add(id(1), "film.gif".to_owned(), limits::FILE_BYTES + 1));
        for number in 0..limits::FILES_PER_MESSAGE as u128 {
            assert!(tray.add(id(10 + number), "a.png".to_owned(), 5));
        }
        assert!(!tray.add(id(99), "b.png".to_owned(), 5));
        let failures: Vec<_> =
            tray.items.iter().filter(|item| matches!(item.stage, Stage::Failed(_))).map(|item| &item.stage).collect();
        assert_eq!(failures, [&Stage::Failed(Failure::TooLarge), &Stage::Failed(Failure::TooMany)]);
    }

    #[test]
    fn what_is_there_is_sent_once_and_what_failed_stays() {
        let mut tray = Tray::default();
        let file = File { id: id(1), media: Media::Png, bytes: 5, width: 1, height: 1, name: "a.png".to_owned() };
        tray.add(id(1), "a.png".to_owned(), 5);
        tray.add(id(2), "b.svg".to_owned(), 5);
        assert!(tray.is_uploading() && !tray.has_files());
        tray.set(id(1), Stage::Done(file.clone()));
        tray.set(id(2), Stage::Failed(Failure::of_status(415)));
        tray.set(id(3), Stage::Sending(5));
        assert!(!tray.is_uploading() && tray.has_files());
        assert_eq!(tray.take(), [file]);
        assert_eq!(tray.take(), []);
        assert_eq!(tray.items.len(), 1);
    }

    #[test]
    fn pictures_keep_their_shape() {
        assert_eq!(fitted(4032, 3024, (320, 260)), (320, 240));
        assert_eq!(fitted(1000, 4000, (320, 260)), (65, 260));
        assert_eq!(fitted(12, 9, (320, 260)), (12, 9));
        assert_eq!(fitted(u32::MAX, 1, (320, 260)), (320, 1));
    }
}
