//! Debian's packages: the wasm32 toolchain where rustup has none, browsers, fonts.

use std::{path::Path, process::Command};

use anyhow::{Context as _, Result, bail};

use super::{Need, Report};
use crate::{paths, process};

/// A package, and why it is wanted.
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) why: &'static str,
    /// A program that serves as well, wherever it came from.
    pub(crate) or_program: Option<&'static str>,
}

const NODE: Package = Package { name: "nodejs", why: "runs esbuild's and wrangler's starters", or_program: Some("node") };
const NPM: Package = Package { name: "npm", why: "fetches the pinned npm tools", or_program: Some("npm") };
const BROWSERS: [Package; 3] = [
    Package { name: "chromium", why: "the browser tests", or_program: None },
    Package { name: "firefox-esr", why: "the smoke run in a second browser", or_program: None },
    Package { name: "fonts-noto-cjk", why: "Chinese text in screenshots", or_program: None },
];

pub(crate) fn ensure(need: Need, wasm_std: &[Package], cache: &Path, report: &mut Report) -> Result<()> {
    let browsers: &[Package] = match need {
        Need::Build => &[],
        Need::Everything => &BROWSERS,
    };
    let missing: Vec<&Package> =
        [NODE, NPM].iter().chain(wasm_std).chain(browsers).filter(|package| !is_there(package)).collect();
    let names: Vec<&str> = missing.iter().map(|package| package.name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install --no-install-recommends {}", names.join(" "));
    if paths::program("apt-get").is_none() {
        bail!("this machine has no apt-get; install the equivalents of: {}", names.join(", "));
    }
    let is_root = process::output(process::command("id").arg("-u"))? == "0";
    if !is_root && paths::program("sudo").is_none() {
        bail!("not root, and there is no sudo; please run as root: {by_hand}");
    }
    let why: Vec<String> = missing.iter().map(|package| format!("{} ({})", package.name, package.why)).collect();
    report.install("Debian packages", &why.join(", "), || {
        let mut update = apt(is_root);
        if let Err(error) = process::logged("package lists", update.args(["update", "-qq"]), &cache.join("log/apt-update.log")) {
            // Lists that are a little old still install; the install's own message counts.
            eprintln!("setup: the package lists stay as they are: {error:#}");
        }
        let mut install = apt(is_root);
        install.args(["install", "-y", "--no-install-recommends"]).args(&names);
        process::logged("packages", &mut install, &cache.join("log/apt-install.log"))
            .with_context(|| format!("if it cannot be done here, run as root: {by_hand}"))
    })
}

fn is_there(package: &Package) -> bool {
    let info = Path::new("/var/lib/dpkg/info");
    let has_files = ["", ":amd64", ":arm64"].iter().any(|arch| info.join(format!("{}{arch}.list", package.name)).exists());
    has_files || package.or_program.is_some_and(|program| paths::program(program).is_some())
}

fn apt(is_root: bool) -> Command {
    let mut command = if is_root {
        process::command("apt-get")
    } else {
        let mut command = process::command("sudo");
        command.args(["--preserve-env=DEBIAN_FRONTEND", "apt-get"]);
        command
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
