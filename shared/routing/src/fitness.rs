//! What an agent is at a conversation: how long they take, how likely they pass it on, how much else they hold.

use wire::RoutingPolicy;
use wire::policy::Fit;

use crate::record::Knowledge;

/// 1 for somebody who takes the usual time, never passes on and holds nothing else.
///
/// Their match is what they keep of conversations, over how long they take; it counts by its cube. An agent's time that a poor
/// match wastes is waited for by everybody behind, not by this customer alone, and when all are busy that costs several times the
/// time itself: in the routing bench the square is nearly as good and more than the cube no better.
pub(crate) fn fitness(policy: &RoutingPolicy, knows: Knowledge, open: u32) -> f64 {
    let Fit { handle_permille, transfer_permille } = match knows {
        Knowledge::Primary => policy.primary,
        Knowledge::Secondary => policy.secondary,
        Knowledge::Untrained => policy.untrained,
    };
    let kept = f64::from(1_000_u32.saturating_sub(transfer_permille)) / 1_000.0;
    let matched = kept / (f64::from(handle_permille.max(1)) / 1_000.0);
    let slowed = 1.0 + f64::from(policy.concurrency_permille) / 1_000.0 * f64::from(open);
    matched * matched * matched / slowed
}
