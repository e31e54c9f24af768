//! Joining a region with an invitation, and staying in it.

use sharenum_ledger::HubRole;
use sharenum_store::queries::settings;
use sharenum_store::{KnownHub, StoreError};
use sharenum_sync::{HttpReply, JoinExchange, Joined};

use crate::engine::{CompanionEngine, Inner};
use crate::{BadInvitation, EngineError, Event, JoinLink, Result, keys};

impl CompanionEngine {
    /// The request that turns an invitation into a certificate, for a driver with its own
    /// transport. `code_or_link` is what the person typed or scanned.
    ///
    /// # Errors
    /// [`EngineError::Invitation`] for what is neither, [`EngineError::AlreadyJoined`] unless the
    /// certificate has expired.
    pub fn join_request(&self, code_or_link: &str) -> Result<JoinExchange> {
        self.inner.check_may_join()?;
        let (code, region) = if JoinLink::looks_like(code_or_link) {
            let link: JoinLink = code_or_link.parse()?;
            (link.code, link.region)
        } else {
            (checked_code(code_or_link)?.to_owned(), None)
        };
        Ok(JoinExchange::new(&code, &self.inner.key, region))
    }

    /// Takes the answer to [`join_request`](Self::join_request) that the hub at `url` gave.
    ///
    /// # Errors
    /// [`EngineError::Sync`] when the hub refused or the answer is not a hub's.
    pub fn complete_join(
        &self,
        url: &str,
        request: &JoinExchange,
        reply: &HttpReply,
    ) -> Result<()> {
        let joined = request.accept(reply)?;
        self.inner.enter(url, &joined)
    }

    /// Joins over the network. A link says which hub to ask; with a bare code, `url` must. A
    /// lost answer is no harm: the same invitation gives the same device its papers again.
    ///
    /// # Errors
    /// [`EngineError::Invitation`] for what is neither a code nor a link, and
    /// [`EngineError::Sync`] with the hub's refusal.
    pub async fn join(&self, url: Option<&str>, code_or_link: &str) -> Result<()> {
        self.inner.check_may_join()?;
        let link = if JoinLink::looks_like(code_or_link) {
            code_or_link.parse()?
        } else {
            let hub = url.map(str::trim).filter(|url| !url.is_empty());
            let hub = hub.ok_or(BadInvitation::CodeAlone)?;
            JoinLink {
                hub: hub.to_owned(),
                code: checked_code(code_or_link)?.to_owned(),
                region: None,
            }
        };
        let client = self.inner.client()?;
        let joined = client.join(&link.hub, &link.code, &self.inner.key, link.region).await?;
        self.inner.enter(&link.hub, &joined)
    }
}

/// Longest code that a hub gives out, and some more.
const LONGEST_CODE: usize = 128;

fn checked_code(typed: &str) -> Result<&str> {
    let code = typed.trim();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ' ';
    if code.is_empty() || code.len() > LONGEST_CODE || !code.chars().all(plain) {
        return Err(BadInvitation::NoCode.into());
    }
    Ok(code)
}

impl Inner {
    /// An invitation takes the place of a certificate that has expired, on the same device and for
    /// the same member, with all that is on the phone.
    fn check_may_join(&self) -> Result<()> {
        let now = self.clock.now();
        let valid = self.me().is_ok_and(|me| me.certificate.claims().expires > now);
        if valid { Err(EngineError::AlreadyJoined) } else { Ok(()) }
    }

    /// Stores a new member's papers.
    fn enter(&self, url: &str, joined: &Joined) -> Result<()> {
        let mut incarnation = [0; 4];
        getrandom::fill(&mut incarnation).map_err(|_| EngineError::NoRandomness)?;
        let now = self.clock.now();
        self.store.write(|tx| {
            tx.set_identity(
                &joined.root,
                joined.certificate.bytes(),
                u32::from_le_bytes(incarnation),
            )?;
            tx.add_certificate(joined.hub.bytes())?;
            let home = joined.hub.claims().member;
            settings::set(tx.conn(), keys::REGION_HUB, Some(&home.to_string()))?;
            settings::set(tx.conn(), keys::REGION_URL, Some(url))?;
            tx.save_hub(&KnownHub {
                member: Some(home),
                certificate: Some(joined.hub.bytes().to_vec()),
                last_contact: Some(now),
                ..KnownHub::new(url, HubRole::Region)
            })?;
            Ok::<_, StoreError>(())
        })?;
        self.refresh_identity()?;
        self.tell(&Event::ReRead);
        Ok(())
    }
}
