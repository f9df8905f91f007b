//! What passes between objects, killed between every two steps.
//!
//! A saga is one story of one conversation without any other fault: handed over, taken, passed on, put aside, given back, lost with
//! its agent, resolved, opened again. It is first told undisturbed, counting the places at which an object could die: before each
//! effect, and around each commit. Then it is told once for each place, with a death there: of the object alone, or of the whole
//! process with all sockets. Each time everything must come to rest with the log, the desk and the directory agreeing, and nothing lost.

use std::collections::VecDeque;
use std::time::Duration;

use chat::client::Input;
use wire::{AgentFrame, ConversationId, ConversationState, MessageId, TransferTarget};

use crate::Failure;
use crate::calls::Event;
use crate::world::{World, skills};

/// What people do next, once they can. Until all is done nobody resolves but for [`Move::Return`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Whoever is asked declines.
    Decline,
    /// Whoever answers writes.
    Answer,
    /// Whoever answers passes it on to a skill.
    PassOn,
    /// To the other agent.
    HandTo,
    /// Whoever answers puts it aside for some seconds.
    Snooze,
    /// Whoever answers gives it back.
    GiveBack,
    /// Whoever answers is never seen again.
    Lose,
    /// It is resolved, and the visitor writes again.
    Return,
    /// The visitor writes.
    Write,
}

/// Every story that crosses objects.
pub const SAGAS: [&[Move]; 8] = [
    &[Move::Answer, Move::Write],
    &[Move::Decline, Move::Answer],
    &[Move::Answer, Move::PassOn, Move::Answer],
    &[Move::HandTo, Move::Answer],
    &[Move::Answer, Move::Snooze, Move::Answer],
    &[Move::GiveBack, Move::Answer],
    &[Move::Answer, Move::Lose, Move::Write, Move::Answer],
    &[Move::Answer, Move::Return, Move::Answer],
];

/// Who dies at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Victim {
    Object,
    Process,
}

/// Places at which something can die, and where it does.
#[derive(Debug, Default)]
pub(crate) struct Places {
    passed: u64,
    kill: Option<(u64, Victim)>,
    /// The process dies with this event.
    pub(crate) ends: bool,
}

impl Places {
    /// Whether the object dies here.
    pub(crate) fn pass(&mut self) -> bool {
        self.passed += 1;
        match self.kill {
            Some((place, victim)) if place == self.passed => {
                self.ends = victim == Victim::Process;
                true
            }
            Some(_) | None => false,
        }
    }
}

/// Tells a saga undisturbed, then with a death at every place. How many places that were.
///
/// # Errors
/// The first [`Failure`]; its seed is the place.
pub fn kill_everywhere(saga: &[Move]) -> Result<u64, Failure> {
    let places = tell(saga, None)?;
    for place in 1..=places {
        for victim in [Victim::Object, Victim::Process] {
            tell(saga, Some((place, victim)))?;
        }
    }
    Ok(places)
}

fn tell(saga: &[Move], kill: Option<(u64, Victim)>) -> Result<u64, Failure> {
    let mut world = World::quiet(kill.map_or(0, |(place, _)| place));
    world.plan = saga.iter().copied().collect::<VecDeque<Move>>();
    world.places.kill = kill;
    world.tell()
}

impl World {
    fn tell(mut self) -> Result<u64, Failure> {
        self.begin_story();
        self.until_rest()?;
        Ok(self.places.passed)
    }

    /// The next thing people do, if they can.
    pub(crate) fn plan_step(&mut self) {
        let Some(next) = self.plan.front().copied() else { return };
        if self.do_move(next) {
            self.plan.pop_front();
        }
        self.at(Duration::from_millis(400), Event::Plan);
    }

    fn do_move(&mut self, next: Move) -> bool {
        let id = MessageId::from_bits(self.dice.bits());
        match next {
            Move::Decline => {
                let asked = (0..self.agents.len()).find_map(|agent| Some((agent, self.agents[agent].first_offer()?)));
                if let Some((agent, offer)) = asked {
                    self.tell_desk(agent, &AgentFrame::Decline { offer });
                }
                asked.is_some()
            }
            Move::Return if self.visitors[0].tabs[0].client.view().state != ConversationState::Resolved => false,
            Move::Return | Move::Write => {
                self.visitor_writes(0, 0);
                true
            }
            Move::Answer | Move::PassOn | Move::HandTo | Move::Snooze | Move::GiveBack | Move::Lose => {
                let Some((agent, conversation)) = self.who_answers() else { return false };
                match next {
                    Move::Answer => {
                        self.thread_input(agent, conversation, Input::Submit { id, text: "hello".to_owned(), files: Vec::new() })
                    }
                    Move::PassOn => {
                        let to = TransferTarget::Skill { skill: skills()[1].clone() };
                        self.thread_input(agent, conversation, Input::Transfer { id, to });
                    }
                    Move::HandTo => {
                        let to = TransferTarget::Agent { agent: self.agents[1 - agent].profile.id };
                        self.thread_input(agent, conversation, Input::Transfer { id, to });
                    }
                    Move::Snooze => {
                        let until = self.now + Duration::from_secs(4);
                        self.thread_input(agent, conversation, Input::Snooze { id, until });
                    }
                    Move::GiveBack => self.thread_input(agent, conversation, Input::Release { id }),
                    Move::Lose | Move::Decline | Move::Return | Move::Write => self.leave(agent),
                }
                true
            }
        }
    }

    /// Who has the conversation open and nothing under way.
    fn who_answers(&self) -> Option<(usize, ConversationId)> {
        let of = |agent: usize| {
            let mut threads = self.agents[agent].threads.iter();
            let mine = threads.find(|(_, thread)| {
                let view = thread.client.view();
                let is_theirs = view.assigned.as_ref().is_some_and(|assigned| assigned.agent == self.agents[agent].profile.id);
                view.pending == 0 && view.state == ConversationState::Open && is_theirs
            });
            mine.map(|(conversation, _)| (agent, *conversation))
        };
        (0..self.agents.len()).find_map(of)
    }
}
