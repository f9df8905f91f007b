//! The agents of a site and their passwords.

use std::collections::BTreeSet;

use json::Json;
use store::Store;
use wire::api::StaffMember;
use wire::limits::CAPACITY_MAX;
use wire::{AgentId, AgentProfile, ChannelCapacity, Role, SkillId, TeamId, Write};

use crate::auth::password::{PASSWORD_BYTES, PasswordHash};
use crate::error::Problem;
use crate::random;
use crate::site::command::{Colleague, StaffChange};
use crate::site::session;

/// Agents of one site; setting them hashes each password, a twentieth of a second each.
const STAFF: usize = 200;

/// An agent as stored, under the e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Agent {
    pub(crate) id: AgentId,
    pub(crate) email: String,
    pub(crate) name: String,
    pub(crate) skills: Vec<SkillId>,
    #[json(default)]
    pub(crate) secondary_skills: Vec<SkillId>,
    #[json(default)]
    pub(crate) teams: Vec<TeamId>,
    pub(crate) capacity: u8,
    #[json(default)]
    pub(crate) channels: Vec<ChannelCapacity>,
    #[json(default)]
    pub(crate) role: Role,
    pub(crate) password: PasswordHash,
}

impl Agent {
    pub(crate) fn profile(&self) -> AgentProfile {
        AgentProfile {
            id: self.id,
            name: self.name.clone(),
            skills: self.skills.clone(),
            secondary_skills: self.secondary_skills.clone(),
            teams: self.teams.clone(),
            capacity: self.capacity,
            channels: self.channels.clone(),
            role: self.role,
        }
    }
}

/// E-mails are told apart without regard to case.
pub(crate) fn normal(email: &str) -> String {
    email.trim().to_lowercase()
}

/// The agent with this e-mail.
pub(crate) fn find(store: &impl Store, email: &str) -> Result<Option<Agent>, Problem> {
    let Some(body) = store.get(&key(&normal(email)))? else { return Ok(None) };
    json::from_text(&body).map(Some).map_err(|_| Problem::internal("an agent that cannot be read"))
}

/// Everybody, by e-mail.
pub(crate) fn colleagues(store: &impl Store) -> Result<Vec<Colleague>, Problem> {
    let read = |(_, body): (String, String)| {
        let agent: Agent = json::from_text(&body).map_err(|_| Problem::internal("an agent that cannot be read"))?;
        Ok(Colleague { email: agent.email, id: agent.id })
    };
    store.scan("staff/", usize::MAX)?.into_iter().map(read).collect()
}

/// Makes `members` the whole staff. Whoever is not among them is removed and signed out, as is whoever's password changed.
pub(crate) fn set(store: &mut impl Store, members: Vec<StaffMember>) -> Result<StaffChange, Problem> {
    if members.len() > STAFF {
        return Err(Problem::bad_request(format!("A site has at most {STAFF} agents. Send fewer.")));
    }
    let mut writes = Vec::new();
    let mut change = StaffChange { present: Vec::new(), removed: Vec::new() };
    let mut present = BTreeSet::new();
    for member in members {
        let held = find(store, &member.email)?;
        let (agent, is_new_password) = settled(member, held)?;
        if !present.insert(agent.email.clone()) {
            return Err(Problem::bad_request("Two agents have the same e-mail. Send each once."));
        }
        if is_new_password {
            writes.extend(session::end_all(store, &agent.email)?);
        }
        change.present.push(agent.profile());
        writes.push(Write::put(key(&agent.email), &agent));
    }
    for (key, body) in store.scan("staff/", usize::MAX)? {
        let held: Agent = json::from_text(&body).map_err(|_| Problem::internal("an agent that cannot be read"))?;
        if !present.contains(&held.email) {
            writes.extend(session::end_all(store, &held.email)?);
            writes.push(Write::delete(key));
            change.removed.push(held.id);
        }
    }
    store.commit(&writes)?;
    Ok(change)
}

/// The agent to store for a member, and whether the password is another than before.
fn settled(member: StaffMember, held: Option<Agent>) -> Result<(Agent, bool), Problem> {
    let email = normal(&member.email);
    let is_email = email.len() <= 254 && email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty());
    if !is_email || member.name.trim().is_empty() || member.name.len() > 200 {
        return Err(Problem::bad_request("Each agent needs an e-mail and a name. Correct the list and send it whole."));
    }
    if member.password.len() > PASSWORD_BYTES || (1..8).contains(&member.password.len()) {
        return Err(Problem::bad_request(format!("A password has 8 to {PASSWORD_BYTES} bytes. Choose another.")));
    }
    let (password, is_new_password) = match held.as_ref().map(|agent| &agent.password) {
        Some(hash) if member.password.is_empty() || hash.is_of(&member.password) => (hash.clone(), false),
        _ if member.password.is_empty() => return Err(Problem::bad_request("A new agent needs a password.")),
        _ => {
            let hash =
                PasswordHash::new(&member.password, random::bytes()?).ok_or_else(|| Problem::internal("hashing failed"))?;
            (hash, true)
        }
    };
    let id = match &held {
        Some(agent) => agent.id,
        None => AgentId::from_bits(random::bits()?),
    };
    let capacity = member.capacity.clamp(1, CAPACITY_MAX);
    let StaffMember { name, skills, secondary_skills, teams, channels, role, .. } = member;
    Ok((Agent { id, email, name, skills, secondary_skills, teams, capacity, channels, role, password }, is_new_password))
}

fn key(email: &str) -> String {
    format!("staff/{email}")
}
