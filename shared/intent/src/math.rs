//! Logarithm and exponential from additions and multiplications alone, so that a browser and a server agree bit for
//! bit. Relative error below 1e-6, which is far more than the decision needs.

/// e to the power of `x`; 0 far below, the largest finite power far above.
pub(crate) fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 88.0);
    // Adding and taking away 1.5 * 2^23 rounds to the nearest integer.
    let n = (x * core::f32::consts::LOG2_E + 12_582_912.0) - 12_582_912.0;
    // ln 2 in two parts, the first exact in few bits.
    let r = (x - n * 0.693_359_4) + n * 2.121_944_4e-4;
    let p = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0 + r / 720.0)))));
    p * f32::from_bits(((n as i32 + 127) as u32) << 23)
}

/// The natural logarithm of a positive normal number.
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.max(f32::MIN_POSITIVE).to_bits();
    let mut exponent = (bits >> 23) as i32 - 127;
    let mut mantissa = f32::from_bits((bits & 0x007f_ffff) | 0x3f80_0000);
    if mantissa > core::f32::consts::SQRT_2 {
        mantissa *= 0.5;
        exponent += 1;
    }
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let s2 = s * s;
    let series = 2.0 * s * (1.0 + s2 * (1.0 / 3.0 + s2 * (0.2 + s2 * (1.0 / 7.0 + s2 / 9.0))));
    series + exponent as f32 * core::f32::consts::LN_2
}

/// The logistic function.
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The inverse of [`sigmoid`], held within ±7 (chances between one in a thousand and its opposite).
pub(crate) fn logit(p: f32) -> f32 {
    ln(p.max(1e-4) / (1.0 - p).max(1e-4)).clamp(-7.0, 7.0)
}

/// Turns scores into probabilities in place.
pub(crate) fn softmax(scores: &mut [f32]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in &mut *scores {
        *score = exp(*score - top);
        sum += *score;
    }
    for score in scores {
        *score /= sum;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_ln_are_near_the_libraries() {
        for i in -800..800 {
            let x = i as f32 / 10.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!((ours / theirs - 1.0).abs() < 2e-6, "exp {x}: {ours} {theirs}");
        }
        for i in 1..5000 {
            let x = i as f32 * 0.013;
            assert!((f64::from(ln(x)) - f64::from(x).ln()).abs() < 2e-6, "ln {x}");
        }
    }

    #[test]
    fn extremes_stay_finite() {
        assert!(exp(f32::MAX).is_finite() && exp(f32::MIN) >= 0.0);
        assert!(ln(0.0).is_finite() && logit(0.0).is_finite() && logit(1.0).is_finite());
        let mut scores = [f32::MAX, 0.0];
        softmax(&mut scores);
        assert_eq!(scores, [1.0, exp(-87.0)]);
    }
}
