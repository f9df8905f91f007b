//! Languages of the Latin script, by their common words and their letters.
//!
//! Frequent short words tell a language from two or three of them (Grefenstette 1995, "Comparing two language
//! identification schemes"), and unlike counts of letter triples they are silent about names and misspellings.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use super::{english, language::Language, tongue::Tongue};

/// What a word tells: a bit for each language of the list, and whether it tells one alone.
#[derive(Clone, Copy, Default)]
struct Entry {
    languages: u64,
    strong: u64,
}

struct Table {
    codes: Vec<&'static str>,
    words: BTreeMap<String, Entry>,
    /// The same without diacritics, as many write.
    plain: BTreeMap<String, Entry>,
    letters: Vec<(char, u64)>,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::parse(include_str!("../../data/tone/words.txt"), include_str!("../../data/tone/letters.txt")));

/// A word that English has too tells little.
const SHARED_WITH_ENGLISH: f32 = 0.25;
/// A letter may come with a name: `jalapeño`, `Köln`.
const LETTER: f32 = 0.7;
const PLAIN: f32 = 0.9;
/// Two letters are a syllable of pinyin or a piece of a name as often.
const SHORT: f32 = 0.75;
const STRONG: f32 = 0.5;
/// Evidence that is enough of several words, and how much of the words it must be unless there is plenty.
const ENOUGH: f32 = 1.5;
const SHARE: f32 = 0.34;
const PLENTY: f32 = 3.5;

/// The language of words in lower case.
pub(super) fn language(words: &[String]) -> Language {
    let english: f32 = words.iter().map(|word| TABLE.english(word)).sum();
    let mut scores = vec![0.0_f32; TABLE.codes.len()];
    for word in words.iter().collect::<BTreeSet<_>>() {
        TABLE.score(word, &mut scores);
    }
    if is_pinyin(words) && english < words.len() as f32 / 2.0 {
        return Language::Unknown;
    }
    let best = scores.iter().copied().enumerate().fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
    let is_alone = scores.iter().filter(|score| best.1 - **score < 0.1).count() == 1;
    let long = words.iter().filter(|word| word.chars().count() > 1).count();
    let is_told = if long <= 2 {
        let letters = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
        best.1 >= PLAIN + STRONG && letters >= 4 && english == 0.0 && is_alone
    } else {
        let is_much = best.1 >= SHARE * long as f32 || best.1 >= PLENTY;
        best.1 >= ENOUGH && is_much && best.1 > 1.3 * english + 0.3
    };
    match TABLE.codes.get(best.0).copied().and_then(Tongue::of) {
        Some(tongue) if is_told => Language::Other(tongue),
        _ if english > 0.0 && best.1 <= english => Language::English,
        _ => Language::Unknown,
    }
}

/// Whether all words are syllables of Chinese as spelt in Latin letters, which are little words of many languages.
fn is_pinyin(words: &[String]) -> bool {
    words.len() > 1 && words.iter().all(|word| is_syllable(word))
}

fn is_syllable(word: &str) -> bool {
    let rest = word.strip_prefix(|first: char| "bpmfdtnlgkhjqxrzcsyw".contains(first));
    let rest = rest.map_or(word, |rest| if word.starts_with(['z', 'c', 's']) { rest.trim_start_matches('h') } else { rest });
    let finals =
        "a o e i u v ai ei ui ao ou iu ie ve ue er an en in un vn ang eng ing ong ia ian iao iang iong ua uo uai uan uang";
    finals.split(' ').any(|known| known == rest)
}

impl Table {
    fn parse(words: &'static str, letters: &'static str) -> Self {
        let mut table = Self { codes: Vec::new(), words: BTreeMap::new(), plain: BTreeMap::new(), letters: Vec::new() };
        for line in words.lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(' ');
            let bit = 1 << table.codes.len().min(63);
            table.codes.extend(parts.next());
            for part in parts {
                let word = part.trim_start_matches('!');
                let strong = if word == part { 0 } else { bit };
                table.words.entry(word.to_owned()).or_default().add(bit, strong);
                let plain = without_diacritics(word);
                if plain != word && plain.len() > 2 {
                    table.plain.entry(plain).or_default().add(bit, strong);
                }
            }
        }
        for line in letters.lines().filter(|line| !line.starts_with('#')) {
            let Some((code, letters)) = line.split_once(' ') else { continue };
            let bit = table.codes.iter().position(|known| *known == code).map_or(0, |place| 1 << place);
            table.letters.extend(letters.chars().map(|letter| (letter, bit)));
        }
        table
    }

    fn english(&self, word: &str) -> f32 {
        match (english::knows(word), self.words.contains_key(word)) {
            (true, false) => 1.0,
            (true, true) => 0.6,
            (false, _) => 0.0,
        }
    }

    fn score(&self, word: &str, scores: &mut [f32]) {
        let after = word.split_once('\'').map_or(word, |(_, after)| after);
        let exact = self.words.get(word).or_else(|| self.words.get(after));
        let (entry, weight) = match (exact, self.plain.get(word)) {
            (Some(entry), _) => (*entry, 1.0),
            (None, Some(entry)) => (*entry, PLAIN),
            (None, None) => (self.by_letters(word), LETTER),
        };
        let weight = if word.chars().count() < 3 { weight * SHORT } else { weight };
        let shared = if english::knows(word) { SHARED_WITH_ENGLISH } else { 1.0 };
        for (place, score) in scores.iter_mut().enumerate() {
            let told = |languages: u64| f32::from(u8::from(languages >> place & 1 == 1));
            *score += shared * (weight * told(entry.languages) + STRONG * told(entry.strong));
        }
    }

    fn by_letters(&self, word: &str) -> Entry {
        let found = self.letters.iter().filter(|(letter, _)| word.contains(*letter));
        Entry { languages: found.fold(0, |languages, (_, bit)| languages | bit), strong: 0 }
    }
}

impl Entry {
    fn add(&mut self, languages: u64, strong: u64) {
        self.languages |= languages;
        self.strong |= strong;
    }
}

/// A word as written on a keyboard without its letters.
fn without_diacritics(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        match plain(letter) {
            Some(plain) => out.push_str(plain),
            None => out.push(letter),
        }
    }
    out
}

fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ'..='ặ' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' | 'ə' => "e",
        'ğ' | 'ģ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' | 'ỉ'..='ị' => "i",
        'ķ' => "k",
        'ł' | 'ľ' | 'ĺ' | 'ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'ò'..='ö' | 'ø' | 'ő' | 'ơ' | 'ọ'..='ợ' => "o",
        'ř' | 'ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ț' | 'ţ' => "t",
        'ù'..='ü' | 'ū' | 'ų' | 'ů' | 'ű' | 'ư' | 'ụ'..='ự' => "u",
        'ý' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}
