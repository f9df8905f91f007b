//! `intent chart`: bytes to the browser against accuracy, as a picture.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, anyhow};
use plotters::{prelude::*, style::text_anchor};
use serde_json::Value;

const SIZE: (u32, u32) = (760, 420);
/// Not of this run: a browser bundle of NLP.js, compressed, measured once by hand.
const NLPJS_BYTES: f64 = 33_000.0;
const INK: RGBColor = RGBColor(70, 80, 95);
const OURS: RGBColor = RGBColor(20, 110, 190);
const THEIRS: RGBColor = RGBColor(160, 165, 175);

/// From the figures of a bench.
///
/// # Errors
/// When a figure is missing or the picture cannot be written.
pub(crate) fn chart(figures: &Path, out: &Path) -> Result<()> {
    let figures: Value = serde_json::from_str(&fs::read_to_string(figures)?)?;
    let figure = |key: &str| figures.get(key).and_then(Value::as_f64).with_context(|| format!("there is no figure {key}"));
    let words_bytes = figure("lite_br")? + figure("bench_pack_br")?;
    let points = [
        ("Frontdesk", figure("engine_total_br")?, figure("banking77_shot10_acc")?, OURS),
        ("Frontdesk, words alone", words_bytes, figure("banking77_shot10_words_acc")?, OURS),
        ("NLP.js", NLPJS_BYTES + figure("bench_pack_br")?, figure("nlpjs_banking77_shot10_acc")?, THEIRS),
        ("MiniLM int8", figure("minilm_total_bytes")?, figure("minilm_banking77_shot10_acc")?, THEIRS),
    ];
    let area = SVGBackend::new(out, SIZE).into_drawing_area();
    draw(&area, &points).map_err(|error| anyhow!("drawing {}: {error}", out.display()))
}

fn draw<B: DrawingBackend>(
    area: &DrawingArea<B, plotters::coord::Shift>,
    points: &[(&str, f64, f64, RGBColor)],
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(area)
        .caption("BANKING77, ten utterances per intent", ("sans-serif", 18).into_font().color(&INK))
        .margin(16)
        .margin_right(48)
        .x_label_area_size(48)
        .y_label_area_size(56)
        .build_cartesian_2d((10_000.0..100_000_000.0).log_scale(), 60.0..90.0)?;
    let megabytes = |bytes: &f64| if *bytes < 1e6 { format!("{:.0} kB", bytes / 1e3) } else { format!("{:.0} MB", bytes / 1e6) };
    chart
        .configure_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(RGBColor(228, 231, 236))
        .axis_style(INK)
        .label_style(("sans-serif", 13).into_font().color(&INK))
        .x_desc("bytes to the browser, compressed")
        .y_desc("accuracy, %")
        .x_label_formatter(&megabytes)
        .draw()?;
    for (name, bytes, accuracy, colour) in points {
        chart.draw_series([Circle::new((*bytes, *accuracy), 6, colour.filled())])?;
        let label = format!("{name}  {accuracy:.1}");
        // Towards the middle, so that it stays within the picture; off the neighbours.
        let place = match *bytes {
            bytes if bytes > 1e7 => (bytes * 1.4, accuracy + 2.0),
            bytes if bytes > 1e6 => (bytes * 1.2, accuracy - 2.0),
            bytes => (bytes * 1.25, accuracy + 0.6),
        };
        let anchor = if *bytes > 1e6 { text_anchor::HPos::Right } else { text_anchor::HPos::Left };
        let style = ("sans-serif", 13).into_font().color(&INK).pos(text_anchor::Pos::new(anchor, text_anchor::VPos::Center));
        chart.draw_series([Text::new(label, place, style)])?;
    }
    area.present()
}
