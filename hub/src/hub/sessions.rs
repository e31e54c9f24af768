//! Open sessions: in memory only, so a restart costs each phone one more request.

use std::collections::{HashMap, VecDeque};

use sharenum_domain::DeviceId;
use sharenum_ledger::Certificate;
use sharenum_sync::wire::Token;

/// Sessions that may be open at once.
const MOST: usize = 20_000;
/// Sessions of one device that may be open at once: one is enough, some are lost on the way. So no
/// device ends those of the others.
const MOST_OF_A_DEVICE: usize = 8;

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
    /// Of each device, oldest first; some may be over.
    of_device: HashMap<DeviceId, VecDeque<Token>>,
}

impl Sessions {
    /// Opens a session. With too many, those that ended go first, then the one nearest its end:
    /// its phone opens another one.
    pub(super) fn open(&mut self, token: Token, session: Session, now_ms: i64) {
        if self.open.len() >= MOST {
            self.open.retain(|_, session| session.ends_ms > now_ms);
            let open = &self.open;
            self.of_device.retain(|_, tokens| {
                tokens.retain(|token| open.contains_key(token));
                !tokens.is_empty()
            });
        }
        let tokens = self.of_device.entry(session.certificate.device()).or_default();
        if tokens.len() >= MOST_OF_A_DEVICE
            && let Some(oldest) = tokens.pop_front()
        {
            self.open.remove(&oldest);
        }
        tokens.push_back(token);
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

    /// Whether the hub knows this token, whatever it is good for.
    pub(super) fn knows(&self, token: &Token) -> bool {
        self.open.contains_key(token)
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
