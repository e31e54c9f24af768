//! What goes out: own chunks, until the region gave its receipt.

use rusqlite::{Connection, OptionalExtension, params};
use sharenum_domain::MemberId;
use sharenum_ledger::{ChunkId, HubRole, Kind, Receipt};

use crate::number::{from_sql, to_sql};
use crate::{StoreError, WriteTx};

/// A page of what to send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outgoing {
    /// The certificates that the chunks cite, each once.
    pub certificates: Vec<Vec<u8>>,
    /// Own chunks in the order in which they were written.
    pub chunks: Vec<(ChunkId, Vec<u8>)>,
    /// For the region: custody receipts of buses for these chunks, which prove their order.
    pub receipts: Vec<Vec<u8>>,
    /// Where to go on: hand it in as `after` for the next page of the same session.
    pub last: u64,
}

/// The next own chunks to send to a hub of this role, up to `max_bytes` of chunks but at least one.
///
/// The region is offered all it has not acknowledged, a bus only what no bus holds. Documents of
/// which a change was refused are held back: what follows a refused change could not be read.
///
/// # Errors
/// Those of the file.
pub fn outgoing(
    conn: &Connection,
    role: HubRole,
    after: u64,
    max_bytes: usize,
) -> Result<Outgoing, StoreError> {
    let sql = "SELECT c.seq, c.id, c.bytes, cert.bytes, r.bytes
               FROM outbox AS o
               JOIN chunk AS c ON c.seq = o.chunk
               JOIN document AS d ON d.id = c.document
               JOIN certificate AS cert ON cert.id = c.certificate
               LEFT JOIN receipt AS r ON r.id = o.receipt
               WHERE o.chunk > ?1 AND o.state <= ?2 AND d.refused IS NULL
               ORDER BY o.chunk";
    let mut statement = conn.prepare_cached(sql)?;
    let highest_state = i64::from(role == HubRole::Region);
    let mut rows = statement.query(params![to_sql(after), highest_state])?;
    let mut page = Outgoing { last: after, ..Outgoing::default() };
    let mut size = 0;
    while let Some(row) = rows.next()? {
        let bytes: Vec<u8> = row.get(2)?;
        size += bytes.len();
        if size > max_bytes && !page.chunks.is_empty() {
            break;
        }
        page.last = from_sql(row.get(0)?);
        page.chunks.push((ChunkId::from(row.get::<_, [u8; 32]>(1)?), bytes));
        keep_once(&mut page.certificates, row.get(3)?);
        if let (HubRole::Region, Some(receipt)) = (role, row.get(4)?) {
            keep_once(&mut page.receipts, receipt);
        }
    }
    Ok(page)
}

fn keep_once(list: &mut Vec<Vec<u8>>, bytes: Vec<u8>) {
    // A page cites one or two of them.
    if !list.contains(&bytes) {
        list.push(bytes);
    }
}

/// How many own chunks wait: on this phone, and with a bus.
///
/// # Errors
/// Those of the file.
pub fn outbox_counts(conn: &Connection) -> Result<(u64, u64), StoreError> {
    let sql = "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1)
               FROM outbox";
    let count = |row: &rusqlite::Row<'_>| Ok((from_sql(row.get(0)?), from_sql(row.get(1)?)));
    Ok(conn.prepare_cached(sql)?.query_row([], count)?)
}

impl WriteTx<'_> {
    /// Takes in a receipt that was verified by its hub's certificate: of the region, the outbox
    /// forgets the chunks; of a bus, it notes who carries them.
    ///
    /// # Errors
    /// Those of the file.
    pub fn acknowledge(&mut self, receipt: &Receipt, bytes: &[u8]) -> Result<(), StoreError> {
        let custody = match receipt.role {
            HubRole::Region => None,
            HubRole::Bus => Some(self.keep_receipt(receipt, bytes)?),
        };
        for chunk in &receipt.chunks {
            let sql = "SELECT c.seq, c.document, c.kind, o.state FROM chunk AS c
                       JOIN outbox AS o ON o.chunk = c.seq WHERE c.id = ?1";
            let found = self
                .conn()
                .prepare_cached(sql)?
                .query_row([chunk.as_bytes().as_slice()], |row| {
                    Ok((row.get(0)?, row.get::<_, [u8; 32]>(1)?, row.get(2)?))
                })
                .optional()?;
            let Some((seq, document, number)) = found else { continue };
            self.settle(seq, custody, &receipt.hub)?;
            self.notice(document.into(), crate::fold::kind(number)?);
        }
        // Receipts that no chunk needs any more.
        let sql = "DELETE FROM receipt WHERE id NOT IN
                   (SELECT receipt FROM outbox WHERE receipt IS NOT NULL)";
        self.conn().prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    fn settle(&self, seq: i64, custody: Option<i64>, hub: &MemberId) -> Result<(), StoreError> {
        match custody {
            None => {
                self.conn().prepare_cached("DELETE FROM outbox WHERE chunk = ?1")?.execute([seq])?
            }
            // The first custody decides the order of requests, so it is the one to keep.
            Some(receipt) => {
                let sql = "UPDATE outbox SET state = 1, bus = ?2,
                           receipt = coalesce(receipt, ?3) WHERE chunk = ?1";
                let params = params![seq, hub.as_bytes().as_slice(), receipt];
                self.conn().prepare_cached(sql)?.execute(params)?
            }
        };
        Ok(())
    }

    fn keep_receipt(&self, receipt: &Receipt, bytes: &[u8]) -> Result<i64, StoreError> {
        let sql = "INSERT INTO receipt (hub, at, bytes) VALUES (?1, ?2, ?3)
                   ON CONFLICT (bytes) DO UPDATE SET at = excluded.at RETURNING id";
        let params = params![receipt.hub.as_bytes().as_slice(), receipt.at.as_millisecond(), bytes];
        Ok(self.conn().prepare_cached(sql)?.query_row(params, |row| row.get(0))?)
    }

    /// A hub lost its log or started a new one: what it had is offered again. Of the region, every
    /// own chunk but the refused, and its own decisions on this member's requests: they are final,
    /// and a region that forgot one would decide again; of a bus, what it held in custody.
    ///
    /// # Errors
    /// Those of the file.
    pub fn epoch_changed(&mut self, hub: &MemberId, role: HubRole) -> Result<(), StoreError> {
        let me = self.identity()?.member;
        match role {
            HubRole::Region => self
                .conn()
                .prepare_cached(
                    "INSERT OR IGNORE INTO outbox (chunk, state)
                     SELECT seq, 0 FROM chunk WHERE own = 1
                         AND id NOT IN (SELECT chunk FROM quarantine
                                        WHERE own = 1 AND chunk IS NOT NULL)
                     UNION
                     SELECT c.seq, 0 FROM chunk AS c
                         JOIN document AS d ON d.id = c.document
                         JOIN document AS request ON request.id = d.parent
                         WHERE c.kind = ?1 AND request.creator = ?2",
                )?
                .execute(params![Kind::Decision.as_u8(), me.as_bytes().as_slice()])?,
            HubRole::Bus => self
                .conn()
                .prepare_cached("UPDATE outbox SET state = 0, bus = NULL WHERE bus = ?1")?
                .execute([hub.as_bytes().as_slice()])?,
        };
        Ok(())
    }
}
