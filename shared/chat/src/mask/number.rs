//! Where such a number begins, and how far it goes.

/// Characters of one group may be this far from the next: `1234 - 5678`.
const APART: usize = 3;

/// ISO/IEC 7812: 13 to 19 digits.
const CARD: std::ops::RangeInclusive<usize> = 13..=19;

/// Behind a plus this many digits are a telephone number (E.164).
const PHONE: usize = 15;

/// The length of an account number by its country, from the registry of ISO 13616.
const IBANS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18\
    FO18FR27GB22GE22GI23GL18GR27GT28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19\
    MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26\
    UA29VA22VG24XK20YE30";

/// The value of a digit: ASCII, full-width, Arabic, Persian, Devanagari.
pub(super) fn digit(c: char) -> Option<u32> {
    let zero = match c {
        '0'..='9' => '0',
        '０'..='９' => '０',
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        '०'..='९' => '०',
        _ => return None,
    };
    Some(u32::from(c) - u32::from(zero))
}

/// The value of a character of an account number: 0 to 9, then A = 10 to Z = 35.
fn letter(c: char) -> Option<u32> {
    let narrow = match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' => char::from_u32(u32::from(c) - 0xfee0)?,
        _ => c,
    };
    digit(c).or_else(|| narrow.is_ascii_alphabetic().then(|| narrow.to_digit(36)).flatten())
}

fn separates(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{200b}' | '\u{202f}' | '\u{3000}' | '-' | '－' | '−')
        || ('\u{2010}'..='\u{2015}').contains(&c)
}

fn before(text: &[char], place: usize) -> Option<char> {
    text.get(place.checked_sub(1)?).copied()
}

/// Whether a number may begin here: at the first digit of a group, or the first letter of a word.
pub(super) fn begins(text: &[char], place: usize) -> bool {
    let Some(c) = text.get(place) else { return false };
    let is_word = letter(*c).is_some() && before(text, place).and_then(letter).is_none();
    is_word || (digit(*c).is_some() && before(text, place).and_then(digit).is_none())
}

/// The places of each number that begins here.
pub(super) fn from(text: &[char], start: usize) -> Vec<Vec<usize>> {
    // A resident id may end in an X, so its last place is not always a digit's.
    let digits = grouped(text, start, *CARD.end(), |c| digit(c).is_some());
    let mut found: Vec<Vec<usize>> = CARD
        .filter_map(|length| digits.get(..length).filter(|places| ends(text, places, digit)))
        .filter(|places| is_card(text, places))
        .map(<[usize]>::to_vec)
        .collect();
    let resident = grouped(text, start, 18, |c| digit(c).is_some() || matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ'));
    if is_resident(text, &resident) {
        found.push(resident);
    }
    found.extend(account(text, start));
    found
}

/// Up to `most` places from `start` on that hold such characters, with no more than separators between them.
fn grouped(text: &[char], start: usize, most: usize, fits: impl Fn(char) -> bool) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for (place, c) in text.iter().enumerate().skip(start) {
        if fits(*c) {
            places.push(place);
            if places.len() == most {
                break;
            }
        } else if !separates(*c) || places.last().is_none_or(|last| place - last > APART) {
            break;
        }
    }
    places
}

/// Whether a group ends where these places end.
fn ends(text: &[char], places: &[usize], read: impl Fn(char) -> Option<u32>) -> bool {
    places.last().is_some_and(|last| text.get(last + 1).is_none_or(|next| read(*next).is_none()))
}

/// Luhn's checksum.
fn is_card(text: &[char], places: &[usize]) -> bool {
    let is_phone =
        places.len() <= PHONE && places.first().and_then(|first| before(text, *first)).is_some_and(|c| c == '+' || c == '＋');
    let digits = places.iter().rev().filter_map(|place| digit(*text.get(*place)?));
    let sum: u32 =
        digits.enumerate().map(|(from_end, digit)| if from_end % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }).sum();
    !is_phone && sum.is_multiple_of(10)
}

/// GB 11643: region, date of birth, order, ISO 7064 MOD 11-2.
fn is_resident(text: &[char], places: &[usize]) -> bool {
    let digits: Vec<u32> = places.iter().filter_map(|place| text.get(*place)).map(|c| digit(*c).unwrap_or(10)).collect();
    let Some((check, front)) = digits.split_last().filter(|(_, front)| front.len() == 17) else { return false };
    let number = |range: std::ops::Range<usize>| {
        digits.get(range).map_or(0, |digits| digits.iter().fold(0, |sum, digit| sum * 10 + digit))
    };
    let sum = digits.iter().fold(0, |sum, digit| (sum * 2 + digit) % 11);
    front.iter().all(|digit| *digit < 10)
        && (*check == 10 || ends(text, places, digit))
        && (1800..2200).contains(&number(6..10))
        && (1..=12).contains(&number(10..12))
        && (1..=31).contains(&number(12..14))
        && sum == 1
}

/// ISO 13616: as long as its country says, and ISO 7064 MOD 97-10.
fn account(text: &[char], start: usize) -> Option<Vec<usize>> {
    let places = grouped(text, start, 34, |c| letter(c).is_some());
    let mut values: Vec<u32> = places.iter().filter_map(|place| letter(*text.get(*place)?)).collect();
    let [first, second, 0..10, 0..10] = *values.first_chunk()? else { return None };
    // The end of a longer word is not a country.
    if before(text, start).and_then(letter).is_some() {
        return None;
    }
    let length = length_of(first, second)?;
    let places = places.get(..length)?;
    if !ends(text, places, letter) {
        return None;
    }
    values.truncate(length);
    values.rotate_left(4);
    let rest = values.iter().fold(0, |rest, value| (rest * if *value < 10 { 10 } else { 100 } + value) % 97);
    (rest == 1).then(|| places.to_vec())
}

fn length_of(first: u32, second: u32) -> Option<usize> {
    let (entry, _) = IBANS.as_bytes().as_chunks::<4>();
    let found = entry.iter().find(|entry| [u32::from(entry[0]) - 55, u32::from(entry[1]) - 55] == [first, second])?;
    Some(usize::from(found[2] - b'0') * 10 + usize::from(found[3] - b'0'))
}
