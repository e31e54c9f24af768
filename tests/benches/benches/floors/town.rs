//! A region with ten thousand tickets and a phone that has read them all; made once for those that
//! need it.

use std::cell::RefCell;
use std::rc::Rc;

use sharenum_benches::{Link, Pen, Phone, Region, Written};

pub const TICKETS: usize = 10_000;
pub const SEED: u8 = 9;

pub struct Town {
    pub region: Region,
    pub phone: Phone,
    pub pen: RefCell<Pen>,
    pub link: RefCell<Link>,
    /// The first hundred, to be changed.
    pub written: RefCell<Vec<Written>>,
}

impl Town {
    /// The one of this run.
    pub fn get() -> Rc<Self> {
        thread_local! {
            static TOWN: Rc<Town> = Rc::new(Town::build());
        }
        TOWN.with(Rc::clone)
    }

    fn build() -> Self {
        let region = Region::start();
        let mut pen = Pen::join(&region, 1);
        let mut link = pen.link(&region.hub);
        let (mut written, mut chunks) = (Vec::new(), Vec::new());
        for number in 0..TICKETS {
            let (ticket, bytes) = pen.ticket(number);
            chunks.push(bytes);
            if number < 100 {
                written.push(ticket);
            }
        }
        link.push(&chunks);
        let phone = Phone::join(&region, SEED);
        phone.settle(&region);
        phone.sync(&region);
        Self {
            region,
            phone,
            pen: RefCell::new(pen),
            link: RefCell::new(link),
            written: RefCell::new(written),
        }
    }
}
