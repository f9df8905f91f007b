//! Compiles and measures playbooks; started by `cargo xtask build` and `cargo xtask containment`.

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context as _, Result, anyhow, bail};
use authoring::{Compiled, compile, containment};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["compile", site, out] => publish(Path::new(site), Path::new(out)),
        ["containment", site, questions, rest @ ..] => measure(Path::new(site), Path::new(questions), rest.contains(&"--json")),
        _ => Err(anyhow!("content compile SITE OUT | content containment SITE QUESTIONS [--json]")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Reads and checks the site's playbook; warnings go to standard error.
fn read(site: &Path) -> Result<Compiled> {
    let file: PathBuf = site.join("playbook.yaml");
    let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    let shown = file.display().to_string();
    match compile(&shown, &text) {
        Ok((compiled, warnings)) => {
            eprint!("{warnings}");
            Ok(compiled)
        }
        Err(findings) => bail!("{findings}the playbook has {} mistakes; nothing was published", findings.errors()),
    }
}

/// Writes the three files of a site, ready to be published.
fn publish(site: &Path, out: &Path) -> Result<()> {
    let published = read(site)?.train();
    fs::write(out.join("public.json"), published.public.encode())?;
    fs::write(out.join("private.json"), published.private.encode())?;
    fs::write(out.join("model.pack"), &published.pack)?;
    Ok(())
}

/// Asks the site's model a file of questions and prints the shares.
fn measure(site: &Path, questions: &Path, as_json: bool) -> Result<()> {
    let compiled = read(site)?;
    let published = compiled.train();
    let model = published.model()?;
    let bytes = fs::read(questions).with_context(|| format!("reading {}", questions.display()))?;
    let shown = questions.display().to_string();
    let result = match containment::run(&model, &compiled.training, &shown, &bytes) {
        Ok(result) => result,
        Err(findings) => bail!("{findings}nothing was measured"),
    };
    for (intent, line) in &result.unknown_intents {
        eprintln!("{shown}:{line}: the playbook has no intent `{intent}`; its questions cannot be right");
    }
    if as_json {
        writeln!(std::io::stdout(), "{}", result.to_json())?;
        return Ok(());
    }
    for (name, value) in result.flat() {
        eprintln!("{name:>24}  {value}");
    }
    for ((expected, answered), count) in result.confusions.iter().filter(|(_, count)| **count > 1) {
        eprintln!("{count:>4} × {} answered as {answered}", expected.as_deref().unwrap_or("out of scope"));
    }
    Ok(())
}
