//! Compiles and measures playbooks; started by `cargo xtask build` and `cargo xtask containment`.

use std::{env, fs, io::Write as _, path::Path, process::ExitCode};

use anyhow::{Context as _, Result, anyhow, bail};
use authoring::{Compiled, compile, containment};
use intent::{
    FullModel, Step,
    encoder::{Encoder, TOGETHER},
};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["compile", site, weights, out] => publish(Path::new(site), Path::new(weights), Path::new(out)),
        ["containment", site, weights, questions, rest @ ..] => {
            let has = |word: &str| rest.contains(&word);
            measure(Path::new(site), Path::new(weights), Path::new(questions), has("--words-only"), has("--json"))
        }
        ["report", playbook, weights, rest @ ..] => {
            let has = |word: &str| rest.contains(&word);
            report(Path::new(playbook), Path::new(weights), has("--words-only"), has("--json"))
        }
        _ => Err(anyhow!(
            "content compile SITE WEIGHTS OUT | content containment SITE WEIGHTS QUESTIONS [--words-only] [--json] | content report \
             PLAYBOOK WEIGHTS [--words-only] [--json]"
        )),
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
    read_playbook(&site.join("playbook.yaml"))
}

fn read_playbook(file: &Path) -> Result<Compiled> {
    let text = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    let shown = file.display().to_string();
    match compile(&shown, &text) {
        Ok((compiled, warnings)) => {
            eprint!("{warnings}");
            Ok(compiled)
        }
        Err(findings) => bail!("{findings}the playbook has {} mistakes; nothing was published", findings.errors()),
    }
}

fn encoder(weights: &Path) -> Result<Encoder> {
    let bytes = fs::read(weights).with_context(|| format!("reading {}", weights.display()))?;
    Encoder::from_bytes(&bytes).with_context(|| weights.display().to_string())
}

/// Writes the files of a site, ready to be published.
fn publish(site: &Path, weights: &Path, out: &Path) -> Result<()> {
    let published = read(site)?.train_full(&encoder(weights)?)?;
    fs::write(out.join("public.json"), published.public.encode())?;
    fs::write(out.join("private.json"), published.private.encode())?;
    fs::write(out.join("model.pack"), &published.pack)?;
    fs::write(out.join("model.sense"), published.sense.unwrap_or_default())?;
    Ok(())
}

/// Trains a playbook's model and prints what cross-validation says of it.
fn report(playbook: &Path, weights: &Path, words_only: bool, as_json: bool) -> Result<()> {
    let compiled = read_playbook(playbook)?;
    let encoder = encoder(weights)?;
    let mut training = compiled.training(Some(encoder.id()).filter(|_| !words_only));
    let mut shown = 0;
    let trained = loop {
        match training.step() {
            Step::More => {}
            Step::Encode => {
                let vectors = encoder.encode_all(training.texts_to_encode(TOGETHER))?;
                training.encoded(vectors);
            }
            Step::Done(trained) => break trained,
        }
        let percent = (10.0 * training.progress()) as u32 * 10;
        if percent > shown {
            shown = percent;
            eprintln!("training: {percent} %");
        }
    };
    let report = compiled.report(&trained);
    let text = if as_json { report.to_json() } else { report.to_string() };
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

/// Asks the site's model a file of questions and prints the shares.
fn measure(site: &Path, weights: &Path, questions: &Path, words_only: bool, as_json: bool) -> Result<()> {
    let compiled = read(site)?;
    let encoder = encoder(weights)?;
    let published = if words_only { compiled.train() } else { compiled.train_full(&encoder)? };
    let model = published.model()?;
    let full = match &published.sense {
        Some(sense) => Some(FullModel::from_bytes(&published.pack, sense, encoder.into())?),
        None => None,
    };
    let predict = |text: &str| match &full {
        Some(full) => full.predict(text).unwrap_or_else(|_| model.predict(text)),
        None => model.predict(text),
    };
    let bytes = fs::read(questions).with_context(|| format!("reading {}", questions.display()))?;
    let shown = questions.display().to_string();
    let result = match containment::run_by(&model, &predict, &compiled.training, &shown, &bytes) {
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
