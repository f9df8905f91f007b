//! The supervisor's view: how what waits stands against its target, and whom something can be given to.

use std::time::Duration;

use wire::floor::{Floor, FloorAgent, QueueLine};
use wire::{AgentId, Presence, Timestamp, limits};

use crate::due::Pressure;

/// How the longest wait of a line stands against the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub waited: Duration,
    /// Of the target, in hundredths; above a hundred it is over.
    pub percent: u32,
    pub pressure: Pressure,
}

#[must_use]
pub fn used(line: &QueueLine, now: Timestamp) -> Used {
    let waited = now.since(line.longest_since);
    let target_ms = u64::from(line.target_s.max(1)) * 1_000;
    let percent = u64::try_from(waited.as_millis()).unwrap_or(u64::MAX).saturating_mul(100) / target_ms;
    let percent = u32::try_from(percent).unwrap_or(u32::MAX);
    let pressure = match percent {
        0..75 => Pressure::Calm,
        75..100 => Pressure::Soon,
        100.. => Pressure::Late,
    };
    Used { waited, percent, pressure }
}

/// Whether an agent may be given one more, and how that stands with their capacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    Free,
    /// Beyond what they take themselves.
    Beyond,
    None,
}

#[must_use]
pub fn room(agent: &FloorAgent) -> Room {
    let capacity = u32::from(agent.capacity);
    if !agent.is_connected || agent.assigned >= capacity + u32::from(limits::FORCED_BEYOND) {
        Room::None
    } else if agent.assigned >= capacity {
        Room::Beyond
    } else {
        Room::Free
    }
}

/// Agents something can be given to: the first is online with the most room.
#[must_use]
pub fn takers(floor: &Floor, but: Option<AgentId>) -> Vec<FloorAgent> {
    let others = floor.agents.iter().filter(|agent| Some(agent.id) != but && room(agent) != Room::None);
    let mut takers: Vec<FloorAgent> = others.cloned().collect();
    takers.sort_by_key(|agent| {
        let left = i64::from(agent.capacity) - i64::from(agent.assigned);
        (agent.presence != Presence::Online, room(agent), -left)
    });
    takers
}

/// All that wait, and agents who may be asked, those who answer and all: the line at the top.
#[must_use]
pub fn totals(floor: &Floor) -> (u32, u32, usize, usize) {
    let waiting = floor.queues.iter().map(|line| line.waiting + line.offered).sum();
    let late = floor.queues.iter().map(|line| line.late).sum();
    let online = floor.agents.iter().filter(|agent| agent.presence == Presence::Online).count();
    (waiting, late, online, floor.agents.len())
}

#[cfg(test)]
mod tests {
    use wire::{Channel, ConversationId};

    use super::*;

    fn line(target_s: u32) -> QueueLine {
        QueueLine {
            skill: None,
            channel: Channel::Chat,
            waiting: 2,
            offered: 1,
            late: 1,
            longest_since: Timestamp(0),
            longest: ConversationId::from_bits(1),
            target_s,
        }
    }

    fn agent(id: u128, presence: Presence, assigned: u32) -> FloorAgent {
        FloorAgent {
            id: AgentId::from_bits(id),
            name: String::new(),
            presence,
            is_connected: true,
            since: Timestamp(0),
            capacity: 2,
            offered: 0,
            conversations: Vec::new(),
            assigned,
        }
    }

    #[test]
    fn a_wait_is_told_as_a_share_of_its_target_which_may_be_over() {
        let at = |seconds: u64| used(&line(60), Timestamp(seconds * 1_000));
        assert_eq!((at(30).percent, at(30).pressure), (50, Pressure::Calm));
        assert_eq!((at(45).percent, at(45).pressure), (75, Pressure::Soon));
        assert_eq!((at(150).percent, at(150).pressure), (250, Pressure::Late));
        assert_eq!(used(&line(0), Timestamp(10)).percent, 1, "a target of nothing divides by nothing");
    }

    #[test]
    fn who_is_online_with_the_most_room_is_first_and_who_can_take_nothing_is_not_listed() {
        let agents = vec![
            agent(1, Presence::Busy, 0),
            agent(2, Presence::Online, 2),
            agent(3, Presence::Online, 1),
            agent(4, Presence::Online, 4),
            agent(5, Presence::Online, 0),
            FloorAgent { is_connected: false, ..agent(6, Presence::Online, 0) },
        ];
        let floor = Floor { now: Timestamp(0), queues: vec![line(60), line(60)], agents };
        let ids: Vec<u128> = takers(&floor, Some(AgentId::from_bits(5))).iter().map(|agent| agent.id.bits()).collect();
        assert_eq!(ids, [3, 2, 1]);
        assert_eq!(totals(&floor), (6, 2, 5, 6));
    }
}
