//! Who else has the conversation on screen open.

use wire::frame::Reader;
use wire::{AgentId, Timestamp, limits};

/// As last told, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Here {
    agents: Vec<Reader>,
    at: Timestamp,
}

impl Here {
    #[must_use]
    pub fn told(agents: Vec<Reader>, at: Timestamp) -> Here {
        Here { agents, at }
    }

    /// Who writes a reply, and who only reads, each by name. Writing that was not told again for a while is over.
    #[must_use]
    pub fn others<'a>(&'a self, me: Option<AgentId>, now: Timestamp) -> (Vec<&'a str>, Vec<&'a str>) {
        let is_fresh = now.since(self.at) < limits::TYPING_TIMEOUT;
        let others = self.agents.iter().filter(|reader| Some(reader.id) != me);
        let (writing, reading): (Vec<&'a Reader>, Vec<&'a Reader>) = others.partition(|reader| reader.is_writing && is_fresh);
        let names = |readers: Vec<&'a Reader>| readers.into_iter().map(|reader| reader.name.as_str()).collect();
        (names(writing), names(reading))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_writes_is_told_apart_from_who_reads_until_it_is_not_told_again() {
        let reader = |id: u128, name: &str, is_writing| Reader { id: AgentId::from_bits(id), name: name.to_owned(), is_writing };
        let here = Here::told(vec![reader(1, "me", false), reader(2, "Sam", true), reader(3, "Bea", false)], Timestamp(1_000));
        let me = Some(AgentId::from_bits(1));
        assert_eq!(here.others(me, Timestamp(2_000)), (vec!["Sam"], vec!["Bea"]));
        assert_eq!(here.others(me, Timestamp(7_000)), (vec![], vec!["Sam", "Bea"]));
        assert_eq!(Here::default().others(me, Timestamp(0)), (vec![], vec![]));
    }
}
