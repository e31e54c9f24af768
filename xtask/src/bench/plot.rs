//! The plot: what a sync costs that finds nothing new, against the number of documents.

use std::fmt::Write as _;

use serde_json::Value;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 56.0;
const GAP: f64 = 100.0;

/// What both panels share; colours follow the reader's theme.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#24292f}\
    .t{font-weight:600}.g{stroke:#d0d7de}.a{stroke:#57606a}\
    .sharenum{stroke:#0969da;fill:#0969da}.samod{stroke:#bc4c00;fill:#bc4c00}\
    .l{fill:none;stroke-width:2}\
    @media(prefers-color-scheme:dark){text{fill:#e6edf3}.g{stroke:#30363d}.a{stroke:#8b949e}\
    .sharenum{stroke:#58a6ff;fill:#58a6ff}.samod{stroke:#ffa657;fill:#ffa657}}";

/// One of the two panels: what it shows, in which powers of ten, and their names.
struct Panel {
    title: &'static str,
    key: &'static str,
    from: i32,
    to: i32,
    names: &'static [&'static str],
}

const PANELS: [Panel; 2] = [
    Panel {
        title: "Processor time of both sides",
        key: "cpu_us",
        from: 1,
        to: 7,
        names: &["10 µs", "100 µs", "1 ms", "10 ms", "100 ms", "1 s", "10 s"],
    },
    Panel {
        title: "Bytes of bodies, both ways",
        key: "bytes",
        from: 1,
        to: 7,
        names: &["10 B", "100 B", "1 KB", "10 KB", "100 KB", "1 MB", "10 MB"],
    },
];
const DOCUMENTS: [(i32, &str); 4] = [(2, "100"), (3, "1,000"), (4, "10,000"), (5, "100,000")];

/// Draws the points of these figures.
pub fn svg(figures: &Value) -> String {
    let width = LEFT + WIDTH + GAP + WIDTH + 30.0;
    let height = TOP + HEIGHT + 60.0;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" role=\"img\">\
         <title>Cost of a sync that finds nothing new, against the number of documents</title>\
         <style>{STYLE}</style>\n"
    );
    for (number, panel) in PANELS.iter().enumerate() {
        let x0 = LEFT + number as f64 * (WIDTH + GAP);
        draw(&mut svg, panel, x0, figures);
    }
    svg.push_str("</svg>\n");
    svg
}

fn draw(svg: &mut String, panel: &Panel, x0: f64, figures: &Value) {
    let x = |documents: f64| x0 + (documents.log10() - 2.0) / 3.0 * WIDTH;
    let y = |power: f64| {
        let part = (power - f64::from(panel.from)) / f64::from(panel.to - panel.from);
        TOP + HEIGHT * (1.0 - part)
    };
    let mut put = |line: String| {
        svg.push_str(&line);
        svg.push('\n');
    };
    put(format!("<text class=\"t\" x=\"{x0}\" y=\"22\">{}</text>", panel.title));
    for (power, name) in (panel.from..=panel.to).zip(panel.names) {
        let y = y(f64::from(power));
        let (right, label, base) = (x0 + WIDTH, x0 - 8.0, y + 4.0);
        put(format!("<path class=\"g\" d=\"M{x0} {y:.1}H{right}\"/>"));
        put(format!("<text x=\"{label}\" y=\"{base:.1}\" text-anchor=\"end\">{name}</text>"));
    }
    let bottom = TOP + HEIGHT;
    for (power, name) in DOCUMENTS {
        let x = x(10_f64.powi(power));
        let base = bottom + 20.0;
        put(format!("<text x=\"{x:.1}\" y=\"{base}\" text-anchor=\"middle\">{name}</text>"));
    }
    let (middle, base) = (x0 + WIDTH / 2.0, bottom + 42.0);
    put(format!("<text x=\"{middle}\" y=\"{base}\" text-anchor=\"middle\">documents</text>"));
    put(format!("<path class=\"a\" d=\"M{x0} {bottom}H{}\"/>", x0 + WIDTH));
    for series in ["samod", "sharenum"] {
        let points = points(figures, series, panel.key);
        let places: Vec<(f64, f64)> =
            points.iter().map(|(documents, value)| (x(*documents), y(value.log10()))).collect();
        put(line(series, &places));
    }
}

/// The points of a series, joined, with its name at the last one.
fn line(series: &str, places: &[(f64, f64)]) -> String {
    let mut line = String::new();
    // Writing to a string cannot fail.
    for (number, (x, y)) in places.iter().enumerate() {
        let _ = write!(line, "{}{x:.1} {y:.1}", if number == 0 { "M" } else { "L" });
    }
    let mut drawn = format!("<path class=\"l {series}\" d=\"{line}\"/>");
    for (x, y) in places {
        let _ = write!(drawn, "<circle class=\"{series}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>");
    }
    if let Some((x, y)) = places.last() {
        let y = y - 10.0;
        let _ =
            write!(drawn, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"end\">{series}</text>");
    }
    drawn
}

fn points(figures: &Value, series: &str, key: &str) -> Vec<(f64, f64)> {
    let empty = Vec::new();
    let all = figures["points"].as_array().unwrap_or(&empty);
    let mut points: Vec<(f64, f64)> = all
        .iter()
        .filter(|point| point["point"] == series)
        .filter_map(|point| Some((point["documents"].as_f64()?, point[key].as_f64()?)))
        .filter(|(documents, value)| *documents > 0.0 && *value > 0.0)
        .collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_tenfold_cost_is_drawn_a_sixth_of_the_panel_higher() {
        let point = |n: u32, cpu: f64| json!({"point": "samod", "documents": n, "cpu_us": cpu, "bytes": 100});
        let svg = svg(&json!({ "points": [point(100, 1e4), point(1_000, 1e5)] }));
        // 10 ms is the middle of the panel, 100 ms one line above; a thousand is a third across.
        assert!(svg.contains("M70.0 176.0L190.0 136.0"), "{svg}");
        assert_eq!(svg.matches("<svg").count(), svg.matches("</svg>").count());
    }
}
