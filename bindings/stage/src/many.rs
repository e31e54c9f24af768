//! A phone with many tickets, in a file that every language copies and opens.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use data_encoding::HEXLOWER;
use sharenum_companion::{CompanionEngine, FileKey, NewTicket, SystemClock};
use sharenum_domain::{Direction, Level, Pedagogy, Proficiency, RadiusKm, ToolId, TrainingStep};
use tokio::runtime::Builder;
use zeroize::Zeroizing;

use crate::hubs::Hub;

/// Secrets of a phone that exists for tests only.
const KEY: [u8; 48] = [0x5a; 48];
const SEED: [u8; 32] = [0xa5; 32];
const BUDGET: Duration = Duration::from_secs(60);

/// The file, and what opens it.
pub struct FullPhone {
    /// Where it lies; closed.
    pub file: PathBuf,
    /// The file's key, 48 bytes in hexadecimal digits.
    pub key: String,
    /// The device's signing seed, 32 bytes in hexadecimal digits.
    pub seed: String,
}

/// Joins the region and opens so many tickets, numbered from 0.
pub fn phone(region: &Hub, folder: &Path, school: &str, tickets: u32) -> Result<FullPhone> {
    let file = folder.join("full.sharenum");
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let key = FileKey::from_bytes(KEY);
    let engine = CompanionEngine::open(&file, &key, Zeroizing::new(SEED), Arc::new(SystemClock))?;
    let code = region.invite("member", Some(school))?;
    runtime.block_on(engine.join(Some(&region.url), &code))?;
    let tool: ToolId = "microbit".parse()?;
    let knows = Proficiency { level: Level::Novice, by_hand: true, in_class: false };
    engine.set_profile(Some(school.parse()?), [(tool.clone(), knows)].into())?;
    let summary = runtime.block_on(engine.sync(&region.url, BUDGET))?;
    ensure!(summary.finished, "the full phone did not get the directory");
    for number in 0..tickets {
        let opened = engine.open_ticket(ticket(number, &tool)?);
        opened.with_context(|| format!("ticket {number} was not opened"))?;
    }
    drop(engine);
    let beside = folder.join("full.sharenum-wal");
    ensure!(!beside.exists(), "the file was not closed");
    Ok(FullPhone { file, key: HEXLOWER.encode(&KEY), seed: HEXLOWER.encode(&SEED) })
}

fn ticket(number: u32, tool: &ToolId) -> Result<NewTicket> {
    Ok(NewTicket {
        direction: Direction::Request,
        title: format!("Ticket {number}"),
        need: "Somebody who has done it with a class".to_owned(),
        pedagogy: Pedagogy {
            class_level: "5e".to_owned(),
            learning_goal: "Measure a temperature".to_owned(),
            ..Pedagogy::default()
        },
        training: TrainingStep::default(),
        tools: BTreeSet::from([tool.clone()]),
        radius: RadiusKm::new(20)?,
    })
}
