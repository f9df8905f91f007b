//! The owner's colour, made readable.

/// A colour and what is legible on it, both `#rrggbb`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accent {
    pub colour: String,
    pub ink: &'static str,
}

impl Accent {
    pub const DEFAULT: &'static str = "#0f766e";

    /// White on dark colours, near black on light ones, whichever contrasts more.
    #[must_use]
    pub fn of(colour: &str) -> Accent {
        let colour = if parse(colour).is_some() { colour } else { Accent::DEFAULT };
        let luminance = parse(colour).map_or(0.0, luminance);
        // Contrast to white is 1.05 / (L + .05), to black (L + .05) / .05; they are equal at L = .179.
        Accent { colour: colour.to_owned(), ink: if luminance > 0.179 { "#111111" } else { "#ffffff" } }
    }
}

fn parse(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance with the exponent rounded to 2: exact enough to choose between black and white.
fn luminance([red, green, blue]: [u8; 3]) -> f32 {
    let linear = |part: u8| {
        let share = f32::from(part) / 255.0;
        share * share
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_contrasts_with_the_accent() {
        for (colour, ink) in [
            ("#0f766e", "#ffffff"),
            ("#000000", "#ffffff"),
            ("#ffffff", "#111111"),
            ("#fde047", "#111111"),
            ("#1d4ed8", "#ffffff"),
        ] {
            assert_eq!(Accent::of(colour).ink, ink, "{colour}");
        }
    }

    #[test]
    fn what_is_no_colour_becomes_the_default() {
        for text in ["", "red", "#12345", "#1234567", "#gg0000", "#ééé"] {
            assert_eq!(Accent::of(text).colour, Accent::DEFAULT, "{text}");
        }
    }
}
