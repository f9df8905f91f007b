//! Who a conversation can be passed on to.

use std::cmp::Reverse;

use ui::Lang;
use wire::{Presence, SkillId, TransferTarget};

use crate::board::Board;
use crate::titles::Titles;

/// One of them, as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    pub to: TransferTarget,
    pub name: String,
    /// Agents only.
    pub status: Option<Status>,
}

/// How an agent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Status {
    pub presence: Presence,
    pub held: u32,
    pub capacity: u8,
}

impl Status {
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.held >= u32::from(self.capacity)
    }
}

/// Colleagues first, those with room before others; then this agent's teams; then what the site's agents are trained in.
#[must_use]
pub fn targets(board: &Board, titles: &Titles, lang: Lang) -> Vec<Target> {
    let mut agents: Vec<Target> = board.team.iter().filter(|agent| !board.is_me(agent.id)).map(of_agent).collect();
    agents.sort_by_key(|target| {
        let status = target.status.as_ref();
        Reverse(status.map(|status| (status.presence == Presence::Online, !status.is_full())))
    });
    let own = board.me.iter().flat_map(|me| &me.teams);
    let teams = own.map(|team| Target { to: TransferTarget::Team { team: team.clone() }, name: team.to_string(), status: None });
    let skills = titles.skills.iter().filter_map(|titled| SkillId::new(&titled.id).ok()).map(|skill| {
        let name = titles.skill(&skill, lang);
        Target { to: TransferTarget::Skill { skill }, name, status: None }
    });
    agents.into_iter().chain(teams).chain(skills).collect()
}

fn of_agent(agent: &wire::desk::AgentStatus) -> Target {
    let status = Status { presence: agent.presence, held: agent.conversations, capacity: agent.capacity };
    Target { to: TransferTarget::Agent { agent: agent.id }, name: agent.name.clone(), status: Some(status) }
}

#[cfg(test)]
mod tests {
    use wire::desk::AgentStatus;
    use wire::{AgentId, AgentProfile, DeskFrame, Protocol, TeamId, Timestamp};

    use super::*;
    use crate::titles::Titled;

    fn colleague(number: u128, presence: Presence, held: u32) -> AgentStatus {
        AgentStatus {
            id: AgentId::from_bits(number),
            name: format!("agent {number}"),
            presence,
            capacity: 2,
            conversations: held,
        }
    }

    #[test]
    fn colleagues_with_room_come_first_then_teams_then_skills_and_never_oneself() {
        let mut me = AgentProfile::new(AgentId::from_bits(1), "me".to_owned(), Vec::new(), 2);
        me.teams = vec![TeamId::new("billing").expect("a label")];
        let team = vec![
            colleague(1, Presence::Online, 0),
            colleague(2, Presence::Offline, 0),
            colleague(3, Presence::Online, 2),
            colleague(4, Presence::Online, 1),
        ];
        let mut board = Board::default();
        let now = Timestamp(0);
        board.apply(DeskFrame::Welcome { protocol: Protocol(1), me, presence: Presence::Online, now }, now);
        board.apply(DeskFrame::Team { agents: team, total: 4 }, now);
        let titles = Titles { skills: vec![Titled { id: "returns".to_owned(), title: [].into() }], ..Titles::default() };
        let names: Vec<String> = targets(&board, &titles, Lang::En).into_iter().map(|target| target.name).collect();
        assert_eq!(names, ["agent 4", "agent 3", "agent 2", "billing", "returns"]);
    }
}
