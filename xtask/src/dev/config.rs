//! The configuration that workerd reads: generated, because it names this checkout's files and ports.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::{build::Dist, setup::versions::COMPATIBILITY_DATE};

/// The Worker's Durable Objects: binding, class, and the key under which their data is filed, which never changes.
pub(crate) const OBJECTS: [(&str, &str, &str); 5] = [
    ("SITE", "Site", "site"),
    ("CONVERSATION", "Conversation", "conversation"),
    ("DESK", "Desk", "desk"),
    ("DIRECTORY", "Directory", "directory"),
    ("TRAINER", "Trainer", "trainer"),
];

/// One running copy of everything.
pub(crate) struct Instance {
    pub(crate) data: PathBuf,
    pub(crate) port: u16,
    pub(crate) demo_port: u16,
    /// Which of the built Workers serves it.
    pub(crate) worker: &'static str,
}

impl Instance {
    /// `http://chat.localhost:8787` and the like.
    pub(crate) fn origin(&self, host: &str) -> String {
        format!("http://{host}.localhost:{}", self.port)
    }

    /// `http://shop.localhost:8788` and the like.
    pub(crate) fn demo_origin(&self, shop: &str) -> String {
        format!("http://{shop}.localhost:{}", self.demo_port)
    }
}

/// Writes `workerd.capnp` into the data folder.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(instance: &Instance, dist: &Dist) -> Result<PathBuf> {
    let objects = instance.data.join("objects");
    fs::create_dir_all(&objects).with_context(|| format!("creating {}", objects.display()))?;
    let demo = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dev/demo.js");
    let namespaces: Vec<String> = OBJECTS
        .iter()
        .map(|(_, class, key)| format!("    (className = {}, uniqueKey = {}, enableSql = true),\n", text(class), text(key)))
        .collect();
    let bindings: Vec<String> = OBJECTS
        .iter()
        .map(|(binding, class, _)| format!("    (name = {}, durableObjectNamespace = {}),\n", text(binding), text(class)))
        .collect();
    let config = TEMPLATE
        .replace("@DATE", &text(COMPATIBILITY_DATE))
        .replace("@INDEX_JS", &path(&dist.dir.join(instance.worker).join("index.js")))
        .replace("@INDEX_WASM", &path(&dist.dir.join(instance.worker).join("index_bg.wasm")))
        .replace("@ASSETS", &path(&dist.dir.join("assets")))
        .replace("@DESK_FILES", &path(&dist.dir.join("desk")))
        .replace("@DEMO_PAGES", &path(&dist.dir.join("demo")))
        .replace("@DEMO_JS", &path(&demo))
        .replace("@OBJECTS", &path(&objects))
        .replace("@CHAT_ORIGIN", &text(&instance.origin("chat")))
        .replace("@DESK_ORIGIN", &text(&instance.origin("desk")))
        .replace("@ADDRESS", &text(&format!("127.0.0.1:{}", instance.port)))
        .replace("@DEMO_ADDRESS", &text(&format!("127.0.0.1:{}", instance.demo_port)))
        .replace("    @BINDINGS\n", &bindings.concat())
        .replace("    @NAMESPACES\n", &namespaces.concat());
    for folder in ["assets", "desk", "demo"] {
        fs::create_dir_all(dist.dir.join(folder))?;
    }
    let file = instance.data.join("workerd.capnp");
    fs::write(&file, config)?;
    Ok(file)
}

fn path(path: &Path) -> String {
    text(&path.to_string_lossy())
}

/// A capnp text literal.
fn text(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

const TEMPLATE: &str = r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "edge", worker = .edge),
    (name = "demo", worker = .demo),
    (name = "assets", disk = (path = @ASSETS)),
    (name = "desk-assets", disk = (path = @DESK_FILES)),
    (name = "demo-pages", disk = (path = @DEMO_PAGES)),
    (name = "objects", disk = (path = @OBJECTS, writable = true)),
    (name = "internet", network = (allow = ["public"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [
    (name = "edge", address = @ADDRESS, http = (), service = "edge"),
    (name = "demo", address = @DEMO_ADDRESS, http = (), service = "demo"),
  ],
);

const edge :Workerd.Worker = (
  modules = [
    (name = "index.js", esModule = embed @INDEX_JS),
    (name = "index_bg.wasm", wasm = embed @INDEX_WASM),
  ],
  compatibilityDate = @DATE,
  bindings = [
    @BINDINGS
    (name = "ASSETS", service = "assets"),
    (name = "DESK_ASSETS", service = "desk-assets"),
    (name = "CHAT_ORIGIN", text = @CHAT_ORIGIN),
    (name = "DESK_ORIGIN", text = @DESK_ORIGIN),
    (name = "MASTER_SECRET", fromEnvironment = "FRONTDESK_MASTER_SECRET"),
    (name = "OPERATOR_SECRET", fromEnvironment = "FRONTDESK_OPERATOR_SECRET"),
  ],
  durableObjectNamespaces = [
    @NAMESPACES
  ],
  durableObjectStorage = (localDisk = "objects"),
);

const demo :Workerd.Worker = (
  modules = [ (name = "demo.js", esModule = embed @DEMO_JS) ],
  compatibilityDate = @DATE,
  bindings = [
    (name = "PAGES", service = "demo-pages"),
    (name = "CHAT_ORIGIN", text = @CHAT_ORIGIN),
  ],
);
"#;
