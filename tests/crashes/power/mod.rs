//! The power fails, on a disk that forgets what was not synced.
//!
//! The story is lived through once in this process, on a disk that notes each write and each sync.
//! From the notes, images are made of what a power cut may have left at any moment: of the phone,
//! of a hub, or of all at once. Each must open and hold what had been said, and the story goes
//! on from it to the same end.

mod first_start;
mod recording;

use std::path::Path;

use sharenum_disk::Forgets;

use recording::Recording;

/// Images that are checked, and how many of them live on.
const IMAGES: u64 = 90;
const ONE_IN: u64 = 6;

/// Whose power fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Victim {
    Phone,
    Region,
    Bus,
    All,
}

const VICTIMS: [Victim; 4] = [Victim::Phone, Victim::Region, Victim::Bus, Victim::All];

impl Victim {
    /// Where something is forgotten; who keeps power keeps everything.
    fn forgets(self, how: Forgets) -> impl Fn(&Path) -> Forgets {
        move |path| {
            let of = match self {
                Self::Phone => "phone",
                Self::Region => "region",
                Self::Bus => "bus",
                Self::All => "",
            };
            if path.starts_with(of) { how } else { Forgets::NOTHING }
        }
    }
}

#[test]
fn a_power_cut_takes_nothing_that_was_said_and_the_work_goes_on_to_the_same_end() {
    let recording = Recording::of_the_story(true);
    let mut wrong = Vec::new();
    for seed in 0..IMAGES {
        let victim = VICTIMS[seed as usize % VICTIMS.len()];
        wrong.extend(recording.cut(seed, victim, seed % ONE_IN == 0).err());
    }
    assert!(wrong.is_empty(), "{} of {IMAGES}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The layer bites: the same, and the disk does not do the syncs.
#[test]
fn without_syncs_a_power_cut_takes_what_was_said_from_phones_and_from_hubs() {
    let recording = Recording::of_the_story(false);
    for victim in VICTIMS {
        let lost = (0..20).filter(|seed| recording.cut(*seed, victim, false).is_err()).count();
        assert!(lost > 4, "{victim:?}: {lost} of 20 images lost something");
    }
}
