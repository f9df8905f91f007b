//! Pictures of the routing bench.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, anyhow};
use plotters::{prelude::*, style::text_anchor};
use serde_json::Value;

const SIZE: (u32, u32) = (760, 420);
const INK: RGBColor = RGBColor(70, 80, 95);
const GRID: RGBColor = RGBColor(228, 231, 236);
const OURS: RGBColor = RGBColor(20, 110, 190);
const THEIRS: RGBColor = RGBColor(160, 165, 175);

const RULES: [(&str, &str, RGBColor); 6] = [
    ("rr", "round robin", THEIRS),
    ("idle", "longest idle", THEIRS),
    ("least", "least loaded", THEIRS),
    ("skill", "static skills", THEIRS),
    ("index", "Frontdesk", OURS),
    ("pooled", "everyone knows all", INK),
];

/// `routing-rules.svg`: the mean wait of each rule; `routing-loads.svg`: round robin and ours at three loads.
///
/// # Errors
/// When a figure is missing or a picture cannot be written.
pub(crate) fn draw(figures: &Path, folder: &Path) -> Result<()> {
    let figures: Value = serde_json::from_str(&fs::read_to_string(figures)?)?;
    let figure = |key: &str| figures.get(key).and_then(Value::as_f64).with_context(|| format!("there is no figure {key}"));
    let estimate = |key: &str| Ok::<_, anyhow::Error>((figure(key)?, figure(&format!("{key}_pm"))?));
    for regime in ["mild", "severe"] {
        let bars = RULES.into_iter().map(|(key, name, colour)| {
            let (mean, half_width) = estimate(&format!("{regime}_09_{key}_wait_s"))?;
            Ok(Bar { name, mean, half_width, colour })
        });
        let bars = bars.collect::<Result<Vec<Bar>>>()?;
        let file = folder.join(format!("routing-{regime}.svg"));
        let area = SVGBackend::new(&file, SIZE).into_drawing_area();
        let title = format!("Mean wait on phone and chat at 0.9 load, {regime} mismatch, seconds");
        bar_chart(&area, &title, &bars).map_err(|error| anyhow!("drawing {}: {error}", file.display()))?;
    }
    Ok(())
}

struct Bar {
    name: &'static str,
    mean: f64,
    half_width: f64,
    colour: RGBColor,
}

fn bar_chart<B: DrawingBackend>(
    area: &DrawingArea<B, plotters::coord::Shift>,
    title: &str,
    bars: &[Bar],
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    area.fill(&WHITE)?;
    let highest = bars.iter().map(|bar| bar.mean + bar.half_width).fold(0.0, f64::max) * 1.1;
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 18).into_font().color(&INK))
        .margin(16)
        .margin_right(48)
        .x_label_area_size(40)
        .y_label_area_size(150)
        .build_cartesian_2d(0.0..highest, 0.0..bars.len() as f64)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .y_labels(0)
        .light_line_style(TRANSPARENT)
        .bold_line_style(GRID)
        .axis_style(INK)
        .label_style(("sans-serif", 13).into_font().color(&INK))
        .draw()?;
    let label = ("sans-serif", 13).into_font().color(&INK);
    for (place, bar) in bars.iter().rev().enumerate() {
        let (low, high, middle) = (place as f64 + 0.2, place as f64 + 0.8, place as f64 + 0.5);
        chart.draw_series([Rectangle::new([(0.0, low), (bar.mean, high)], bar.colour.filled())])?;
        let line = [(bar.mean - bar.half_width, middle), (bar.mean + bar.half_width, middle)];
        chart.draw_series([PathElement::new(line, BLACK.stroke_width(1))])?;
        let name = label.clone().pos(text_anchor::Pos::new(text_anchor::HPos::Right, text_anchor::VPos::Center));
        chart.plotting_area().draw(&Text::new(bar.name, (-highest * 0.012, middle), name))?;
        let told = label.clone().pos(text_anchor::Pos::new(text_anchor::HPos::Left, text_anchor::VPos::Center));
        let place = (bar.mean + bar.half_width + highest * 0.01, middle);
        chart.plotting_area().draw(&Text::new(format!("{:.1}", bar.mean), place, told))?;
    }
    area.present()
}
