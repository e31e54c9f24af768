//! The story, lived through once on a disk that notes everything, and cut wherever one likes.

use std::cell::RefCell;
use std::path::Path;

use sharenum_disk::{Chance, Disk, Forgets, Journal};
use sharenum_ledger::ChunkId;
use tempfile::TempDir;

use super::Victim;
use crate::check::{Checked, HubFile, Id, Outcome, PhoneFile, Promised, agree, ensure, short};
use crate::home::Home;
use crate::story::{self, At, STORY};
use crate::template::{Folders, Template, copy, scratch};

/// What was said, and at which moment of the disk.
type Said<T> = (usize, T);

pub struct Recording {
    journal: Journal,
    promises: Vec<Said<Promised>>,
    acknowledged: Vec<Said<(At, Id)>>,
    written: Vec<usize>,
    outcome: Outcome,
    epoch_ms: i64,
}

impl Recording {
    /// Lives through the story. Without `syncs`, the disk confirms them and does nothing.
    pub fn of_the_story(syncs: bool) -> Self {
        let folder = scratch();
        let root = folder.path().canonicalize().unwrap();
        let template = Template::get();
        let folders = template.copy_to(&root);
        let disk = Disk::watch(&root).unwrap();
        if !syncs {
            disk.stop_syncing();
        }
        let acknowledged = RefCell::new(Vec::new());
        let heard = |at, chunks: Vec<ChunkId>| {
            let ids = chunks.into_iter().map(|id| (disk.moment(), (at, id.as_bytes().to_vec())));
            acknowledged.borrow_mut().extend(ids);
        };
        let mut said = Vec::new();
        let mut written = vec![own_changes(&folders)];
        {
            let home = Home::open(&folders, Box::new(heard)).unwrap();
            let phone = story::open(&folders.file(), template.epoch_ms, 0).unwrap();
            for at in 0..STORY.len() {
                phone.take(at, &home).unwrap();
                said.push((disk.moment(), format!("{at} {}", phone.says().unwrap())));
                written.push(own_changes(&folders));
            }
        }
        let journal = disk.journal();
        drop(disk);
        let (phone, region, bus) = look(&folders).unwrap();
        let promise =
            |(moment, words): (usize, String)| (moment, Promised::read(&words, &written).unwrap());
        Self {
            journal,
            promises: said.into_iter().map(promise).collect(),
            acknowledged: acknowledged.into_inner(),
            outcome: Outcome::of(&phone, &region, &bus).unwrap(),
            epoch_ms: template.epoch_ms,
            written,
        }
    }

    /// Cuts the power at a moment that follows from the seed, and judges what is left. With `on`,
    /// the story goes on from there.
    pub fn cut(&self, seed: u64, victim: Victim, on: bool) -> Checked<()> {
        let mut chance = Chance::new(seed);
        let moment = self.moment(&mut chance);
        let how = Forgets::by(&mut chance);
        let image = scratch();
        let forgets = victim.forgets(how);
        self.journal.image(moment, &mut chance, forgets, image.path()).unwrap();
        self.judge(&image, moment, on).map_err(|wrong| {
            format!(
                "seed {seed}, {victim:?} at {moment} of {}, {how:?}: {wrong}",
                self.journal.moments()
            )
        })
    }

    /// Half of the cuts fall just before something is synced or named.
    fn moment(&self, chance: &mut Chance) -> usize {
        if chance.happens(50) {
            *chance.one_of(&self.journal.turning_points())
        } else {
            chance.below(self.journal.moments() + 1)
        }
    }

    fn judge(&self, image: &TempDir, moment: usize, on: bool) -> Checked<()> {
        let folders = Folders::in_(image.path());
        // As after a start: the hubs find their files first.
        drop(Home::open(&folders, Box::new(|_, _| {}))?);
        let (phone, region, bus) = look(&folders)?;
        for (_, (at, id)) in self.acknowledged.iter().take_while(|(then, _)| *then <= moment) {
            let hub = if *at == At::Region { &region } else { &bus };
            ensure(hub.chunks.contains_key(id), || {
                format!("{:?} was acknowledged by {at:?} and is gone", short([id]))
            })?;
        }
        let promised = self.promises.iter().take_while(|(then, _)| *then <= moment).last();
        let promised = promised.map(|(_, promised)| *promised).unwrap_or_default();
        promised.kept_by(&phone, &self.written)?;
        let from = promised.where_to_go_on(&phone, &self.written)?;
        if on { self.go_on(&folders, from) } else { Ok(()) }
    }

    fn go_on(&self, folders: &Folders, from: usize) -> Checked<()> {
        {
            let home = Home::open(folders, Box::new(|_, _| {}))?;
            let phone = story::open(&folders.file(), self.epoch_ms, from)
                .map_err(|error| error.to_string())?;
            for at in from..STORY.len() {
                phone.take(at, &home)?;
            }
        }
        let (phone, region, bus) = look(folders)?;
        Outcome::of(&phone, &region, &bus)?.same_as(&self.outcome)
    }
}

/// Checks the files of all three.
fn look(folders: &Folders) -> Checked<(PhoneFile, HubFile, HubFile)> {
    let phone = PhoneFile::check(&folders.file())?;
    let region = HubFile::check(&folders.region)?;
    let bus = HubFile::check(&folders.bus)?;
    agree(&phone, &region, &bus)?;
    Ok((phone, region, bus))
}

/// How many changes the phone has written, by a copy of its file.
fn own_changes(folders: &Folders) -> usize {
    let copied = scratch();
    copy(&folders.phone, copied.path());
    PhoneFile::check(&Path::new(copied.path()).join("phone.db")).unwrap().own.len()
}
