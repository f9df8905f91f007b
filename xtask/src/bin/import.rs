//! Reads what an owner brings from elsewhere; started by `cargo xtask import`.

use std::{env, fs, io::Write as _, process::ExitCode};

use anyhow::{Context as _, Result, anyhow};
use authoring::import::{Options, Source, import};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [site, locale, files @ ..] => run(site, locale, files),
        [] | [_] => Err(anyhow!("import SITE LOCALE|- FILE…")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The draft on standard output, the notes and what the compiler finds in it on standard error.
fn run(site: &str, locale: &str, files: &[String]) -> Result<()> {
    let mut read = Vec::new();
    for file in files {
        read.push((file.as_str(), fs::read(file).with_context(|| format!("reading {file}"))?));
    }
    let sources: Vec<Source<'_>> = read.iter().map(|(name, bytes)| Source { name, bytes }).collect();
    let locale = if locale == "-" { None } else { Some(locale.parse().context("the locale")?) };
    let imported = import(&sources, &Options { site: site.to_owned(), locale })?;
    std::io::stdout().write_all(imported.yaml.as_bytes())?;
    for note in &imported.notes {
        eprintln!("{note}");
    }
    let warnings = match authoring::compile("draft", &imported.yaml) {
        Ok((_, findings)) => findings.warnings(),
        Err(findings) => anyhow::bail!("{findings}the draft does not compile"),
    };
    let locales: Vec<&str> = imported.locales.iter().map(|locale| locale.as_str()).collect();
    eprintln!(
        "{} intents with {} examples, {} flows, in {}; {} notes, {warnings} warnings",
        imported.intents,
        imported.examples,
        imported.flows,
        locales.join(", "),
        imported.notes.len()
    );
    Ok(())
}
