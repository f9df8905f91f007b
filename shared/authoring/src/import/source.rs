//! From bytes to texts of a known kind.

use super::Source;
use super::note::{At, Notes, Refused, count};
use super::zip;

/// All files together, in bytes: ten times the largest assistant we know of.
pub const FILES_BYTES: usize = 5_000_000;

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Rasa,
    Dialogflow,
    Table,
    Page,
}

/// A file that could be read.
pub(super) struct Text {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) text: String,
}

impl Text {
    pub(super) fn at(&self, line: usize) -> At {
        At { file: self.name.clone(), line: Some(line) }
    }

    pub(super) fn whole(&self) -> At {
        At { file: self.name.clone(), line: None }
    }
}

const KINDS: &str =
    "give Rasa's .yml files, the .zip of a Dialogflow ES agent, a .csv table, or a .md page with questions and answers";

/// Decodes every file and looks into archives.
pub(super) fn open(sources: &[Source<'_>], notes: &mut Notes) -> Result<Vec<Text>, Refused> {
    let total: usize = sources.iter().map(|source| source.bytes.len()).sum();
    if let (true, Some(first)) = (total > FILES_BYTES, sources.first()) {
        let what = format!("the files have {total} bytes; at most {FILES_BYTES} are read");
        return Err(Refused::new(first.name, what, "import fewer at a time, or leave out what is no conversation"));
    }
    let mut texts = Vec::new();
    for source in sources {
        if source.bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Refused::new(source.name, "the file is empty", "check that the export was finished, and export again"));
        }
        if source.bytes.starts_with(b"PK") {
            archive(source, &mut texts, notes)?;
            continue;
        }
        let text = decode(source.name, source.bytes)?;
        let kind =
            kind(source.name, &text).ok_or_else(|| Refused::new(source.name, "the format of the file is not known", KINDS))?;
        texts.push(Text { name: source.name.to_owned(), kind, text });
    }
    if texts.is_empty() {
        return Err(Refused::new(sources.first().map_or("", |source| source.name), "there is no file to read", KINDS));
    }
    Ok(texts)
}

/// The files of an archive that tell something.
fn archive(source: &Source<'_>, texts: &mut Vec<Text>, notes: &mut Notes) -> Result<(), Refused> {
    let before = texts.len();
    let entries = zip::read(source.name, source.bytes, &|name| is_readable(name))?;
    let has = |part: &str| entries.iter().any(|entry| entry.name == part || entry.name.contains(part));
    if has("word/document.xml") || has("xl/workbook.xml") || has("[Content_Types].xml") {
        return Err(Refused::new(
            source.name,
            "this is an Office document",
            "save a table as CSV (UTF-8), and copy a text page into a .md file",
        ));
    }
    if has("flows/") && has("agent.json") && !entries.iter().any(|entry| entry.name.contains("_usersays_")) {
        return Err(Refused::new(
            source.name,
            "this is an agent of Dialogflow CX",
            "only Dialogflow ES can be read; export the training phrases as CSV instead",
        ));
    }
    let mut skipped = 0;
    for entry in entries {
        let name = format!("{}/{}", source.name, entry.name);
        let Some(bytes) = entry.bytes else {
            skipped += usize::from(!entry.name.ends_with('/') && !is_system(&entry.name));
            continue;
        };
        if bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let text = decode(&name, &bytes)?;
        let kind = if entry.name.ends_with(".json") { Some(Kind::Dialogflow) } else { kind(&name, &text) };
        match kind {
            Some(kind) => texts.push(Text { name, kind, text }),
            None => skipped += 1,
        }
    }
    if texts.len() == before {
        return Err(Refused::new(source.name, "nothing in the archive can be read", KINDS));
    }
    if skipped > 0 {
        let at = At { file: source.name.to_owned(), line: None };
        notes.left_out(
            &at,
            format!("{} of the archive without conversation", count(skipped, "file", "files")),
            "nothing needs to be done",
        );
    }
    Ok(())
}

fn is_system(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.ends_with(".DS_Store")
}

fn is_readable(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    !is_system(&name)
        && !name.starts_with("__macosx/")
        && [".json", ".yml", ".yaml", ".csv", ".tsv", ".md", ".markdown"].iter().any(|end| name.ends_with(end))
}

/// By the name's ending; a text without one by what it looks like.
fn kind(name: &str, text: &str) -> Option<Kind> {
    let name = name.to_ascii_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|end| name.ends_with(end));
    if ends(&[".yml", ".yaml"]) {
        return Some(Kind::Rasa);
    }
    if ends(&[".csv", ".tsv", ".tab"]) {
        return Some(Kind::Table);
    }
    if ends(&[".md", ".markdown"]) {
        return Some(Kind::Page);
    }
    if ends(&[".json", ".html", ".htm", ".xml", ".pdf", ".doc", ".xls"]) {
        return None;
    }
    let starts = |heads: &[&str]| text.lines().any(|line| heads.iter().any(|head| line.starts_with(head)));
    if starts(&["nlu:", "responses:", "stories:", "rules:", "forms:", "intents:"]) {
        return Some(Kind::Rasa);
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let is_table = first.contains('\t') || (!first.starts_with('#') && super::csv::names_columns(first));
    Some(if is_table { Kind::Table } else { Kind::Page })
}

/// UTF-8 with or without a mark, UTF-16 with one. Other encodings are named as well as they can be told.
fn decode(name: &str, bytes: &[u8]) -> Result<String, Refused> {
    const SAVE: &str = "save it as UTF-8; in Excel choose “CSV UTF-8” when saving";
    let wide = |unit: fn([u8; 2]) -> u16, rest: &[u8]| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .map(|pair| unit([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]))
            .collect();
        String::from_utf16(&units).map_err(|_| Refused::new(name, "the file is damaged UTF-16", SAVE))
    };
    let rest = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        [0xff, 0xfe, rest @ ..] => return wide(u16::from_le_bytes, rest),
        [0xfe, 0xff, rest @ ..] => return wide(u16::from_be_bytes, rest),
        all => all,
    };
    if rest.contains(&0) {
        return Err(Refused::new(name, "this is not a text file", format!("{SAVE}; {KINDS}")));
    }
    std::str::from_utf8(rest).map(str::to_owned).map_err(|error| {
        let line = 1 + rest.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count();
        let refused = if is_gbk(rest) {
            Refused::new(
                name,
                "the file is not UTF-8; it looks like GBK or GB18030, as Chinese Windows saves",
                format!("{SAVE}, in Notepad “另存为” with “编码: UTF-8”, or run `iconv -f GB18030 -t UTF-8`"),
            )
        } else {
            Refused::new(name, "the file is not UTF-8", SAVE)
        };
        refused.at(line)
    })
}

/// Whether all bytes above ASCII come in the pairs, or quadruples, of GB18030, mostly in its range of common characters.
fn is_gbk(bytes: &[u8]) -> bool {
    let (mut rest, mut pairs, mut common) = (bytes, 0_usize, 0_usize);
    loop {
        match rest {
            [] => return pairs > 0 && common * 2 >= pairs,
            [0x00..=0x7f, tail @ ..] => rest = tail,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, tail @ ..] => rest = tail,
            [lead @ 0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, tail @ ..] => {
                pairs += 1;
                // Levels 1 and 2 of GB 2312 and its punctuation.
                common += usize::from(matches!(lead, 0xa1..=0xa3 | 0xb0..=0xf7));
                rest = tail;
            }
            _ => return false,
        }
    }
}
