//! A phone is killed in the middle of a write, and loses nothing.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use sharenum_domain::DocumentId;
use sharenum_store::StoreError;

use super::scribbler;
use crate::demo::cast::Part;
use crate::demo::error::{DemoError, setup};
use crate::demo::phone::Phone;
use crate::demo::play::{At, Play};
use crate::demo::report::{Sign, Theme};

/// So many are saved before it is killed, and a few more by chance.
const SAVED: usize = 25;

pub(super) fn killed(play: &mut Play<'_>) -> Result<(), DemoError> {
    let Some(program) = play.options.program.clone() else {
        play.says("left out: the phone is no process of its own here");
        return Ok(());
    };
    let player = play.player(Part::Intermediate)?;
    play.sync(player, At::Region)?;
    let phone = play.phones.remove(player);
    let (path, vault, member) = (phone.path.clone(), phone.vault.clone(), phone.member);
    let description = scribbler::description(&phone);
    let before = phone.count("SELECT count(*) FROM help_session")?;
    let rung = phone.rung();
    drop(phone);
    let wanted = SAVED + usize::try_from(play.options.seed % 10).unwrap_or(0);
    let saved = scribble_and_kill(&program, &description, wanted)?;
    play.phones.insert(player, Phone::open(&path, vault, member)?.that_rang(rung));

    play.notes(
        "writes without a pause, and is killed",
        vec![Play::mark(player, Sign::Written, Theme::Help)],
    );
    play.notes(
        "its file is opened again: what it said was saved is there",
        vec![Play::mark(player, Sign::Killed, Theme::Help)],
    );
    let phone = &play.phones[player];
    let mut there = 0;
    for id in &saved {
        there +=
            phone.count(&format!("SELECT count(*) FROM help_session WHERE document = x'{id}'"))?;
    }
    let rows = phone.count("SELECT count(*) FROM help_session")? - before;
    let integrity = phone.file.read(|conn| {
        let sql = "SELECT integrity_check FROM pragma_integrity_check LIMIT 1";
        Ok::<String, StoreError>(conn.query_row(sql, [], |row| row.get(0))?)
    });
    let integrity = integrity.map_err(setup("a phone's file"))?;
    play.check("saved before the kill, and there after it", there, saved.len());
    // One more may have been committed whose answer was cut off.
    let more = rows.saturating_sub(saved.len() as u64);
    play.check("half-written ones", more > 1, false);
    play.check("the file, by its own check", integrity, "ok");

    play.sync(player, At::Region)?;
    let region = play.logs()?.0;
    let arrived = saved.iter().filter(|id| region.documents.contains_key(id.as_bytes())).count();
    play.check("of those, at the region", arrived, saved.len());
    play.says(format!(
        "killed after {} saved changes; all {there} are in its file, and arrived",
        saved.len()
    ));
    Ok(())
}

/// Starts the phone, waits until it has saved some, and kills it while it writes the next.
fn scribble_and_kill(
    program: &Path,
    description: &str,
    wanted: usize,
) -> Result<Vec<DocumentId>, DemoError> {
    let mut child = Command::new(program)
        .args(["demo", "--as-phone"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .map_err(setup("the phone"))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(description.as_bytes()).map_err(setup("the phone"))?;
    }
    let mut saved = Vec::new();
    let mut killed = false;
    if let Some(output) = child.stdout.take() {
        // What was in the pipe when it was killed was said too.
        for line in BufReader::new(output).lines() {
            let line = line.map_err(setup("the phone"))?;
            let Some(id) = line.strip_prefix("saved ").and_then(|id| id.parse().ok()) else {
                continue;
            };
            saved.push(id);
            if saved.len() >= wanted && !killed {
                child.kill().map_err(setup("killing the phone"))?;
                killed = true;
            }
        }
    }
    child.wait().map_err(setup("the phone"))?;
    if killed { Ok(saved) } else { Err(DemoError::Setup("the phone ended by itself".to_owned())) }
}
