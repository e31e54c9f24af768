//! The story: a ticket crosses phone, bus and region, and nobody is forgotten or fooled.
//!
//! It prints nothing: an [`Observer`] hears what happens, so that a command line can show it and
//! a test can play the same story in silence. Every number it tells was read back from the files
//! of the phones and hubs, and is compared with an answer that was reckoned without them.

use std::path::PathBuf;

mod adversary;
mod bus_day;
mod check_in;
mod compare;
mod crash;
mod help;
mod join;
mod outcome;
mod plan;
mod scribbler;
mod stranger;
mod talk;
mod ticket;
mod workshop;

pub use outcome::Outcome;
pub(super) use scribbler::scribble;

use super::error::{DemoError, Difference};
use super::play::Play;
use super::report::StepCost;

/// What to play, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// A full directory of establishments; without one, the bundled ones around Mâcon.
    pub directory: Option<PathBuf>,
    /// Code of the requester's establishment; without one, the place with the most neighbours.
    pub around: Option<String>,
    /// How far the ticket reaches, in km.
    pub km: u16,
    /// Repeats a run: who plays, where, and with which keys.
    pub seed: u64,
    /// An empty folder for the files of phones and hubs.
    pub folder: PathBuf,
    /// The program `sharenum-hub`, to run the hubs and one phone as processes of their own;
    /// without one the hubs are tasks of this process, and no phone is killed.
    pub program: Option<PathBuf>,
}

impl Options {
    /// The bundled establishments and 20 km, in this folder.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { directory: None, around: None, km: 20, seed: 1, folder, program: None }
    }
}

/// Hears what happens.
pub trait Observer {
    /// A step begins; steps count from 1.
    fn begins(&mut self, number: usize, title: &str) {
        let _ = (number, title);
    }

    /// Something worth telling, with numbers from the files.
    fn says(&mut self, line: &str) {
        let _ = line;
    }

    /// The files do not say what they should.
    fn differs(&mut self, difference: &Difference) {
        let _ = difference;
    }

    /// The step is over.
    fn ended(&mut self, cost: &StepCost) {
        let _ = cost;
    }
}

/// Hears nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {}

/// Plays the whole story. What differed is in the outcome: a story with differences has failed.
///
/// # Errors
/// When the options ask for what is not there, or a hub or a phone cannot do its part.
pub fn play(options: &Options, observer: &mut dyn Observer) -> Result<Outcome, DemoError> {
    let mut play = Play::begin(options, observer)?;
    let told = tell(&mut play);
    match told {
        Ok(ticket) => outcome::of(play, &ticket),
        // What differed before explains why the story could not go on.
        Err(error) if play.differences().is_empty() => Err(error),
        Err(error) => {
            let mut differences = play.differences().to_vec();
            differences.push(Difference {
                step: "the story could not go on".to_owned(),
                what: "the next step".to_owned(),
                found: error.to_string(),
                expected: "done".to_owned(),
            });
            Err(DemoError::Differs(differences))
        }
    }
}

fn tell(play: &mut Play<'_>) -> Result<ticket::Ticket, DemoError> {
    play.step("Everybody joins with an invitation", join::everybody)?;
    let ticket = play.step("A ticket, written offline", ticket::opened)?;
    play.step("It meets the bus, and only the bus", |play| ticket::on_the_bus(play, &ticket))?;
    play.step("The bus drives home", |play| ticket::carried(play, &ticket))?;
    play.step("Those who can help are alerted", |play| ticket::alerted(play, &ticket))?;
    let talk = play.step("One proposes, and they talk", |play| talk::proposal(play, &ticket))?;
    let plan = play.step("Both edit the plan, offline", |play| plan::merged(play, &talk))?;
    let day = play
        .step("Two schools ask for the same bus day", |play| bus_day::asked(play, &talk, &plan))?;
    play.step("The region decides", |play| bus_day::decided(play, &talk, &day))?;
    let seats = play.step("Three ask for two seats", |play| workshop::seats(play, &talk, &day))?;
    play.step("On the bus, people check in offline", |play| {
        check_in::at_the_door(play, &talk, &day, &seats)
    })?;
    play.step("Mini-techs log help, and a teacher signs", help::logged)?;
    play.step("A phone is killed in the middle of a write", crash::killed)?;
    play.step("Forgers, strangers and repeated pushes", |play| {
        adversary::refused(play, &ticket, &talk)
    })?;
    play.step("All files are compared", compare::everything)?;
    Ok(ticket)
}
