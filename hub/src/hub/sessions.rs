//! Open sessions: in memory only, so a restart costs each phone one more request.

use std::collections::HashMap;

use sharenum_ledger::Certificate;
use sharenum_sync::wire::Token;

/// Sessions that may be open at once.
const MOST: usize = 20_000;

/// A device that proved its key.
#[derive(Clone, Debug)]
pub(super) struct Session {
    /// What it opened the session with.
    pub(super) presented: Certificate,
    /// The newest that is known for the device: what it may do.
    pub(super) certificate: Certificate,
    /// Milliseconds since 1970 (UTC).
    pub(super) ends_ms: i64,
}

/// The open sessions, bounded.
#[derive(Default)]
pub(super) struct Sessions {
    open: HashMap<Token, Session>,
}

impl Sessions {
    /// Opens a session. With too many, those that ended go first, then the one nearest its end:
    /// its phone opens another one.
    pub(super) fn open(&mut self, token: Token, session: Session, now_ms: i64) {
        if self.open.len() >= MOST {
            self.open.retain(|_, session| session.ends_ms > now_ms);
        }
        if self.open.len() >= MOST {
            let oldest = self.open.iter().min_by_key(|(_, session)| session.ends_ms);
            if let Some(token) = oldest.map(|(token, _)| *token) {
                self.open.remove(&token);
            }
        }
        self.open.insert(token, session);
    }

    /// The session of a token, while it lasts.
    pub(super) fn get(&self, token: &Token, now_ms: i64) -> Option<Session> {
        self.open.get(token).filter(|session| session.ends_ms > now_ms).cloned()
    }

    /// Ends the sessions of a device.
    pub(super) fn end_of(&mut self, token: &Token) {
        self.open.remove(token);
    }

    /// How many there are, ended ones included.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }
}
