//! What can happen in a case, and how cases are drawn.
//!
//! A step names what it acts on by small numbers, taken modulo what exists when its turn comes.
//! Whatever steps are left out, the others still mean something; that is what makes a failing case
//! short.

use crate::chance::Chance;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Region,
    Bus,
}

/// What goes wrong with one request of a sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mishap {
    /// It never arrives.
    RequestLost,
    /// The hub has acted; nobody hears of it.
    AnswerLost,
    /// The connection ends in the middle of the answer.
    AnswerCut,
    /// It arrives twice, and the second answer is heard.
    Twice,
    /// An answer to another question comes in its place.
    OtherAnswer,
}

pub const MISHAPS: [Mishap; 5] = [
    Mishap::RequestLost,
    Mishap::AnswerLost,
    Mishap::AnswerCut,
    Mishap::Twice,
    Mishap::OtherAnswer,
];

/// Which request of the sync it happens to, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub at: u8,
    pub mishap: Mishap,
}

/// How a sync goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Road {
    /// Little fits into one request and one page, and a session ends early.
    pub narrow: bool,
    pub trouble: Option<Trouble>,
}

/// What a member does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    OpenTicket,
    EditTicket,
    MoveTicket,
    Propose,
    EditProposal,
    Withdraw,
    Accept,
    Message,
    StartPlan,
    EditPlan,
    Vote,
    ChooseDate,
    PublishWorkshop,
    EditWorkshop,
    CancelWorkshop,
    CloseWorkshop,
    AskSeat,
    CancelSeat,
    AskDay,
    CancelDay,
    CheckIn,
    WalkIn,
    LogHelp,
    EditHelp,
    CoSign,
    Profile,
    Card,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A member does something: to the `pick`th of what there is, in the `how`th way.
    Act {
        phone: u8,
        deed: Deed,
        pick: u8,
        how: u8,
    },
    Sync {
        phone: u8,
        with: Place,
        road: Road,
    },
    /// The bus meets its region.
    Carry {
        road: Road,
    },
    /// A request that was sent some time ago arrives, perhaps once more.
    Late {
        back: u8,
    },
    Restart(Place),
    /// The box on the bus gets a new disk.
    LoseDisk,
    Reopen {
        phone: u8,
    },
    Wait {
        hours: u8,
    },
}

/// A whole case: who takes part, with which clocks, and what happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Places in the cast.
    pub phones: Vec<usize>,
    /// Minutes by which each clock is ahead: of the phones, of the region, of the bus.
    pub skews: Vec<i64>,
    /// Who meets the bus only, until the end.
    pub by_bus: Vec<bool>,
    pub steps: Vec<Step>,
    /// For the order in which the region's log is read again.
    pub order: u64,
}

/// The places in the cast of one member's two phones.
const TWO_PHONES: [usize; 2] = [0, 1];
const MOST_STEPS: usize = 42;
const FEWEST_STEPS: usize = 14;
/// Certificates last 30 days.
const MOST_HOURS: usize = 18 * 24;

pub const DEEDS: &[(usize, Deed)] = &[
    (5, Deed::OpenTicket),
    (6, Deed::EditTicket),
    (4, Deed::MoveTicket),
    (6, Deed::Propose),
    (2, Deed::EditProposal),
    (2, Deed::Withdraw),
    (5, Deed::Accept),
    (3, Deed::Message),
    (3, Deed::StartPlan),
    (5, Deed::EditPlan),
    (3, Deed::Vote),
    (2, Deed::ChooseDate),
    (5, Deed::PublishWorkshop),
    (6, Deed::EditWorkshop),
    (2, Deed::CancelWorkshop),
    (1, Deed::CloseWorkshop),
    (9, Deed::AskSeat),
    (4, Deed::CancelSeat),
    (6, Deed::AskDay),
    (3, Deed::CancelDay),
    (2, Deed::CheckIn),
    (1, Deed::WalkIn),
    (3, Deed::LogHelp),
    (2, Deed::EditHelp),
    (2, Deed::CoSign),
    (3, Deed::Profile),
    (1, Deed::Card),
];

impl Case {
    /// The case of this number; `cast` is how many could take part.
    pub fn draw(seed: u64, number: u64, cast: usize) -> Self {
        let mut chance = Chance::of_case(seed, number);
        let mut phones: Vec<usize> = (0..cast).collect();
        chance.shuffle(&mut phones);
        phones.truncate(2 + chance.below(4));
        let both = !chance.one_in(3) && phones.len() > 2;
        if both && phones.contains(&TWO_PHONES[0]) && !phones.contains(&TWO_PHONES[1]) {
            let other = phones.iter().position(|phone| *phone != TWO_PHONES[0]).unwrap();
            phones[other] = TWO_PHONES[1];
        }
        phones.sort_unstable();
        let skews = (0..phones.len() + 2).map(|_| chance.pick(&[0, 0, 7, -50, 95, -200])).collect();
        let by_bus = phones.iter().map(|_| chance.one_in(3)).collect();
        let most = FEWEST_STEPS + chance.below(MOST_STEPS - FEWEST_STEPS);
        let (mut steps, mut hours) = (Vec::new(), 0);
        while steps.len() < most {
            match chance.below(26) {
                0..4 => at_once(&mut chance, &phones, &mut steps),
                4..6 => in_turn(&mut chance, phones.len(), &mut steps),
                6..8 => overtaken(&mut chance, &phones, &mut steps),
                8 => over(&mut chance, phones.len(), &mut steps, &mut hours),
                _ => steps.push(step(&mut chance, phones.len(), &mut hours)),
            }
        }
        Self { phones, skews, by_bus, steps, order: chance.draw() }
    }
}

/// What two may do at once and get in each other's way.
const CONTESTED: &[(usize, Deed)] = &[
    (14, Deed::EditTicket),
    (4, Deed::MoveTicket),
    (3, Deed::Withdraw),
    (4, Deed::Accept),
    (4, Deed::StartPlan),
    (6, Deed::EditPlan),
    (3, Deed::Vote),
    (5, Deed::EditWorkshop),
    (2, Deed::CancelWorkshop),
    (10, Deed::AskSeat),
    (3, Deed::CancelSeat),
    (8, Deed::AskDay),
    (2, Deed::CancelDay),
    (3, Deed::EditHelp),
    (3, Deed::CoSign),
    (3, Deed::Profile),
];

/// Two do the same, or nearly, before either hears of it: chance alone seldom brings that about.
fn at_once(chance: &mut Chance, phones: &[usize], steps: &mut Vec<Step>) {
    let mut one = chance.below(phones.len());
    let mut other = chance.below(phones.len());
    if let Some(both) = two_phones(phones)
        && !chance.one_in(3)
    {
        let [first, second] = both;
        (one, other) = if chance.one_in(2) { (first, second) } else { (second, first) };
    }
    let with = chance.pick(&[Place::Region, Place::Bus]);
    let both = [one, other].map(|phone| u8::try_from(phone).unwrap());
    let meet = |steps: &mut Vec<Step>| {
        let road = Road { narrow: false, trouble: None };
        steps.extend(both.map(|phone| Step::Sync { phone, with, road }));
        if with == Place::Bus {
            steps.push(Step::Carry { road });
        }
    };
    if chance.one_in(2) {
        meet(steps);
    }
    let (deed, pick, how) = (chance.weighed(CONTESTED), chance.byte(), chance.byte());
    let other_how = [how, how.wrapping_add(3), chance.byte()][chance.below(3)];
    for (phone, how) in both.into_iter().zip([how, other_how]) {
        steps.push(Step::Act { phone, deed, pick, how });
    }
    meet(steps);
}

/// What one does and another takes up.
const ANSWERED: &[(Deed, Deed)] = &[
    (Deed::OpenTicket, Deed::Propose),
    (Deed::Propose, Deed::Accept),
    (Deed::Propose, Deed::Message),
    (Deed::Accept, Deed::StartPlan),
    (Deed::PublishWorkshop, Deed::AskSeat),
    (Deed::AskSeat, Deed::CheckIn),
    (Deed::AskDay, Deed::PublishWorkshop),
    (Deed::LogHelp, Deed::CoSign),
];

/// One does something, both sync, and the other, or the same one, goes on from there.
fn in_turn(chance: &mut Chance, phones: usize, steps: &mut Vec<Step>) {
    let [one, other] = [(); 2].map(|()| u8::try_from(chance.below(phones)).unwrap());
    let (first, then) = chance.pick(ANSWERED);
    let other = if first == Deed::AskDay { one } else { other };
    let road = Road { narrow: false, trouble: None };
    let with = Place::Region;
    let (pick, how) = (chance.byte(), chance.byte());
    steps.push(Step::Act { phone: one, deed: first, pick, how });
    steps.extend([one, other].map(|phone| Step::Sync { phone, with, road }));
    let (pick, how) = (chance.byte(), chance.byte());
    steps.push(Step::Act { phone: other, deed: then, pick, how });
    if then == Deed::StartPlan {
        // A plan is begun to settle a date; the same `how` means the date that it begins with.
        steps.push(Step::Act { phone: other, deed: Deed::ChooseDate, pick, how });
    }
}

/// Where a member's two phones are, if both take part.
fn two_phones(phones: &[usize]) -> Option<[usize; 2]> {
    let [one, other] = TWO_PHONES.map(|part| phones.iter().position(|phone| *phone == part));
    Some([one?, other?])
}

/// A member lets a ticket reach so far on one phone and otherwise on the other; the later word is
/// the first to arrive. What counts is the word and not its arrival.
fn overtaken(chance: &mut Chance, phones: &[usize], steps: &mut Vec<Step>) {
    let Some(mut both) = two_phones(phones) else { return };
    chance.shuffle(&mut both);
    let [early, late] = both.map(|phone| u8::try_from(phone).unwrap());
    let road = Road { narrow: false, trouble: None };
    let sync = |phone, with| Step::Sync { phone, with, road };
    if chance.one_in(2) {
        let open = Deed::OpenTicket;
        steps.push(Step::Act { phone: late, deed: open, pick: chance.byte(), how: chance.byte() });
    }
    // The other phone knows of all that is spoken of, and of nothing newer.
    steps.extend([late, early].map(|phone| sync(phone, Place::Region)));
    let mut radii = RADIUS_EDITS;
    chance.shuffle(&mut radii);
    let pick = chance.byte();
    let mut edit = |phone, how| steps.push(Step::Act { phone, deed: Deed::EditTicket, pick, how });
    edit(early, radii[0]);
    // Two edits to one: whatever the clocks say, this one is the later.
    edit(late, WORDING_EDIT);
    edit(late, radii[1]);
    for phone in [late, early] {
        let with = chance.pick(&[Place::Region, Place::Region, Place::Bus]);
        steps.push(sync(phone, with));
        if with == Place::Bus {
            steps.push(Step::Carry { road });
        }
    }
}

/// Three of the ways to edit a ticket that change its radius, to another each, and one that changes
/// its title.
const RADIUS_EDITS: [u8; 3] = [1, 4, 7];
const WORDING_EDIT: u8 = 3;

/// A workshop is published, takes place and is closed.
fn over(chance: &mut Chance, phones: usize, steps: &mut Vec<Step>, hours: &mut usize) {
    if *hours + usize::from(UNTIL_OVER) > MOST_HOURS {
        return;
    }
    *hours += usize::from(UNTIL_OVER);
    let [phone, guest] = [(); 2].map(|()| u8::try_from(chance.below(phones)).unwrap());
    let road = Road { narrow: false, trouble: None };
    let (pick, how) = (chance.byte(), chance.byte());
    // The last of the four times is that of a workshop that is soon over.
    steps.push(Step::Act { phone, deed: Deed::PublishWorkshop, pick, how: how | 3 });
    steps.extend([phone, guest].map(|phone| Step::Sync { phone, with: Place::Region, road }));
    steps.push(Step::Act { phone: guest, deed: Deed::AskSeat, pick: chance.byte(), how });
    steps.push(Step::Wait { hours: UNTIL_OVER });
    let (pick, how) = (chance.byte(), chance.byte());
    steps.push(Step::Act { phone, deed: Deed::CloseWorkshop, pick, how });
}

/// From the beginning of a case until the soonest time of a workshop has come, and then some.
const UNTIL_OVER: u8 = 75;

fn step(chance: &mut Chance, phones: usize, hours: &mut usize) -> Step {
    let phone = u8::try_from(chance.below(phones)).unwrap();
    match chance.below(100) {
        0..52 => Step::Act {
            phone,
            deed: chance.weighed(DEEDS),
            pick: chance.byte(),
            how: chance.byte(),
        },
        52..67 => Step::Sync { phone, with: Place::Region, road: road(chance) },
        67..79 => Step::Sync { phone, with: Place::Bus, road: road(chance) },
        79..87 => Step::Carry { road: road(chance) },
        87..91 => Step::Late { back: chance.byte() },
        91..93 => Step::Restart(chance.pick(&[Place::Region, Place::Bus])),
        93..94 => Step::LoseDisk,
        94..96 => Step::Reopen { phone },
        _ => {
            let long = chance.pick(&[1, 5, 26, 75]);
            let fits = *hours + long <= MOST_HOURS;
            *hours += if fits { long } else { 0 };
            Step::Wait { hours: u8::try_from(if fits { long } else { 1 }).unwrap() }
        }
    }
}

fn road(chance: &mut Chance) -> Road {
    let mishap = chance.weighed(&[
        (8, None),
        (2, Some(Mishap::RequestLost)),
        (3, Some(Mishap::AnswerLost)),
        (1, Some(Mishap::AnswerCut)),
        (2, Some(Mishap::Twice)),
        (1, Some(Mishap::OtherAnswer)),
    ]);
    // A session with a hub that is met again is one exchange; one that is new takes three requests.
    let at = chance.pick(&[0, 0, 1, 2, 3]);
    let trouble = mishap.map(|mishap| Trouble { at, mishap });
    Road { narrow: chance.one_in(5), trouble }
}
