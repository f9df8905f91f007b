//! The desk's policy and what came of it: `PUT` and `GET /api/v1/operator/sites/{site}/routing`; and why an agent was asked:
//! `GET /api/v1/conversations/{id}/why`.

use hours::Calendar;
use wire::{ConversationId, RoutingPolicy, SiteId, SlaPolicy};
use worker::{Env, Request, Response};

use crate::auth::{agent, operator};
use crate::body;
use crate::error::Problem;
use crate::objects::{self, Address, DeskCommand, Done, RoutingReport};

/// Longer ones are not policies.
const POLICY_BYTES: usize = 16 * 1024;

/// A day. Longer waits than that are not what these numbers are for.
const LONGEST_S: u32 = 24 * 60 * 60;

/// One for each skill, channel and tier of a large site.
const PROMISES: usize = 100;

/// Publishes a policy. Counting of waits begins anew if it differs from the one that holds.
pub(crate) async fn publish(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    publish_for(env, request, site).await
}

/// The same, of whoever may.
pub(super) async fn publish_for(env: &Env, request: &mut Request, site: &SiteId) -> Result<Response, Problem> {
    let policy: RoutingPolicy = body::json(request, POLICY_BYTES).await?;
    if let Some(wrong) = wrong(&policy) {
        return Err(Problem::bad_request(wrong));
    }
    if let Some(hours) = &policy.hours {
        Calendar::new(hours).map_err(|error| Problem::bad_request(error.to_string()))?;
    }
    let command = DeskCommand::Policy { policy: Box::new(policy) };
    let _: Done = objects::call(env, Address::Desk(site), &command).await?;
    super::private(&Done {})
}

/// The policy, the rule that holds now, and how long customers waited under each.
pub(crate) async fn report(env: &Env, request: &Request, site: &SiteId) -> Result<Response, Problem> {
    operator::require(env, request)?;
    super::private(&report_of(env, site).await?)
}

pub(super) async fn report_of(env: &Env, site: &SiteId) -> Result<RoutingReport, Problem> {
    objects::call(env, Address::Desk(site), &DeskCommand::Report).await
}

/// Reasons of a conversation's assignments, for the agents of its site.
pub(crate) async fn why(env: &Env, request: &Request, conversation: ConversationId) -> Result<Response, Problem> {
    let session = agent::of_request(env, request).await?;
    let reasons: Vec<routing::Why> = objects::call(env, Address::Desk(&session.site), &DeskCommand::Why { conversation }).await?;
    super::private(&reasons)
}

/// What an owner must mend.
fn wrong(policy: &RoutingPolicy) -> Option<&'static str> {
    let channels = [policy.chat, policy.social, policy.email, policy.phone];
    if channels.iter().any(|channel| !(1..=LONGEST_S).contains(&channel.target_s)) {
        return Some("A channel's target_s is 1 second to a day. Correct it and publish again.");
    }
    if channels.iter().any(|channel| channel.cost_permille == 0 || channel.reserve_permille > 900) {
        return Some("A channel's cost_permille is above 0 and its reserve_permille at most 900: somebody must be answered.");
    }
    let levels = [policy.primary, policy.secondary, policy.untrained];
    if levels.iter().any(|fit| fit.handle_permille == 0 || fit.transfer_permille >= 1_000) {
        return Some("A level's handle_permille is above 0 and its transfer_permille below 1000.");
    }
    let weights = [policy.vip_permille, policy.urgent_permille, policy.high_permille, policy.low_permille];
    if weights.contains(&0) {
        return Some(
            "vip_permille, urgent_permille, high_permille and low_permille are above 0, or those customers wait for ever.",
        );
    }
    if policy.preferred_hold_s > LONGEST_S || policy.transfer_hold_s > LONGEST_S {
        return Some("preferred_hold_s and transfer_hold_s are at most a day.");
    }
    if policy.hours.is_none() && policy.sla.iter().any(|sla| sla.is_within_hours) {
        return Some("A promise within open hours needs hours. State them, or leave is_within_hours out.");
    }
    let promised = |sla: &SlaPolicy| [sla.first_response_s, sla.next_response_s, sla.resolution_s];
    if policy.sla.len() > PROMISES
        || policy.sla.iter().flat_map(promised).flatten().any(|seconds| !(1..=90 * LONGEST_S).contains(&seconds))
    {
        return Some("There are at most 100 promises (sla), each of 1 second to 90 days.");
    }
    if policy.experiment.is_some_and(|experiment| experiment.period_s < 60) {
        return Some("An experiment's period_s is at least 60, or most waits span several.");
    }
    None
}
