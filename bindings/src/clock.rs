//! The host's clock, asked where a call back into the library does no harm.

use std::cell::Cell;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use sharenum_companion as engine;

use crate::time::timestamp;
use crate::{Clock, HostError};

/// What the host's clock said when it was last asked: the engine reads it inside transactions, where
/// the host must not be called, as it might call back.
pub(crate) struct HostClock {
    host: Arc<dyn Clock>,
    last: Mutex<Timestamp>,
}

thread_local! {
    /// This thread is asking the host: a call back from there takes the time that is known.
    static ASKING: Cell<bool> = const { Cell::new(false) };
}

impl HostClock {
    /// Asks once, so that there is a time from the beginning.
    pub(crate) fn new(host: Arc<dyn Clock>) -> Result<Self, HostError> {
        let clock = Self { host, last: Mutex::new(Timestamp::UNIX_EPOCH) };
        clock.ask()?;
        Ok(clock)
    }

    /// Asks the host what time it is.
    pub(crate) fn ask(&self) -> Result<(), HostError> {
        if ASKING.replace(true) {
            return Ok(());
        }
        let now = self.host.now();
        ASKING.set(false);
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = timestamp(now?);
        Ok(())
    }
}

impl engine::Clock for HostClock {
    fn now(&self) -> Timestamp {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
