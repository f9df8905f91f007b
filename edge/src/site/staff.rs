//! The agents of a site and their passwords.

use std::collections::BTreeSet;

use json::Json;
use store::Store;
use wire::api::StaffMember;
use wire::console::Staff;
use wire::limits::CAPACITY_MAX;
use wire::{AgentId, AgentProfile, ChannelCapacity, Role, SkillId, TeamId, Write};

use crate::auth::password::{PASSWORD_BYTES, PasswordHash};
use crate::digest::sha256_hex;
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

/// Everybody as an owner sees them, without passwords.
pub(crate) fn members(store: &impl Store) -> Result<Staff, Problem> {
    let mut members = Vec::new();
    let mut digest = String::new();
    for (key, body) in store.scan("staff/", usize::MAX)? {
        let agent: Agent = json::from_text(&body).map_err(|_| Problem::internal("an agent that cannot be read"))?;
        digest.push_str(&sha256_hex(format!("{key} {body}").as_bytes()));
        let Agent { email, name, skills, secondary_skills, teams, capacity, channels, role, .. } = agent;
        let password = String::new();
        members.push(StaffMember { email, password, name, skills, secondary_skills, teams, capacity, channels, role });
    }
    Ok(Staff { members, tag: sha256_hex(digest.as_bytes()) })
}

/// Makes what an owner wishes the whole staff: not over what somebody else set meanwhile, and never without the owner who asks.
pub(crate) fn set_by(store: &mut impl Store, by: AgentId, staff: Staff) -> Result<StaffChange, Problem> {
    let held = members(store)?;
    if held.tag != staff.tag {
        return Err(Problem::new(412, "stale", "Somebody else changed the staff meanwhile. Look at it, then change it again."));
    }
    let mut stays = false;
    for member in staff.members.iter().filter(|member| member.role.is_owner()) {
        stays |= find(store, &member.email)?.is_some_and(|agent| agent.id == by);
    }
    if !stays {
        let message = "An owner cannot take the role of an owner from themselves. Let another owner do it.";
        return Err(Problem::new(409, "own_role", message));
    }
    set(store, staff.members)
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

#[cfg(test)]
mod tests {
    use store::MemoryStore;

    use super::*;

    fn member(name: &str, role: Role) -> StaffMember {
        StaffMember {
            email: format!("{name}@shop.example"),
            password: "correct horse".to_owned(),
            name: name.to_owned(),
            skills: vec![],
            secondary_skills: vec![],
            teams: vec![],
            capacity: 3,
            channels: vec![],
            role,
        }
    }

    /// Olga owns, Ann answers.
    fn shop() -> (MemoryStore, AgentId) {
        let mut store = MemoryStore::default();
        set(&mut store, vec![member("olga", Role::Owner), member("ann", Role::Agent)]).unwrap();
        let olga = find(&store, "olga@shop.example").unwrap().unwrap().id;
        (store, olga)
    }

    fn wish(store: &MemoryStore, change: impl Fn(&mut Vec<StaffMember>)) -> Staff {
        let mut staff = members(store).unwrap();
        change(&mut staff.members);
        staff
    }

    #[test]
    fn co9_an_owner_is_shown_everybody_and_no_password() {
        let (store, _) = shop();
        let staff = members(&store).unwrap();
        let told: Vec<_> = staff.members.iter().map(|it| (it.email.as_str(), it.password.as_str(), it.role)).collect();
        assert_eq!(told, [("ann@shop.example", "", Role::Agent), ("olga@shop.example", "", Role::Owner)]);
    }

    #[test]
    fn co9_an_owner_makes_others_owners_but_does_not_leave_without_another() {
        let (mut store, olga) = shop();
        let unowned: [fn(&mut Vec<StaffMember>); 4] = [
            |members| members.iter_mut().for_each(|member| member.role = Role::Editor),
            |members| members.retain(|member| !member.role.is_owner()),
            |members| members.clear(),
            |members| members.iter_mut().filter(|it| it.role.is_owner()).for_each(|it| it.email = "new@shop.example".to_owned()),
        ];
        for change in unowned {
            let staff = wish(&store, change);
            assert_eq!(set_by(&mut store, olga, staff).map_err(|problem| problem.code), Err("own_role"));
        }
        let staff = wish(&store, |members| members.iter_mut().for_each(|member| member.role = Role::Owner));
        set_by(&mut store, olga, staff).unwrap();
        let ann = find(&store, "ann@shop.example").unwrap().unwrap().id;
        let staff = wish(&store, |members| members.retain(|member| member.name == "ann"));
        assert_eq!(set_by(&mut store, ann, staff).unwrap().removed, [olga], "another owner may");
    }

    #[test]
    fn co9_two_owners_do_not_overwrite_each_others_change() {
        let (mut store, olga) = shop();
        let late = members(&store).unwrap();
        let staff = wish(&store, |members| members.push(member("ben", Role::Agent)));
        set_by(&mut store, olga, staff).unwrap();
        assert_eq!(set_by(&mut store, olga, late).map_err(|problem| problem.status), Err(412));
        assert!(find(&store, "ben@shop.example").unwrap().is_some());
    }
}
