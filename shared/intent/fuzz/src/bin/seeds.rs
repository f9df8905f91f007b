//! `seeds FOLDER WEIGHTS`: writes files for each target to begin from, into `FOLDER/TARGET`.

use std::{env, fs, path::Path};

use anyhow::{Context as _, Result};
use intent::{TrainingIntent, TrainingSet};
use intent_fuzz::{seed, skeleton};

/// Texts with something to trip over: joined forms, several ways to write a character, marks alone, signs outside the first plane.
const TEXTS: [&str; 14] = [
    "",
    "How do I set a Screen-Time limit??",
    "ＷＩＦＩ　連不上！怎樣備份手機資料",
    "I don’t   know \t\n order LM-123456 of 12.5.",
    "ﬁne Ⅳ ①② ㎏ №5 ﷺ",
    "Cafe\u{301} e\u{327}\u{301} ΟΔΟΣ İstanbul",
    "ｶﾀｶﾅ がき 한국어",
    "👍🏽👩‍👩‍👧 ok \u{200d}\u{feff}\u{ad}",
    "sooooo 哈哈哈哈哈 00000",
    "\u{2581}▁▁ mark ▁ marks▁",
    "مرحبا كيف حالك \u{202e}",
    "\u{0}\u{7}\u{1b}[31m\u{7f}\u{85}\u{a0}\u{2028}x",
    "𠮷野家 𝒜𝓫 \u{10ffff}\u{e000}",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
];

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let (folder, weights) = (arguments.next().context("FOLDER is missing")?, arguments.next().context("WEIGHTS is missing")?);
    let write = |target: &str, name: &str, bytes: &[u8]| -> Result<()> {
        let target = Path::new(&folder).join(target);
        fs::create_dir_all(&target)?;
        fs::write(target.join(name), bytes)?;
        Ok(())
    };
    let one = TrainingIntent { id: "a".to_owned(), utterances: vec!["one".to_owned()], context: Vec::new() };
    let sets = [
        ("shop", seed::set(), 8),
        ("wide", seed::set(), 64),
        ("empty", TrainingSet::default(), 8),
        ("one", TrainingSet { intents: vec![one], out_of_scope: Vec::new() }, 3),
    ];
    for (name, set, width) in sets {
        let (pack, sense) = seed::trained(&set, width)?;
        write("pack", name, &pack.to_bytes())?;
        write("sense", name, &sense.to_bytes())?;
    }
    let weights = fs::read(&weights).with_context(|| weights.clone())?;
    write("encoder", "real", &skeleton::of(&weights)?)?;
    for (place, text) in TEXTS.iter().enumerate() {
        for target in ["pieces", "normalize"] {
            write(target, &format!("text{place:02}"), text.as_bytes())?;
        }
    }
    Ok(())
}
