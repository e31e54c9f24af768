//! The table of `docs/performance.md`.

use std::fmt::Write as _;

use serde_json::Value;

const BEGIN: &str = "<!-- written by cargo xtask bench -->\n";
const END: &str = "<!-- end -->";
/// The order of the rows; those that are not named come last.
const ORDER: [&str; 8] =
    ["edit", "fold", "ingest", "nothing-new", "first-sync", "changes", "cold-start", "radius"];

/// Puts the table of these figures between the marks of the page.
pub fn put_into(page: &str, figures: &Value) -> Result<String, String> {
    let missing = || format!("docs/performance.md needs the lines {BEGIN:?} and {END:?}");
    let (before, rest) = page.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n{}\n{END}{after}", table(figures)))
}

fn table(figures: &Value) -> String {
    let empty = Vec::new();
    let mut rows: Vec<&Value> = figures["rows"].as_array().unwrap_or(&empty).iter().collect();
    let place = |row: &Value| {
        let bench = text(row, "bench");
        ORDER.iter().position(|known| *known == bench).unwrap_or(ORDER.len())
    };
    rows.sort_by_key(|row| place(row));
    let machine = &figures["machine"];
    let cores = machine["cores"].as_u64().unwrap_or(1);
    let mut table = format!(
        "{}, {cores} cores, {} of memory, Linux {}.\n\n\
         | job | floor | measured | beside | | command | on |\n|---|---|---|---|---|---|---|\n",
        text(machine, "processor"),
        text(machine, "memory"),
        text(machine, "kernel"),
    );
    for row in rows {
        let verdict = match row["met"].as_bool() {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        let load = row["load"].as_f64().unwrap_or(0.0);
        // The benchmark itself is one; with more than there are cores, it waited for others.
        let load = if load > cores as f64 { format!(" †{load:.1}") } else { String::new() };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {verdict} | `bench {}` | {}{load} |",
            text(row, "job"),
            text(row, "floor"),
            text(row, "measured"),
            text(row, "ratio"),
            text(row, "bench"),
            text(row, "commit"),
        );
    }
    table
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_table_takes_the_place_of_the_one_before_and_nothing_else() {
        let page = format!("# Title\n{BEGIN}old\n{END}\ntext\n");
        let row = json!({
            "row": "edit", "bench": "edit", "job": "one edit", "floor": "1.5 times", "measured": "1 ms",
            "ratio": "2 times", "met": false, "load": 7.5, "commit": "abc",
        });
        let figures = json!({ "machine": { "cores": 2 }, "rows": [row] });
        let once = put_into(&page, &figures).unwrap();
        assert!(once.starts_with("# Title\n") && once.ends_with("\ntext\n"), "{once}");
        assert!(once.contains("| **missed** | `bench edit` | abc †7.5 |"), "{once}");
        assert!(!once.contains("old"));
        assert_eq!(put_into(&once, &figures).unwrap(), once);
    }
}
