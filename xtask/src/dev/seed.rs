//! Seeds the demo: each site's published content with its playbook, and its agents, through the operator's API.

use std::fs;

use anyhow::{Context as _, Result, bail};
use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};

use super::{config::Instance, http, secrets::Secrets};
use crate::{build::Dist, paths};

/// The demo port that playbooks are written with.
const WRITTEN: &str = ".localhost:8788";

/// Publishes every site; returns one line per agent who may sign in.
///
/// # Errors
/// When the edge refuses something; the message holds its answer.
pub(crate) fn seed(instance: &Instance, dist: &Dist, secrets: &Secrets) -> Result<Vec<String>> {
    let mut people = Vec::new();
    let content = dist.dir.join("content");
    let Ok(sites) = fs::read_dir(&content) else { return Ok(people) };
    let here = format!(".localhost:{}", instance.demo_port);
    for site in sites.flatten() {
        let name = site.file_name().to_string_lossy().into_owned();
        let read = |file: &str| -> Result<Value> {
            let path = site.path().join(file);
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            Ok(serde_json::from_str(&text.replace(WRITTEN, &here))?)
        };
        let model = |file: &str| -> Result<String> { Ok(Base64::encode_string(&fs::read(site.path().join(file))?)) };
        let (pack, sense) = (model("model.pack")?, model("model.sense")?);
        let playbook = paths::root().join("www/demo/sites").join(&name).join("playbook.yaml");
        let playbook = fs::read_to_string(playbook).ok().map(|text| text.replace(WRITTEN, &here));
        let (public, private) = (read("public.json")?, read("private.json")?);
        let body = json!({ "public": public, "private": private, "pack": pack, "sense": sense, "playbook": playbook });
        put(instance, secrets, &format!("/api/v1/operator/sites/{name}"), &body)?;
        let agents = paths::root().join("www/demo/sites").join(&name).join("agents.json");
        if let Ok(text) = fs::read_to_string(agents) {
            let mut agents: Value = serde_json::from_str(&text)?;
            for agent in agents.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
                let email = agent.get("email").and_then(Value::as_str).unwrap_or_default();
                people.push(format!("{email}  {}", secrets.demo_password));
                agent.insert("password".to_owned(), Value::from(secrets.demo_password.as_str()));
            }
            put(instance, secrets, &format!("/api/v1/operator/sites/{name}/agents"), &agents)?;
        }
    }
    Ok(people)
}

fn put(instance: &Instance, secrets: &Secrets, path: &str, body: &Value) -> Result<()> {
    let answer = http::send(
        "PUT",
        "desk.localhost",
        instance.port,
        path,
        &secrets.operator,
        "application/json",
        body.to_string().as_bytes(),
    )?;
    if !(200..300).contains(&answer.status) {
        bail!("PUT {path} was answered {}: {}", answer.status, answer.body.trim());
    }
    Ok(())
}
