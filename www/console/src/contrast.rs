//! How well text on a colour can be read.

/// What is readable for everybody, in hundredths: 4.5 (WCAG 2.2 AA).
pub const ENOUGH: u32 = 450;

/// The contrast ratio of WCAG 2.2 between white and `#rrggbb`, in hundredths; none where it is no colour.
#[must_use]
pub fn with_white(colour: &str) -> Option<u32> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let bits = u32::from_str_radix(digits, 16).ok()?;
    let light = |shift: u32| {
        let share = f64::from((bits >> shift) & 0xff) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    let contrast = 1.05 / (0.2126 * light(16) + 0.7152 * light(8) + 0.0722 * light(0) + 0.05);
    // From 1 to 21, rounded down: 4.499 is not enough.
    Some((contrast * 100.0) as u32)
}

/// The same colour, darker until white on it is readable; itself where it is.
#[must_use]
pub fn darker(colour: &str) -> Option<String> {
    let mut found = colour.to_ascii_lowercase();
    for share in (0..=100_u32).rev() {
        if with_white(&found)? >= ENOUGH {
            return Some(found);
        }
        let bits = u32::from_str_radix(colour.strip_prefix('#')?, 16).ok()?;
        let part = |shift: u32| ((bits >> shift) & 0xff) * share / 100;
        found = format!("#{:02x}{:02x}{:02x}", part(16), part(8), part(0));
    }
    Some("#000000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_what_the_standard_says() {
        assert_eq!((with_white("#ffffff"), with_white("#000000")), (Some(100), Some(2_100)));
        assert_eq!(with_white("#767676"), Some(454), "the lightest grey that passes");
        for text in ["", "red", "#fff", "#gggggg", "0c6b58", "#ééé"] {
            assert_eq!(with_white(text), None, "{text}");
        }
    }

    #[test]
    fn a_colour_that_is_too_light_is_offered_darker() {
        assert_eq!(darker("#0c6b58").as_deref(), Some("#0c6b58"));
        for light in ["#ffcc00", "#ffffff", "#57c9ac"] {
            let dark = darker(light).unwrap_or_default();
            assert!(with_white(&dark).is_some_and(|contrast| contrast >= ENOUGH), "{light} {dark}");
        }
        assert_eq!(darker("blue"), None);
    }
}
