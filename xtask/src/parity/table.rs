//! The table in docs/screens.md.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Rows, text};
use crate::command::Outcome;

/// Where the table stands in its page.
const BEGIN: &str = "<!-- parity: begin -->\n";
const END: &str = "<!-- parity: end -->\n";

/// Compares the table of a page with the rows, or writes it anew.
pub fn compare(page: &Path, rows: &Rows, update: bool) -> Outcome {
    let there = text(page)?;
    let wanted = put(&there, &table(rows))?;
    if update {
        return fs::write(page, wanted).map_err(|error| format!("{}: {error}", page.display()));
    }
    if there == wanted {
        return Ok(());
    }
    Err("the table of docs/screens.md is not what the models say: cargo xtask ios parity --update"
        .into())
}

fn table(rows: &Rows) -> String {
    let mut table = String::from(
        "| page | shows | a person's intents | actions of the core |\n|---|---|---|---|\n",
    );
    for (page, row) in rows {
        let (states, intents) = (cell(&row.states, ", "), cell(&row.intents, " "));
        table += &format!("| {page} | {states} | {intents} | {} |\n", cell(&row.actions, " "));
    }
    table
}

/// Names as code, each with its kind or cases behind it.
fn cell(members: &BTreeSet<String>, between: &str) -> String {
    let code = |member: &String| match member.split_once(' ') {
        Some((name, kind)) => format!("`{name}` {kind}"),
        None => format!("`{member}`"),
    };
    members.iter().map(code).collect::<Vec<_>>().join(between)
}

/// The page with this table in it.
fn put(page: &str, table: &str) -> Result<String, String> {
    let missing = || format!("docs/screens.md has no lines {} … {}", BEGIN.trim(), END.trim());
    let (before, rest) = page.split_once(BEGIN).ok_or_else(missing)?;
    let (_, after) = rest.split_once(END).ok_or_else(missing)?;
    Ok(format!("{before}{BEGIN}\n{table}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::super::Row;
    use super::*;

    #[test]
    fn names_are_code_and_what_kind_they_are_is_not() {
        let row = Row {
            states: ["day *read*", "query", "around (Found, NotAllowed)"].map(str::to_owned).into(),
            intents: ["show", "read"].map(str::to_owned).into(),
            ..Row::default()
        };
        let rows = Rows::from([("Bus".to_owned(), row)]);
        let line =
            "| Bus | `around` (Found, NotAllowed), `day` *read*, `query` | `read` `show` |  |";
        assert_eq!(table(&rows).lines().last(), Some(line));
    }

    #[test]
    fn a_page_without_room_for_the_table_is_refused() {
        assert!(put("nothing here", "").unwrap_err().contains("no lines"));
        let page = format!("a\n{BEGIN}old\n{END}z\n");
        assert_eq!(put(&page, "new\n").unwrap(), format!("a\n{BEGIN}\nnew\n\n{END}z\n"));
    }
}
