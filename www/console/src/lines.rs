//! A box of one entry a line, and base64.

/// The entries of a box: blanks and the marks of pasted lists go, empty lines too, and what stands there twice stays once.
#[must_use]
pub fn of_text(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(entry).filter(|line| !line.is_empty()) {
        if !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// A line without the mark of a list before it.
fn entry(line: &str) -> &str {
    let line = line.trim();
    ["- ", "* ", "• ", "· "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim()
}

/// The same the other way.
#[must_use]
pub fn to_text(lines: &[String]) -> String {
    lines.join("\n")
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as base64 with padding.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let digit = (bits >> (18 - 6 * place) & 63) as usize;
            let is_there = place <= three.len();
            out.push(if is_there { DIGITS.get(digit).map_or('A', |digit| char::from(*digit)) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_becomes_its_entries_once_each() {
        assert_eq!(
            of_text("- where is my parcel\n\n  * 我的快递呢  \nwhere is my parcel\n-5 degrees"),
            ["where is my parcel", "我的快递呢", "-5 degrees"]
        );
        assert!(of_text(" \n\n").is_empty());
    }

    #[test]
    fn entries_are_lines() {
        assert_eq!(to_text(&["a".to_owned(), "b".to_owned()]), "a\nb");
    }

    #[test]
    fn bytes_are_written_as_everybody_reads_them() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[255, 254, 0]), "//4A");
    }
}
