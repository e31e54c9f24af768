//! `directory check` and `directory near`: what a directory file holds, without a hub.

mod kind;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use sharenum_domain::directory::{self, Directory};
use sharenum_domain::{Establishment, Position};

use crate::error::HubError;

pub use kind::{KindFilter, UnknownKind};

/// The whole directory of France has some 45 MB; a device that never ends has more.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;
/// Problems that `check` prints one by one.
const PROBLEMS_SHOWN: usize = 20;
/// Half the Earth's circumference: everything is within it.
const FARTHEST_KM: f64 = 20_038.0;

/// Nothing found, or problems found.
const FOUND_OTHERWISE: u8 = 1;

/// Reads a directory file of any of the known formats.
///
/// # Errors
/// [`HubError::NoInput`] when there is no such file, [`HubError::BadData`] when it is not a
/// directory; a bad row is not an error but one of [`Directory::problems`].
pub fn read(file: &Path) -> Result<Directory, HubError> {
    let no_input =
        |error: io::Error| HubError::NoInput { path: file.to_owned(), reason: error.to_string() };
    let mut bytes = Vec::new();
    File::open(file)
        .and_then(|open| open.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes))
        .map_err(no_input)?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(HubError::BadData(format!(
            "{} is larger than any directory (256 MB); give the file as it was downloaded, unpacked",
            file.display()
        )));
    }
    directory::read(&bytes)
        .map_err(|error| HubError::BadData(format!("{}: {error}", file.display())))
}

/// Prints what a directory file holds and what is wrong with it, by line.
///
/// Exit code 0 when every row can be used, 1 when some cannot.
///
/// # Errors
/// As [`read`], and when `out` cannot be written.
pub fn check(file: &Path, out: &mut dyn Write) -> Result<ExitCode, HubError> {
    let directory = read(file)?;
    written(print_check(&directory, out))?;
    Ok(if directory.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(FOUND_OTHERWISE)
    })
}

/// Prints the open establishments within `km` of `at` (latitude, longitude in degrees), nearest
/// first: a table with a count by academy, or with `json` an object a line. A school with several
/// buildings comes once, with its nearest one.
///
/// Exit code 0 when there are any, 1 when there are none.
///
/// # Errors
/// As [`read`], [`HubError::Usage`] for a place or a distance that is none, and when `out` cannot be
/// written.
pub fn near(
    file: &Path,
    at: (f64, f64),
    km: f64,
    kind: Option<&KindFilter>,
    json: bool,
    out: &mut dyn Write,
) -> Result<ExitCode, HubError> {
    let at = Position::new(at.0, at.1).map_err(|error| HubError::Usage(error.to_string()))?;
    if !(km > 0.0 && km <= FARTHEST_KM) {
        return Err(HubError::Usage(format!(
            "{km} km is no distance to search in; give one above 0 and up to {FARTHEST_KM}"
        )));
    }
    let directory = read(file)?;
    let found = within(&directory.establishments, &at, km, kind);
    written(if json { print_json(&found, out) } else { print_table(&found, km, out) })?;
    Ok(if found.is_empty() { ExitCode::from(FOUND_OTHERWISE) } else { ExitCode::SUCCESS })
}

/// An establishment with the distance of its nearest building.
struct Near<'a> {
    km: f64,
    establishment: &'a Establishment,
}

/// The line of `--json`; its fields are what scripts rely on.
#[derive(Serialize)]
struct NearLine<'a> {
    code: &'a str,
    name: &'a str,
    kind: &'a str,
    km: f64,
}

fn within<'a>(
    establishments: &'a [Establishment],
    at: &Position,
    km: f64,
    kind: Option<&KindFilter>,
) -> Vec<Near<'a>> {
    let mut found: Vec<_> = establishments
        .iter()
        .filter(|establishment| kind.is_none_or(|kind| kind.matches(&establishment.kind)))
        .filter_map(|establishment| {
            let (distance, _) = establishment.nearest(at)?;
            (distance <= km).then_some(Near { km: distance, establishment })
        })
        .collect();
    found.sort_by(|a, b| {
        let by_code = || a.establishment.code.cmp(&b.establishment.code);
        a.km.total_cmp(&b.km).then_with(by_code)
    });
    found
}

fn print_json(found: &[Near<'_>], out: &mut dyn Write) -> io::Result<()> {
    for Near { km, establishment } in found {
        let line = NearLine {
            code: establishment.code.as_str(),
            name: &establishment.name,
            kind: establishment.kind.as_str(),
            km: (km * 1_000.0).round() / 1_000.0,
        };
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    out.flush()
}

fn print_table(found: &[Near<'_>], km: f64, out: &mut dyn Write) -> io::Result<()> {
    if found.is_empty() {
        writeln!(out, "No open establishment within {km} km; try a larger --km or no --type.")?;
        return out.flush();
    }
    let widest = |text: fn(&Establishment) -> &str, title: &str| {
        let widths = found.iter().map(|near| text(near.establishment).chars().count());
        widths.max().unwrap_or_default().max(title.len())
    };
    let kind = widest(|e| e.kind.as_str(), "kind");
    let name = widest(|e| &e.name, "name");
    writeln!(out, "{:>9}  {:<8}  {:<kind$}  {:<name$}  commune", "km", "code", "kind", "name")?;
    for Near { km, establishment: e } in found {
        writeln!(
            out,
            "{km:>9.3}  {:<8}  {:<kind$}  {:<name$}  {}",
            e.code.as_str(),
            e.kind.as_str(),
            e.name,
            e.commune
        )?;
    }
    writeln!(out, "\n{} within {km} km: {}", found.len(), by_academy(found))?;
    out.flush()
}

fn by_academy(found: &[Near<'_>]) -> String {
    let mut counts = BTreeMap::<&str, usize>::new();
    for near in found {
        *counts.entry(&near.establishment.academy.name).or_default() += 1;
    }
    let counts: Vec<_> = counts.iter().map(|(name, count)| format!("{name} {count}")).collect();
    counts.join(", ")
}

fn print_check(directory: &Directory, out: &mut dyn Write) -> io::Result<()> {
    let counts = [
        ("rows", directory.rows),
        ("open", directory.establishments.len()),
        ("closed or not open yet", directory.closed),
        ("without coordinates", directory.without_coordinates().count()),
        ("problems", directory.problems.len()),
        ("left out for a problem", directory.skipped()),
    ];
    writeln!(out, "{}", directory.format)?;
    for (what, count) in counts {
        writeln!(out, "{count:>9}  {what}")?;
    }
    for problem in directory.problems.iter().take(PROBLEMS_SHOWN) {
        writeln!(out, "{problem}")?;
    }
    let more = directory.problems.len().saturating_sub(PROBLEMS_SHOWN);
    if more > 0 {
        writeln!(out, "and {more} more")?;
    }
    out.flush()
}

/// A reader that stops reading, like `head`, is no failure.
fn written(result: io::Result<()>) -> Result<(), HubError> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(HubError::Unavailable(
            format!("the output cannot be written ({error}); check where it is sent to"),
        )),
        _ => Ok(()),
    }
}
