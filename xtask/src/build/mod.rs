//! `cargo xtask build`: everything that is served, into `target/dist`.
//!
//! ```text
//! assets/   the chat host's files: shell, hashed programs under a/, v1/loader.js
//! desk/     the desk host's files
//! demo/     the demo shops' pages
//! edge/     the Worker: index.js and index_bg.wasm
//! content/  per site: the public bundle and the private part
//! manifest.json   short names -> public paths
//! ```
//!
//! Each artefact is a step keyed by what it is made from (see `step.rs`), so a run with nothing
//! changed reads some file times and stops. Hashed names live under `/a/` and are cacheable for
//! ever; a brotli copy lies beside each file that shrinks. `--fast` writes `target/dist-fast` with
//! quick compiles and light compression, for the edit-and-look loop; the layout is the same.

mod compress;
pub(crate) mod content;
mod demo;
mod edge;
mod loader;
mod names;
mod program;
mod scripts;
mod shell;
mod source;
pub(crate) mod step;
mod style;
mod weights;
mod words;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

pub(crate) use compress::{brotli, gzip};
pub(crate) use edge::build_breakable;
pub(crate) use source::all_files;

use crate::{
    clock::Stopwatch,
    paths,
    setup::{self, Need, Tools},
};

#[derive(Default, clap::Args)]
pub(crate) struct Args {
    /// Compile quickly instead of small, into target/dist-fast.
    #[arg(long)]
    fast: bool,
    /// Keep the loader as it is among those that stay served under their hashed names.
    #[arg(long)]
    keep_loader: bool,
}

/// Short names (`widget.js`) and the public paths they were built to (`/a/widget-….js`).
pub(crate) type Names = BTreeMap<String, String>;

/// A built tree.
pub(crate) struct Dist {
    pub(crate) dir: PathBuf,
    pub(crate) is_fast: bool,
}

impl Dist {
    fn new(is_fast: bool) -> Self {
        Self { dir: paths::target().join(if is_fast { "dist-fast" } else { "dist" }), is_fast }
    }

    /// Folder of one step's intermediate files.
    fn work(&self, step: &str) -> PathBuf {
        self.dir.join(".work").join(step)
    }

    /// What the manifest holds under a short name: a public path, but for the loader's integrity.
    ///
    /// # Errors
    /// When the manifest lacks the name.
    pub(crate) fn name(&self, name: &str) -> Result<String> {
        self.names()?.remove(name).with_context(|| format!("nothing called {name} was built"))
    }

    /// All of the manifest.
    ///
    /// # Errors
    /// When nothing was built.
    pub(crate) fn names(&self) -> Result<Names> {
        Ok(serde_json::from_slice(&fs::read(self.dir.join("manifest.json"))?)?)
    }

    /// The file behind a short name of the manifest, on either host.
    ///
    /// # Errors
    /// When the manifest lacks the name.
    pub(crate) fn file(&self, name: &str) -> Result<PathBuf> {
        let path = self.name(name)?;
        let path = path.trim_start_matches('/');
        let found = ["assets", "desk"].iter().map(|host| self.dir.join(host).join(path)).find(|path| path.exists());
        found.with_context(|| format!("the file of {name} is missing"))
    }
}

pub(crate) fn run(args: &Args) -> Result<Dist> {
    let tools = setup::ensure(Need::Build)?;
    let dist = build(&tools, args.fast)?;
    if args.keep_loader {
        loader::keep(&dist)?;
    }
    eprintln!("build: {} has integrity=\"{}\"", dist.name(loader::PINNED)?, dist.name(loader::INTEGRITY)?);
    Ok(dist)
}

/// Builds what is out of date.
///
/// # Errors
/// When a compiler fails or a file cannot be written.
pub(crate) fn build(tools: &Tools, is_fast: bool) -> Result<Dist> {
    let stopwatch = Stopwatch::start();
    let dist = Dist::new(is_fast);
    fs::create_dir_all(&dist.dir).with_context(|| format!("creating {}", dist.dir.display()))?;
    let lock = File::create(dist.dir.join(".lock"))?;
    lock.lock()?;

    // What fails keeps the rest from nothing: the errors are told together at the end.
    let mut names = Names::new();
    let mut errors = Vec::new();
    let mut gather = |names: &mut Names, built: Result<Names>| match built {
        Ok(built) => names.extend(built),
        Err(error) => errors.push(format!("{error:#}")),
    };
    gather(&mut names, loader::build(tools, &dist));
    gather(&mut names, scripts::build(tools, &dist));
    gather(&mut names, words::build(&dist));
    gather(&mut names, edge::build(tools, &dist));
    gather(&mut names, content::build(&dist));
    gather(&mut names, demo::build(&dist));
    gather(&mut names, weights::build(&dist));
    for house in &HOUSES {
        let built = program::build(tools, &dist, house, &names);
        gather(&mut names, built);
    }
    for web in &WEBS {
        gather(&mut names, style::build(tools, &dist, web));
    }
    if errors.is_empty() {
        for web in &WEBS {
            shell::build(&dist, web, &names)?;
        }
    } else {
        bail!("{} parts could not be built\n{}", errors.len(), errors.join("\n"));
    }
    let manifest = serde_json::to_vec_pretty(&names)?;
    write_if_changed(&dist.dir.join("manifest.json"), &manifest)?;
    eprintln!("build: {} is up to date after {}", dist.dir.display(), stopwatch.text());
    Ok(dist)
}

/// A folder of shells, sheets and pictures.
pub(crate) struct Web {
    /// What its steps are called.
    name: &'static str,
    folder: &'static str,
    /// Which host serves it.
    host: &'static str,
}

const WEBS: [Web; 3] = [
    Web { name: "assets", folder: "widget/web", host: "assets" },
    Web { name: "desk", folder: "www/desk/web", host: "desk" },
    Web { name: "console", folder: "www/console/web", host: "desk" },
];

/// A browser program: a crate compiled to wasm and bundled with its JavaScript side.
pub(crate) struct House {
    /// The program's name.
    name: &'static str,
    package: &'static str,
    folder: &'static str,
    /// The entry of its script in the folder's `web/`, if it has one of its own.
    boot: &'static str,
    /// Cargo features.
    features: &'static str,
    /// Quick rather than small.
    is_quick: bool,
    /// Other folders it is compiled from.
    uses: &'static [&'static str],
    /// Constants of its script that hold the public paths of what was built before it; with a `*`, an object of all that fit, by what
    /// stands in its place.
    refers: &'static [(&'static str, &'static str)],
    /// Which host serves it.
    host: &'static str,
}

impl House {
    const fn new(name: &'static str, folder: &'static str, uses: &'static [&'static str], host: &'static str) -> Self {
        Self { name, package: name, folder, boot: "boot.js", features: "", is_quick: false, uses, refers: &[], host }
    }
}

/// In the order in which they refer to each other.
const HOUSES: [House; 7] = [
    House {
        package: "engine",
        boot: "full.js",
        features: "full",
        is_quick: true,
        ..House::new("full", "widget/engine", &["shared"], "assets")
    },
    House::new("guide", "widget/guide", &["shared"], "assets"),
    House {
        refers: &[("FULL_URL", "full.js"), ("GUIDE_URL", "guide.js"), ("WEIGHTS_URL", "encoder.bin")],
        ..House::new("engine", "widget/engine", &["shared"], "assets")
    },
    House {
        refers: &[("FILES_URL", "files.js"), ("WORDS", "words-*.txt")],
        ..House::new("widget", "widget", &["shared", "www/ui"], "assets")
    },
    House::new("desk", "www/desk", &["shared", "www/ui"], "desk"),
    House::new("console", "www/console", &["shared", "www/ui"], "desk"),
    House {
        is_quick: true,
        refers: &[("WEIGHTS_URL", "encoder.bin")],
        ..House::new("lab", "www/console/lab", &["shared"], "desk")
    },
];

fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::write(path, bytes).with_context(|| format!("writing {}", path.display()))
}
