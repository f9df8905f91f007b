//! The published content of a site.
//!
//! Files are kept in chunks under the hash of their bytes, written before the record that names them, so that a publication cut
//! short leaves the old one whole, and repeating it completes it.

use json::Json;
use playbook::PublicBundle;
use store::{Store, StoreError};
use wire::{IntentId, SiteId, SkillId, Write};

use crate::digest::{base64, from_base64, sha256_hex};
use crate::error::Problem;
use crate::site::command::{IntentTitle, Publication, SiteView};

/// A chunk in base64 stays well below the two megabytes that one value may have.
const CHUNK_BYTES: usize = 384 * 1024;

const PUBLISHED: &str = "published";

/// What is published now.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
pub(crate) struct Published {
    pub(crate) allowed_domains: Vec<String>,
    pub(crate) patience_minutes: Option<u32>,
    pub(crate) retention_days: Option<u32>,
    /// The skill an agent needs for an intent. What an older build published names none.
    #[json(default)]
    pub(crate) intent_skills: Vec<(IntentId, SkillId)>,
    /// Hash of the bundle's bytes.
    pub(crate) bundle: String,
    /// The name the bundle has for its pack, and the hash of the pack's bytes.
    pub(crate) pack_name: String,
    pack: String,
    sense: Option<Sense>,
    pub(crate) view: SiteView,
}

/// A sense by the bundle's name for it and the hash of its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Json)]
struct Sense {
    name: String,
    hash: String,
}

pub(crate) fn published(store: &impl Store) -> Result<Option<Published>, Problem> {
    let Some(body) = store.get(PUBLISHED)? else { return Ok(None) };
    json::from_text(&body).map(Some).map_err(|_| Problem::internal("a publication that cannot be read"))
}

/// Checks a publication and makes it the present one.
pub(crate) fn publish(store: &mut impl Store, site: &SiteId, publication: Publication) -> Result<(), Problem> {
    let Publication { public, private, pack, sense, playbook: _ } = publication;
    if public.site != *site || private.site != *site {
        return Err(Problem::bad_request("The bundle is of another site. Publish it under its own name."));
    }
    if public.content != private.content {
        return Err(Problem::bad_request(
            "The public and the private part were not compiled together. Compile the playbook again.",
        ));
    }
    let pack = from_base64(&pack).ok_or_else(|| Problem::bad_request("`pack` is not base64."))?;
    let sense = match (&public.sense, sense) {
        (Some(name), Some(sense)) => {
            let bytes = from_base64(&sense).ok_or_else(|| Problem::bad_request("`sense` is not base64."))?;
            Some((Sense { name: name.clone(), hash: sha256_hex(&bytes) }, bytes))
        }
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => {
            return Err(Problem::bad_request("The bundle and `sense` were not compiled together. Compile the playbook again."));
        }
    };
    let bundle = public.encode();
    PublicBundle::decode(&bundle).map_err(|error| Problem::bad_request(format!("`public` is no bundle: {error}.")))?;
    let present = Published {
        allowed_domains: private.allowed_domains,
        patience_minutes: private.patience_minutes,
        retention_days: private.retention_days,
        intent_skills: private.intent_skills,
        bundle: sha256_hex(&bundle),
        pack_name: public.pack,
        pack: sha256_hex(&pack),
        sense: sense.as_ref().map(|(sense, _)| sense.clone()),
        view: SiteView {
            site: site.clone(),
            name: public.name,
            locales: public.locales,
            skills: private.skills,
            intents: public.intents.into_iter().map(|intent| IntentTitle { id: intent.id, title: intent.title }).collect(),
        },
    };
    keep(store, &present.bundle, &bundle)?;
    keep(store, &present.pack, &pack)?;
    if let Some((sense, bytes)) = &sense {
        keep(store, &sense.hash, bytes)?;
    }
    store.commit(&[Write::put(PUBLISHED, &present)])?;
    Ok(forget_others(store, &present)?)
}

/// The bundle that is published now.
pub(crate) fn bundle(store: &impl Store, published: &Published) -> Result<Vec<u8>, Problem> {
    bytes(store, &published.bundle)
}

/// The pack or the sense of that name, if it is published now.
pub(crate) fn model(store: &impl Store, published: &Published, name: &str) -> Result<Vec<u8>, Problem> {
    let sense = published.sense.as_ref().filter(|sense| sense.name == name).map(|sense| &sense.hash);
    let pack = Some(&published.pack).filter(|_| published.pack_name == name);
    match pack.or(sense) {
        Some(hash) => bytes(store, hash),
        None => Err(Problem::not_found("This model is no longer published. Load the bundle again; it names the present one.")),
    }
}

fn keep(store: &mut impl Store, hash: &str, bytes: &[u8]) -> Result<(), StoreError> {
    for (number, chunk) in bytes.chunks(CHUNK_BYTES).enumerate() {
        let key = format!("{}{}", chunks_of(hash), wire::record::ordered(u64::try_from(number).unwrap_or(u64::MAX)));
        if store.get(&key)?.is_none() {
            store.commit(&[Write::Put { key, body: base64(chunk) }])?;
        }
    }
    Ok(())
}

fn forget_others(store: &mut impl Store, present: &Published) -> Result<(), StoreError> {
    let sense = present.sense.as_ref().map(|sense| &sense.hash);
    let kept: Vec<String> = [&present.bundle, &present.pack].into_iter().chain(sense).map(|hash| chunks_of(hash)).collect();
    let stale: Vec<Write> = store
        .scan("chunk/", usize::MAX)?
        .into_iter()
        .filter(|(key, _)| !kept.iter().any(|prefix| key.starts_with(prefix.as_str())))
        .map(|(key, _)| Write::delete(key))
        .collect();
    store.commit(&stale)
}

fn bytes(store: &impl Store, hash: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    for (_, body) in store.scan(&chunks_of(hash), usize::MAX)? {
        bytes.extend(from_base64(&body).ok_or_else(|| Problem::internal("a chunk that cannot be read"))?);
    }
    Ok(bytes)
}

fn chunks_of(hash: &str) -> String {
    format!("chunk/{hash}/")
}
