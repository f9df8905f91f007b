//! The log: entries by seq, seqs by id.

use std::collections::BTreeMap;

use wire::{Author, Body, Entry, MessageId, Seq, Timestamp, limits};

/// Marks the ids of entries the edge itself makes; a browser draws all 128 bits at random.
const EDGE_MADE: u128 = 0x4544_4745 << 96;

#[derive(Debug, Default)]
pub(super) struct Log {
    entries: Vec<Entry>,
    places: BTreeMap<MessageId, Seq>,
}

impl Log {
    /// Appends an entry and returns it. `id` is none for what the edge itself says.
    pub(super) fn append(&mut self, id: Option<MessageId>, at: Timestamp, author: Author, body: Body) -> &Entry {
        let seq = self.latest().next();
        let id = id.unwrap_or_else(|| self.edge_made(seq));
        self.push(Entry { seq, id, at, author, body })
    }

    pub(super) fn push(&mut self, entry: Entry) -> &Entry {
        self.places.entry(entry.id).or_insert(entry.seq);
        self.entries.push_mut(entry)
    }

    /// Where the entry with this id is.
    pub(super) fn place(&self, id: MessageId) -> Option<Seq> {
        self.places.get(&id).copied()
    }

    pub(super) fn latest(&self) -> Seq {
        self.entries.last().map_or(Seq(0), |entry| entry.seq)
    }

    /// The entries with a greater seq.
    pub(super) fn after(&self, seq: Seq) -> &[Entry] {
        let start = usize::try_from(seq.0).unwrap_or(usize::MAX);
        self.entries.get(start..).unwrap_or_default()
    }

    /// Whether this many more may be said. What the edge notes itself is always appended: those lines are few.
    pub(super) fn has_room_for(&self, count: usize) -> bool {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        self.latest().0.saturating_add(count) <= limits::LOG_ENTRIES
    }

    fn edge_made(&self, seq: Seq) -> MessageId {
        let mut bits = EDGE_MADE | u128::from(seq.0);
        // Only somebody who wants a collision has one.
        while self.places.contains_key(&MessageId::from_bits(bits)) {
            bits = bits.wrapping_add(1 << 64);
        }
        MessageId::from_bits(bits)
    }
}

/// Splits entries into frames: at most `RESUME_BATCH`, and at most half of `FRAME_BYTES` unless one entry alone is longer. NT1: the
/// only way entries leave, so that none leaves for a visitor as it is who may not see it.
pub(super) fn batches(entries: &[Entry], for_visitor: bool) -> Vec<Vec<Entry>> {
    let mut batches: Vec<Vec<Entry>> = Vec::new();
    let mut room = 0;
    for entry in entries {
        let entry = if for_visitor { entry.for_visitor() } else { entry.clone() };
        let bytes = wire::encode(&entry).len();
        match batches.last_mut() {
            Some(batch) if batch.len() < limits::RESUME_BATCH && bytes <= room => {
                batch.push(entry);
                room -= bytes;
            }
            Some(_) | None => {
                batches.push(vec![entry]);
                room = (limits::FRAME_BYTES / 2).saturating_sub(bytes);
            }
        }
    }
    batches
}
