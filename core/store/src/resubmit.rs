//! Refused changes of one's own: written anew, or given up.

use std::collections::{BTreeMap, VecDeque};

use rusqlite::{OptionalExtension, params};
use sharenum_domain::DocumentId;
use sharenum_ledger::author::NewDocument;
use sharenum_ledger::{Channel, DeviceKey, Field, Fields, Origin, Replica, Scalar};

use crate::edit::Edited;
use crate::{StoreError, WriteTx, log};

impl WriteTx<'_> {
    /// Why the region refused a change of this document; `None` when it did not.
    ///
    /// # Errors
    /// Those of the file.
    pub fn refused_reason(&self, document: &DocumentId) -> Result<Option<String>, StoreError> {
        let sql = "SELECT refused FROM document WHERE id = ?1";
        let id = document.as_bytes().as_slice();
        let found =
            self.conn().prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        Ok(found.flatten())
    }

    /// Writes a refused document anew with the content it has on this phone. The answer names the
    /// document, which is another one when its first change had been refused: own answers to
    /// it, and own workshops that name it, follow. A document that was not refused stays as it is.
    ///
    /// # Errors
    /// As [`edit`](Self::edit); nothing is lost then.
    pub fn resubmit(
        &mut self,
        key: &DeviceKey,
        document: &DocumentId,
    ) -> Result<Edited, StoreError> {
        let (origin, replica) = self.load(document)?;
        if self.refused_reason(document)?.is_none() {
            self.replicas.insert(*document, replica);
            return Ok(Edited { document: *document, changed: false });
        }
        let fields = replica.fields();
        self.write_anew(key, &origin, replica, &fields, None)
    }

    /// Gives up the refused changes of a document and the own ones that build on them. When the
    /// first was refused, the document and own answers to it leave the phone. `false` when
    /// nothing of it was refused.
    ///
    /// # Errors
    /// [`StoreError::UnknownDocument`], and those of the file.
    pub fn discard(&mut self, document: &DocumentId) -> Result<bool, StoreError> {
        if self.refused_reason(document)?.is_none() {
            return Ok(false);
        }
        let (origin, _) = self.load(document)?;
        if !self.first_is_refused(document)? {
            self.drop_refused(&origin)?;
            return Ok(true);
        }
        let mut doomed = VecDeque::from([origin]);
        while let Some(origin) = doomed.pop_front() {
            doomed.extend(self.own_answers(&origin.document)?);
            self.forget(&origin)?;
        }
        Ok(true)
    }

    /// Writes `target` in place of what was refused.
    pub(crate) fn write_anew(
        &mut self,
        key: &DeviceKey,
        origin: &Origin,
        replica: Replica,
        target: &Fields,
        routes: Option<Vec<Channel>>,
    ) -> Result<Edited, StoreError> {
        self.begin_incarnation()?;
        if self.first_is_refused(&origin.document)? {
            let document = self.create_anew(key, origin, target, routes)?;
            return Ok(Edited { document, changed: true });
        }
        let routes = match routes {
            Some(routes) => routes,
            None => log::routes(self.conn(), &origin.document)?,
        };
        drop(replica);
        self.drop_refused(origin)?;
        let accepted = log::replica(self.conn(), &origin.document)?;
        // The refused change may have been the one that named the routes.
        let edited = self.change_fields(key, origin, accepted, Some(routes), target)?;
        Ok(Edited { changed: true, ..edited })
    }

    /// Starts the document again under a new id, then every own document that hangs on it.
    fn create_anew(
        &mut self,
        key: &DeviceKey,
        origin: &Origin,
        target: &Fields,
        routes: Option<Vec<Channel>>,
    ) -> Result<DocumentId, StoreError> {
        let mut renamed = BTreeMap::new();
        let mut queue = VecDeque::from([(origin.clone(), target.clone(), routes)]);
        while let Some((old, fields, routes)) = queue.pop_front() {
            for answer in self.own_answers(&old.document)? {
                let (_, replica) = self.load(&answer.document)?;
                queue.push_back((answer, replica.fields(), None));
            }
            let routes = match routes {
                Some(routes) => routes,
                None => log::routes(self.conn(), &old.document)?,
            };
            let parent = old.parent.map(|parent| *renamed.get(&parent).unwrap_or(&parent));
            let new = NewDocument { kind: old.kind, writers: old.writers.clone(), parent, routes };
            let document = self.create_fields(key, new, &rename(&fields, &renamed))?;
            renamed.insert(old.document, document);
            for naming in self.own_workshops_naming(&old.document)? {
                if !renamed.contains_key(&naming) && naming != document {
                    self.rename_in(key, &naming, &renamed)?;
                }
            }
            self.forget(&old)?;
        }
        Ok(*renamed.get(&origin.document).unwrap_or(&origin.document))
    }

    fn rename_in(
        &mut self,
        key: &DeviceKey,
        document: &DocumentId,
        renamed: &BTreeMap<DocumentId, DocumentId>,
    ) -> Result<(), StoreError> {
        let (origin, replica) = self.load(document)?;
        let target = rename(&replica.fields(), renamed);
        self.change_fields(key, &origin, replica, None, &target)?;
        Ok(())
    }

    fn first_is_refused(&self, document: &DocumentId) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM quarantine WHERE own = 1 AND chunk = ?1)";
        let id = document.as_bytes().as_slice();
        Ok(self.conn().prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
    }

    fn own_answers(&self, document: &DocumentId) -> Result<Vec<Origin>, StoreError> {
        let sql = "SELECT id FROM document WHERE parent = ?1 AND creator = ?2 ORDER BY id";
        self.own_ids(sql, document)?
            .iter()
            .filter_map(|id| log::origin(self.conn(), id).transpose())
            .collect()
    }

    fn own_workshops_naming(&self, document: &DocumentId) -> Result<Vec<DocumentId>, StoreError> {
        let sql = "SELECT document FROM workshop
                   WHERE (booking = ?1 OR ticket = ?1) AND author = ?2 ORDER BY document";
        self.own_ids(sql, document)
    }

    fn own_ids(&self, sql: &str, document: &DocumentId) -> Result<Vec<DocumentId>, StoreError> {
        let member = self.identity()?.member;
        let mut statement = self.conn().prepare_cached(sql)?;
        let params = params![document.as_bytes().as_slice(), member.as_bytes().as_slice()];
        let rows = statement.query_map(params, |row| row.get::<_, [u8; 32]>(0))?;
        Ok(rows.map(|id| id.map(DocumentId::from)).collect::<Result<_, _>>()?)
    }

    /// Takes the refused changes out of the log, and own unsent ones that cannot be read
    /// without them.
    fn drop_refused(&mut self, origin: &Origin) -> Result<(), StoreError> {
        let conn = self.conn();
        let document = origin.document.as_bytes().as_slice();
        conn.prepare_cached(
            "DELETE FROM chunk WHERE own = 1 AND document = ?1
             AND id IN (SELECT chunk FROM quarantine WHERE own = 1 AND document = ?1)",
        )?
        .execute([document])?;
        let left = log::replica(conn, &origin.document)?;
        for hash in left.set_aside() {
            conn.prepare_cached(
                "DELETE FROM chunk WHERE own = 1 AND document = ?1 AND change = ?2
                 AND seq IN (SELECT chunk FROM outbox)",
            )?
            .execute(params![document, hash.as_slice()])?;
        }
        self.forget_refusal(&origin.document)?;
        self.replicas.remove(&origin.document);
        self.touch(origin.document, origin.kind, true);
        Ok(())
    }

    fn forget_refusal(&self, document: &DocumentId) -> Result<(), StoreError> {
        for sql in [
            "DELETE FROM quarantine WHERE own = 1 AND document = ?1",
            "UPDATE document SET refused = NULL WHERE id = ?1",
        ] {
            self.conn().prepare_cached(sql)?.execute([document.as_bytes().as_slice()])?;
        }
        Ok(())
    }

    /// Takes a document off the phone altogether.
    pub(crate) fn forget(&mut self, origin: &Origin) -> Result<(), StoreError> {
        let Origin { document, kind, creator, .. } = origin;
        self.forget_refusal(document)?;
        self.end_document(document, *kind, creator)?;
        for sql in [
            "DELETE FROM chunk WHERE document = ?1",
            "DELETE FROM waiting WHERE document = ?1",
            "DELETE FROM document_channel WHERE document = ?1",
        ] {
            self.conn().prepare_cached(sql)?.execute([document.as_bytes().as_slice()])?;
        }
        Ok(())
    }
}

/// The same content, with other names for documents: ids stand in fields as hexadecimal text or
/// as bytes, and as keys of maps.
fn rename(fields: &Fields, renamed: &BTreeMap<DocumentId, DocumentId>) -> Fields {
    let text = |text: &str| {
        let id = text.parse::<DocumentId>().ok().and_then(|id| renamed.get(&id));
        id.map_or_else(|| text.to_owned(), ToString::to_string)
    };
    let scalar = |value: &Scalar| match value {
        Scalar::Text(value) => Scalar::Text(text(value)),
        other => other.clone(),
    };
    fields.iter().fold(Fields::new(), |all, (key, field)| match field {
        Field::Value(value) => all.with(key, scalar(value)),
        Field::Map(map) => {
            all.with_map(key, map.iter().map(|(key, value)| (text(key), scalar(value))))
        }
    })
}
