//! All files are compared: phones with phones, phones with the region, the region with the bus.

use std::collections::{BTreeMap, BTreeSet};

use sharenum_domain::DocumentId;
use sharenum_store::{StoreError, table_digest};

use crate::demo::error::{DemoError, setup};
use crate::demo::phone::Phone;
use crate::demo::play::{At, Play};
use crate::demo::stage::HubLog;

/// Rounds in which everybody hears of everything.
const ROUNDS: usize = 3;
/// What a sync without news may cost, each way.
const NOTHING_NEW_BYTES: u64 = 300;

pub(super) fn everything(play: &mut Play<'_>) -> Result<(), DemoError> {
    for _ in 0..ROUNDS {
        play.everyone_syncs(At::Region)?;
        play.bus_drives_home()?;
    }
    let (region, bus) = play.logs()?;
    let apart = region.changes().symmetric_difference(&bus.changes()).count();
    play.check("changes that only one of region and bus has", apart, 0);
    play.check("rows of the region's log, each once", region.rows, region.changes().len());
    play.check("changes that wait for papers that no region signed", region.waiting, 1);
    let written = written(play, &region)?;
    play.check("changes of the region, against what all wrote", region.rows, written);
    let begun: u64 = play.costs.iter().map(|cost| cost.documents).sum();
    play.check("documents of the region, against what all began", region.documents.len(), begun);
    let documents = phones_with_the_region(play, &region)?;
    let shared = phones_with_phones(play)?;
    left_over(play)?;
    rang(play)?;
    nothing_new(play)?;
    play.says(format!(
        "{} documents and {} changes at home; {documents} copies on phones agree with them, \
         {shared} documents are the same on every phone that has them",
        region.documents.len(),
        region.rows
    ));
    Ok(())
}

fn written(play: &Play<'_>, region: &HubLog) -> Result<u64, DemoError> {
    let own: u64 = play
        .players()
        .map(|(_, _, phone)| phone.count("SELECT count(*) FROM chunk WHERE own = 1"))
        .sum::<Result<_, _>>()?;
    Ok(own + region.of_authority().1)
}

/// Each document on a phone has exactly the changes that the region has of it.
fn phones_with_the_region(play: &mut Play<'_>, region: &HubLog) -> Result<usize, DemoError> {
    let (mut copies, mut differ) = (0, Vec::new());
    for (player, _, phone) in play.players() {
        for (document, changes) in changes(phone)? {
            copies += 1;
            if region.documents.get(&document) != Some(&changes) {
                differ.push(player);
            }
        }
    }
    play.check("phones whose documents differ from the region's", Play::numbers(differ), "nobody");
    Ok(copies)
}

type Changes = BTreeMap<[u8; 32], BTreeSet<[u8; 32]>>;

fn changes(phone: &Phone) -> Result<Changes, DemoError> {
    let read = phone.file.read(|conn| {
        let mut found = Changes::new();
        let mut statement = conn.prepare("SELECT document, id FROM chunk")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.entry(row.get(0)?).or_default().insert(row.get(1)?);
        }
        Ok::<_, StoreError>(found)
    });
    read.map_err(setup("reading a phone's file"))
}

/// The tables of each document are the same on all phones that have it.
fn phones_with_phones(play: &mut Play<'_>) -> Result<usize, DemoError> {
    let mut versions: BTreeMap<DocumentId, Vec<BTreeSet<String>>> = BTreeMap::new();
    for (_, _, phone) in play.players() {
        let digest = phone.file.read(table_digest).map_err(setup("reading a phone's file"))?;
        for (document, lines) in digest.iter() {
            versions.entry(*document).or_default().push(lines.clone());
        }
    }
    versions.retain(|_, versions| versions.len() > 1);
    let differ = versions.values().filter(|all| all.windows(2).any(|two| two[0] != two[1])).count();
    play.check("shared documents whose tables differ between phones", differ, 0);
    Ok(versions.len())
}

/// Nobody has anything left to send, nothing was refused by mistake.
fn left_over(play: &mut Play<'_>) -> Result<(), DemoError> {
    for (what, sql) in [
        ("changes left to send, on all phones", "SELECT count(*) FROM outbox"),
        ("own changes that were refused", "SELECT count(*) FROM quarantine WHERE own = 1"),
        ("changes that wait on phones", "SELECT count(*) FROM waiting"),
        (
            "documents that no screen can show",
            "SELECT count(*) FROM document WHERE unreadable IS NOT NULL",
        ),
    ] {
        let mut sum = 0;
        for (_, _, phone) in play.players() {
            sum += phone.count(sql)?;
        }
        play.check(what, sum, 0);
    }
    Ok(())
}

/// The seat that was waited for, then given: one alert, and the only one that rings twice.
const PROMOTED: u64 = 1;

/// Phones ring for news only: once for each alert, however often its document changed beside
/// what the alert states.
fn rang(play: &mut Play<'_>) -> Result<(), DemoError> {
    let mut stated = 0;
    for (_, _, phone) in play.players() {
        stated += phone.count("SELECT count(*) FROM alert")?;
    }
    let rang: usize = play.phones.iter().map(Phone::rung).sum();
    play.check("how often phones rang, against what alerts stated", rang, stated + PROMOTED);
    Ok(())
}

/// With nothing new, a sync is one small request.
fn nothing_new(play: &mut Play<'_>) -> Result<(), DemoError> {
    let (mut requests, mut up, mut down) = (0, 0, 0);
    for player in 0..play.phones.len() {
        let summary = play.sync(player, At::Region)?;
        requests = requests.max(summary.requests);
        up = up.max(summary.bytes_sent);
        down = down.max(summary.bytes_received);
    }
    play.check("requests of a sync without news", requests, 1);
    play.check("bytes of it within the bound, each way", up.max(down) <= NOTHING_NEW_BYTES, true);
    play.says(format!(
        "with nothing new, a sync is 1 request of {up} bytes and an answer of {down}"
    ));
    Ok(())
}
