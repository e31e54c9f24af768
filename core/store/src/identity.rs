//! Who this phone is: region, certificate, incarnation, and the next sequence number.

use rusqlite::{Connection, OptionalExtension, params};
use sharenum_domain::{DeviceId, MemberId, SchoolCode};
use sharenum_ledger::{Author, Certificate, CertificateId, DeviceKey, PublicKey};

use crate::door::Admitted;
use crate::number::from_sql;
use crate::{StoreError, WriteTx};

/// What the file knows of its owner. The signing key stays in the platform's vault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// Root key of the region.
    pub root: PublicKey,
    /// The member.
    pub member: MemberId,
    /// This device.
    pub device: DeviceId,
    /// The establishment on the certificate.
    pub school: Option<SchoolCode>,
    /// The certificate that chunks cite from now on.
    pub certificate: CertificateId,
    /// New after a reinstall or a restore, and each time a refused change is written anew: no
    /// (actor, sequence number) of a document may ever stand for two changes.
    pub incarnation: u32,
}

/// Reads the identity; `None` until the phone joined a region.
///
/// # Errors
/// [`StoreError::Damaged`] when what is there makes no sense.
pub fn identity(conn: &Connection) -> Result<Option<Identity>, StoreError> {
    let sql = "SELECT root.value, c.id, c.member, c.device, c.school, i.value
               FROM meta AS root, meta AS cited, meta AS i, certificate AS c
               WHERE root.key = 'root' AND cited.key = 'certificate' AND c.id = cited.value
                 AND i.key = 'incarnation'";
    let found = conn
        .prepare_cached(sql)?
        .query_row([], |row| {
            let school: Option<String> = row.get(4)?;
            let identity = Identity {
                root: PublicKey::from_bytes(row.get(0)?),
                certificate: CertificateId::from(row.get::<_, [u8; 16]>(1)?),
                member: MemberId::from(row.get::<_, [u8; 16]>(2)?),
                device: DeviceId::from(row.get::<_, [u8; 16]>(3)?),
                school: None,
                incarnation: row.get(5)?,
            };
            Ok((identity, school))
        })
        .optional()?;
    let Some((identity, school)) = found else { return Ok(None) };
    let school = school
        .map(|code| code.parse().map_err(|_| StoreError::damaged("a school code in a certificate")))
        .transpose()?;
    Ok(Some(Identity { school, ..identity }))
}

/// The own certificate in full, with the roles it gives.
///
/// # Errors
/// [`StoreError::NotJoined`] before joining.
pub fn own_certificate(conn: &Connection) -> Result<Certificate, StoreError> {
    let identity = identity(conn)?.ok_or(StoreError::NotJoined)?;
    let sql = "SELECT bytes FROM certificate WHERE id = ?1";
    let bytes: Vec<u8> = conn
        .prepare_cached(sql)?
        .query_row([identity.certificate.as_bytes().as_slice()], |row| row.get(0))?;
    Ok(Certificate::decode_verified(&bytes, &identity.root)?)
}

impl WriteTx<'_> {
    /// Who writes here.
    ///
    /// # Errors
    /// [`StoreError::NotJoined`] before [`set_identity`](Self::set_identity).
    pub fn identity(&self) -> Result<&Identity, StoreError> {
        self.identity.as_ref().ok_or(StoreError::NotJoined)
    }

    /// Stores what joining a region brought, or a renewed certificate of the same device.
    ///
    /// `incarnation` is a random number, new for each file and after each restore.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the region did not sign the certificate, and
    /// [`StoreError::OtherIdentity`] when the file already belongs to another region, member or device.
    pub fn set_identity(
        &mut self,
        root: &PublicKey,
        certificate: &[u8],
        incarnation: u32,
    ) -> Result<Identity, StoreError> {
        let certificate = Certificate::decode_verified(certificate, root)?;
        if let Some(known) = &self.identity {
            let same = known.root == *root
                && known.member == certificate.claims().member
                && known.device == certificate.device();
            if !same {
                return Err(StoreError::OtherIdentity);
            }
        }
        self.put_meta("root", root.as_bytes().as_slice())?;
        self.put_meta("certificate", certificate.id().as_bytes().as_slice())?;
        self.put_meta("incarnation", incarnation)?;
        let first = "INSERT OR IGNORE INTO meta (key, value) VALUES ('next_seq', 1)";
        self.conn().prepare_cached(first)?.execute([])?;
        self.keep_certificate(&certificate)?;
        self.identity = identity(self.conn())?;
        self.release_certificate(certificate.id())?;
        self.identity().cloned()
    }

    /// Stores a renewed certificate of this device; the incarnation stays.
    ///
    /// # Errors
    /// As [`set_identity`](Self::set_identity).
    pub fn renew_certificate(&mut self, certificate: &[u8]) -> Result<Identity, StoreError> {
        let Identity { root, incarnation, .. } = self.identity()?.clone();
        self.set_identity(&root, certificate, incarnation)
    }

    /// Takes in a certificate of somebody else, and the chunks that waited for it.
    ///
    /// # Errors
    /// Those of the file only; a certificate that the region did not sign is
    /// [`Admitted::Refused`].
    pub fn add_certificate(&mut self, bytes: &[u8]) -> Result<Admitted, StoreError> {
        let root = self.identity()?.root;
        let certificate = match Certificate::decode_verified(bytes, &root) {
            Ok(certificate) => certificate,
            Err(refusal) => return Ok(Admitted::Refused(refusal)),
        };
        if !self.keep_certificate(&certificate)? {
            return Ok(Admitted::AlreadyThere);
        }
        self.release_certificate(certificate.id())?;
        Ok(Admitted::Accepted)
    }

    /// Stores a verified certificate; `false` when it was there.
    fn keep_certificate(&mut self, certificate: &Certificate) -> Result<bool, StoreError> {
        let claims = certificate.claims();
        let roles: Vec<_> = claims.roles.iter().map(|role| role.as_u8().to_string()).collect();
        let sql = "INSERT OR IGNORE INTO certificate
                   (id, member, device, roles, school, issued, expires, bytes)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let added = self.conn().prepare_cached(sql)?.execute(params![
            certificate.id().as_bytes().as_slice(),
            claims.member.as_bytes().as_slice(),
            certificate.device().as_bytes().as_slice(),
            roles.join(","),
            claims.school.as_ref().map(ToString::to_string),
            claims.issued.as_millisecond(),
            claims.expires.as_millisecond(),
            certificate.bytes(),
        ])?;
        self.certificates.borrow_mut().insert(certificate.id(), certificate.clone());
        Ok(added > 0)
    }

    /// The author of this phone's changes.
    pub(crate) fn author<'k>(&self, key: &'k DeviceKey) -> Result<Author<'k>, StoreError> {
        let identity = self.identity()?;
        if key.device() != identity.device {
            return Err(StoreError::OtherIdentity);
        }
        Ok(Author { key, certificate: identity.certificate, incarnation: identity.incarnation })
    }

    /// The number of this device's next chunk. It never starts again, not even in a new
    /// incarnation, so a revocation's "up to here" keeps its meaning.
    pub(crate) fn next_seq(&self) -> Result<u64, StoreError> {
        let sql = "SELECT value FROM meta WHERE key = 'next_seq'";
        Ok(from_sql(self.conn().prepare_cached(sql)?.query_row([], |row| row.get(0))?))
    }

    /// Starts a new incarnation, so that a change that takes the place of a refused one cannot
    /// be mistaken for it.
    pub(crate) fn begin_incarnation(&mut self) -> Result<(), StoreError> {
        let next = self.identity()?.incarnation.wrapping_add(1);
        self.put_meta("incarnation", next)?;
        if let Some(identity) = &mut self.identity {
            identity.incarnation = next;
        }
        Ok(())
    }

    pub(crate) fn put_meta(
        &self,
        key: &str,
        value: impl rusqlite::ToSql,
    ) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.conn().prepare_cached(sql)?.execute(params![key, value])?;
        Ok(())
    }
}
