//! Routes that break things on purpose, for the live tests. Compiled only with the feature `test-routes`, and even then the
//! operator's alone.

use std::rc::Rc;

use json::Json;
use store::{Param, Sql, Store, StoreError, suite};
use wire::{ConversationId, SiteId};
use worker::{Env, Request, Response};

use crate::auth::operator;
use crate::body;
use crate::error::Problem;
use crate::object::{Host, Machine};
use crate::objects::{self, Address};

/// `POST /api/v1/test/objects`: what to do to which object.
#[derive(Json)]
struct Ask {
    site: SiteId,
    /// The desk if there is none.
    conversation: Option<ConversationId>,
    fault: Fault,
}

/// What is done to an object.
#[derive(Debug, Clone, Json)]
#[json(tag = "fault", rename_all = "snake_case")]
enum Fault {
    /// A bug.
    Panic,
    /// The next commits find the disk full.
    Full { commits: u32 },
    /// Forgets everything in memory, as hibernation does.
    Forget,
    /// How many commits there were since the object woke up.
    Commits,
    /// How many records are stored.
    Records,
    /// Runs the store suite. Only for an object that nobody uses.
    Suite,
}

#[derive(Json)]
struct Count {
    count: u64,
}

pub(crate) async fn answer(env: &Env, request: &mut Request, rest: &[&str]) -> Result<Response, Problem> {
    operator::require(env, request)?;
    match rest {
        ["panic"] => bug(),
        ["objects"] => {
            let ask: Ask = body::json(request, body::SMALL_BYTES).await?;
            let address = match ask.conversation {
                Some(conversation) => Address::Conversation(&ask.site, conversation),
                None => Address::Desk(&ask.site),
            };
            let mut response = objects::send(env, address, &ask.fault).await?;
            Ok(Response::builder().with_header("content-type", "application/json")?.fixed(response.bytes().await?))
        }
        _ => Err(Problem::not_found("There is no such test route.")),
    }
}

/// Whether a command is one of ours.
pub(crate) fn is_fault(text: &str) -> bool {
    text.starts_with(r#"{"fault":"#)
}

/// Does it to this object.
pub(crate) fn object<M: Machine>(host: &Rc<Host<M>>, text: &str) -> Result<Response, Problem> {
    let count = match objects::decode::<Fault>(text)? {
        Fault::Panic => return bug(),
        Fault::Forget => {
            host.forget();
            0
        }
        Fault::Full { commits } => host.with_store(|store| {
            store.full_for = commits;
            0
        })?,
        Fault::Commits => host.with_store(|store| store.commits())?,
        Fault::Records => host.with_store(|store| store.scan("", usize::MAX).map(|records| records.len() as u64))??,
        Fault::Suite => host
            .with_store(|store| {
                suite::run(store).map_err(|violation| violation.to_string())?;
                let sql = store.sql().ok_or("the suite stored nothing")?;
                rolls_back(sql)
            })?
            .map_err(|violation| Problem::new(500, "internal", violation))?,
    };
    Ok(crate::body::answer(&Count { count })?)
}

/// A transaction that fails half-way leaves nothing.
fn rolls_back(sql: &impl Sql) -> Result<u64, String> {
    let failed = sql.atomically(&mut || {
        sql.execute("INSERT INTO records (key, body) VALUES (?1, ?2)", &[Param::Text("half"), Param::Text("done")])?;
        Err(StoreError::Full)
    });
    let left = sql.query("SELECT key FROM records WHERE key = 'half'", &[]).map_err(|error| error.to_string())?;
    if failed == Err(StoreError::Full) && left.is_empty() { Ok(0) } else { Err(format!("{failed:?} left {left:?}")) }
}

#[expect(clippy::panic, reason = "the test is what a panic leaves behind")]
fn bug() -> Result<Response, Problem> {
    panic!("a panic on purpose");
}
