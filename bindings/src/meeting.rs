//! Which hub to sync with, when a bus is met.

use std::collections::HashMap;

use sharenum_companion as engine;

use crate::{HubRole, LumaImage, SharenumApp, SharenumError};

/// What a shell saw of a hub.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum HubSign {
    /// The link on the door of a bus: the phone's camera, or its browser, opened the app with it.
    Link {
        /// `sharenum://bus?…`, whole.
        text: String,
    },
    /// A picture of that door.
    Picture {
        /// As for `read_invitation`.
        picture: LumaImage,
    },
    /// A service of the type `_sharenum._tcp` that the system found on the local network.
    Announced {
        /// Its addresses as the system writes them, the preferred first; those that are of no use are
        /// passed over.
        addresses: Vec<String>,
        /// Its port.
        port: u16,
        /// Its TXT record as the system gives it, all of it.
        txt: HashMap<String, Option<Vec<u8>>>,
    },
}

/// A hub of this phone's region, as far as one can know before it is asked.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct MetHub {
    /// Its address, for `SyncTarget.Hub`.
    pub url: String,
    /// What it says it is.
    pub role: HubRole,
}

#[uniffi::export]
impl SharenumApp {
    /// Reads a sign of a hub, and asks nothing of it. Anybody can hang up a code or announce a service: that
    /// a hub is one of the region, the sync learns by its signature. A picture takes a moment: call it
    /// from a background thread.
    ///
    /// Errors: `CorrectInput` of the address when it is no sign of a hub, `NotPossible` for a hub of
    /// another region, `Join` before this phone has joined. Of an announcement, nobody need hear them.
    pub fn meet(&self, sign: HubSign) -> Result<MetHub, SharenumError> {
        let engine = self.engine()?;
        let met = match &sign {
            HubSign::Link { text } => engine.meet(&engine::HubSign::Link(text)),
            HubSign::Picture { picture } => engine.meet(&engine::HubSign::Picture(picture.into())),
            HubSign::Announced { addresses, port, txt } => {
                let txt: Vec<_> = txt
                    .iter()
                    .map(|(name, value)| (name.as_str(), value.as_deref().unwrap_or_default()))
                    .collect();
                engine.meet(&engine::HubSign::Announced { addresses, port: *port, txt: &txt })
            }
        }?;
        Ok(MetHub { url: met.url, role: met.role.into() })
    }
}
