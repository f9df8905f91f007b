//! Texts to come back to.

/// Bytes that are kept, as far as there are several texts: a hundred changes of a large playbook.
const BYTES: usize = 32 * 1024 * 1024;

#[derive(Debug, Default)]
pub(super) struct Past {
    /// The oldest first.
    before: Vec<String>,
    /// What was undone, the latest last.
    after: Vec<String>,
}

impl Past {
    /// Keeps a text that is left; `joins`: with the one left before, so that they are undone together.
    pub(super) fn keep(&mut self, left: String, joins: bool) {
        self.after.clear();
        if joins && !self.before.is_empty() {
            return;
        }
        self.before.push(left);
        let mut bytes: usize = self.before.iter().map(String::len).sum();
        while bytes > BYTES && self.before.len() > 1 {
            bytes -= self.before.remove(0).len();
        }
    }

    pub(super) fn undo(&mut self, now: &str) -> Option<String> {
        let text = self.before.pop()?;
        self.after.push(now.to_owned());
        Some(text)
    }

    pub(super) fn redo(&mut self, now: &str) -> Option<String> {
        let text = self.after.pop()?;
        self.before.push(now.to_owned());
        Some(text)
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.after.is_empty()
    }
}
