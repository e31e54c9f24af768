//! The hubs this phone knows, and where reading from each of them stands.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use sharenum_domain::MemberId;
use sharenum_ledger::{Channel, HubRole};

use crate::number::{from_sql, to_sql};
use crate::{StoreError, WriteTx};

/// A hub by its address. What was never learnt is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHub {
    /// Base address.
    pub url: String,
    /// Who it is.
    pub member: Option<MemberId>,
    /// What it is.
    pub role: HubRole,
    /// The epoch of its log.
    pub epoch: Option<[u8; 8]>,
    /// Its certificate.
    pub certificate: Option<Vec<u8>>,
    /// A session that may still be open: token and end (UTC).
    pub session: Option<([u8; 16], Timestamp)>,
    /// When it last answered (UTC).
    pub last_contact: Option<Timestamp>,
}

impl KnownHub {
    /// A hub that was never met.
    #[must_use]
    pub fn new(url: &str, role: HubRole) -> Self {
        Self {
            url: url.to_owned(),
            member: None,
            role,
            epoch: None,
            certificate: None,
            session: None,
            last_contact: None,
        }
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let time = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_millisecond(ms).ok());
        let role: String = row.get(2)?;
        Ok(Self {
            url: row.get(0)?,
            member: row.get::<_, Option<[u8; 16]>>(1)?.map(MemberId::from),
            role: if role == "bus" { HubRole::Bus } else { HubRole::Region },
            epoch: row.get(3)?,
            certificate: row.get(4)?,
            session: row.get::<_, Option<[u8; 16]>>(5)?.zip(time(row.get(6)?)),
            last_contact: time(row.get(7)?),
        })
    }
}

/// The next entry to ask of one channel of a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedCursor {
    /// The channel.
    pub channel: Channel,
    /// The epoch of the hub's log.
    pub epoch: [u8; 8],
    /// The last entry that was taken in.
    pub seq: u64,
    /// The hub's checksum up to that entry.
    pub checksum: [u8; 8],
}

/// Every hub this phone knows, by address.
///
/// # Errors
/// Those of the file.
pub fn hubs(conn: &Connection) -> Result<Vec<KnownHub>, StoreError> {
    let sql = "SELECT url, member, role, epoch, certificate, token, token_expires, last_contact
               FROM hub ORDER BY url";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([], KnownHub::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Where reading from a hub stands, by channel.
///
/// # Errors
/// Those of the file.
pub fn cursors(conn: &Connection, hub: &MemberId) -> Result<Vec<SavedCursor>, StoreError> {
    let sql = "SELECT channel, epoch, seq, checksum FROM cursor WHERE hub = ?1 ORDER BY channel";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([hub.as_bytes().as_slice()])?;
    let mut cursors = Vec::new();
    while let Some(row) = rows.next()? {
        let channel = Channel::from_bytes(&row.get::<_, Vec<u8>>(0)?);
        cursors.push(SavedCursor {
            channel: channel.ok_or_else(|| StoreError::damaged("a channel of a cursor"))?,
            epoch: row.get(1)?,
            seq: from_sql(row.get(2)?),
            checksum: row.get(3)?,
        });
    }
    Ok(cursors)
}

impl WriteTx<'_> {
    /// Stores what is known of a hub; what was known under this address is replaced.
    ///
    /// # Errors
    /// Those of the file.
    pub fn save_hub(&mut self, hub: &KnownHub) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO hub
                       (url, member, role, epoch, certificate, token, token_expires, last_contact)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        self.conn().prepare_cached(sql)?.execute(params![
            hub.url,
            hub.member.map(|member| *member.as_bytes()),
            if hub.role == HubRole::Bus { "bus" } else { "region" },
            hub.epoch,
            hub.certificate,
            hub.session.map(|(token, _)| token),
            hub.session.map(|(_, expires)| expires.as_millisecond()),
            hub.last_contact.map(Timestamp::as_millisecond),
        ])?;
        Ok(())
    }

    /// Forgets an address. Cursors stay: the same hub may have another one.
    ///
    /// # Errors
    /// Those of the file.
    pub fn forget_hub(&mut self, url: &str) -> Result<(), StoreError> {
        self.conn().prepare_cached("DELETE FROM hub WHERE url = ?1")?.execute([url])?;
        Ok(())
    }

    /// Moves a cursor; in the transaction that takes in what lies before it.
    ///
    /// # Errors
    /// Those of the file.
    pub fn set_cursor(&mut self, hub: &MemberId, cursor: &SavedCursor) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO cursor (hub, channel, epoch, seq, checksum)
                   VALUES (?1, ?2, ?3, ?4, ?5)";
        self.conn().prepare_cached(sql)?.execute(params![
            hub.as_bytes().as_slice(),
            cursor.channel.to_bytes(),
            cursor.epoch.as_slice(),
            to_sql(cursor.seq),
            cursor.checksum.as_slice(),
        ])?;
        Ok(())
    }
}
