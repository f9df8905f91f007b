//! How the visitor found it.

use wire::fact::FactKind;
use wire::{Author, Body, ConversationState, MessageId, Participant, Refusal, ServerFrame, Timestamp, limits};

use super::{Conversation, SocketId};
use crate::mask::mask;

impl Conversation {
    /// Once for each resolution, and only while it lasts.
    pub(super) fn rate(
        &mut self,
        socket: SocketId,
        who: &Participant,
        id: MessageId,
        score: u8,
        comment: Option<String>,
        now: Timestamp,
    ) {
        if self.is_repeated(socket, id) {
            return;
        }
        if let Some(reason) = self.rating_refusal(who, score, comment.as_deref()) {
            return self.refuse(socket, id, reason);
        }
        let comment = comment.map(|comment| comment.trim().to_owned()).filter(|comment| !comment.is_empty());
        let comment = comment.map(|mut comment| {
            mask(&mut comment);
            comment
        });
        let before = self.log.latest();
        self.head.rating = Some(score);
        self.fact(FactKind::Rated { agent: self.head.resolved_by, score });
        let seq = self.append(Some(id), now, Author::Visitor, Body::Rating { score, comment });
        self.send(socket, ServerFrame::Ack { id, seq });
        self.broadcast_entries(before);
    }

    fn rating_refusal(&self, who: &Participant, score: u8, comment: Option<&str>) -> Option<Refusal> {
        match who {
            Participant::Agent { .. } => return Some(Refusal::NotYours),
            Participant::Visitor { .. } => {}
        }
        let is_asked = self.head.state == ConversationState::Resolved && self.head.rating.is_none();
        if self.origin.is_none() {
            Some(Refusal::NotEscalated)
        } else if !is_asked || !(1..=limits::SCORE_MAX).contains(&score) {
            Some(Refusal::NotNow)
        } else if comment.is_some_and(|comment| comment.len() > limits::COMMENT_BYTES) {
            Some(Refusal::TooLong)
        } else if self.log.has_room_for(1) {
            None
        } else {
            Some(Refusal::LogFull)
        }
    }
}
