//! Certificates, invitations and revocations.

use sharenum_domain::{DeviceId, MemberId, Role, SchoolCode};
use sharenum_ledger::CertificateId;

use super::StorageError;

/// A certificate as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateRow {
    /// Its id.
    pub id: CertificateId,
    /// The device it was issued to.
    pub device: DeviceId,
    /// The member whose device it is.
    pub member: MemberId,
    /// When it was issued (seconds since 1970, UTC).
    pub issued: i64,
    /// The encoded certificate.
    pub bytes: Vec<u8>,
}

/// An invitation: admits one device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Keyed hash of its code; the code itself is kept nowhere.
    pub code: [u8; 32],
    /// The roles it gives.
    pub roles: Vec<Role>,
    /// The establishment it gives.
    pub school: Option<SchoolCode>,
    /// The member it is for, when it adds a device to one.
    pub member: Option<MemberId>,
    /// Until when it admits (seconds since 1970, UTC).
    pub expires: i64,
    /// The device it admitted.
    pub used_by: Option<DeviceId>,
}

/// Who may come in, and who came.
pub trait People {
    /// Keeps a certificate; `false` when it was there.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn add_certificate(&self, row: &CertificateRow) -> Result<bool, StorageError>;

    /// A certificate's bytes.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn certificate(&self, id: &CertificateId) -> Result<Option<Vec<u8>>, StorageError>;

    /// The newest certificate of a device.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn certificate_of(&self, device: &DeviceId) -> Result<Option<CertificateRow>, StorageError>;

    /// Adds an invitation.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn add_invitation(&self, invitation: &Invitation) -> Result<(), StorageError>;

    /// The invitation whose code has this hash.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn invitation(&self, code: &[u8; 32]) -> Result<Option<Invitation>, StorageError>;

    /// Notes which device an invitation admitted, as which member.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn use_invitation(
        &self,
        code: &[u8; 32],
        device: &DeviceId,
        member: &MemberId,
    ) -> Result<(), StorageError>;

    /// The last accepted sequence number of a revoked device; `None` when it is not revoked.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn revoked_after(&self, device: &DeviceId) -> Result<Option<u64>, StorageError>;

    /// When this hub first heard that a device is revoked (milliseconds since 1970, UTC).
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn revoked_at(&self, device: &DeviceId) -> Result<Option<i64>, StorageError>;

    /// Notes a revocation; of two, the lower sequence number and the earlier time count.
    ///
    /// # Errors
    /// When the storage cannot be written.
    fn revoke(&self, device: &DeviceId, last_seq: u64, at: i64) -> Result<(), StorageError>;

    /// The newest certificate of each device of a member.
    ///
    /// # Errors
    /// When the storage cannot be read.
    fn newest_certificates(&self, member: &MemberId) -> Result<Vec<CertificateRow>, StorageError>;
}
