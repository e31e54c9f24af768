use rusqlite::Row;
use sharenum_domain::{DeviceId, MemberId, Role};
use sharenum_ledger::CertificateId;

use super::SqliteTables;
use super::column::{all, array, blob, execute, optional, optional_array, signed, unsigned};
use crate::storage::{CertificateRow, Invitation, People, StorageError};

impl People for SqliteTables<'_> {
    fn add_certificate(&self, row: &CertificateRow) -> Result<bool, StorageError> {
        let added = execute(
            self.connection,
            "INSERT OR IGNORE INTO certificate (id, device, member, issued, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                row.id.as_bytes(),
                row.device.as_bytes(),
                row.member.as_bytes(),
                row.issued,
                &row.bytes,
            ),
        )?;
        Ok(added > 0)
    }

    fn certificate(&self, id: &CertificateId) -> Result<Option<Vec<u8>>, StorageError> {
        optional(
            self.connection,
            "SELECT bytes FROM certificate WHERE id = ?1",
            [id.as_bytes()],
            |row| row.get(0),
        )
    }

    fn certificate_of(&self, device: &DeviceId) -> Result<Option<CertificateRow>, StorageError> {
        optional(
            self.connection,
            "SELECT id, device, member, issued, bytes FROM certificate
             WHERE device = ?1 ORDER BY issued DESC, rowid DESC LIMIT 1",
            [device.as_bytes()],
            read_certificate,
        )
    }

    fn newest_certificates(&self, member: &MemberId) -> Result<Vec<CertificateRow>, StorageError> {
        all(
            self.connection,
            "SELECT id, device, member, max(issued), bytes FROM certificate
             WHERE member = ?1 GROUP BY device ORDER BY device",
            [member.as_bytes()],
            read_certificate,
        )
    }

    fn add_invitation(&self, invitation: &Invitation) -> Result<(), StorageError> {
        let roles: Vec<u8> = invitation.roles.iter().map(|role| role.as_u8()).collect();
        execute(
            self.connection,
            "INSERT INTO invitation (code, roles, school, member, expires, used_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                invitation.code,
                roles,
                invitation.school.as_ref().map(ToString::to_string),
                invitation.member.as_ref().map(MemberId::as_bytes),
                invitation.expires,
                invitation.used_by.as_ref().map(DeviceId::as_bytes),
            ),
        )?;
        Ok(())
    }

    fn invitation(&self, code: &[u8; 32]) -> Result<Option<Invitation>, StorageError> {
        optional(
            self.connection,
            "SELECT code, roles, school, member, expires, used_by FROM invitation
             WHERE code = ?1",
            [code],
            read_invitation,
        )
    }

    fn use_invitation(
        &self,
        code: &[u8; 32],
        device: &DeviceId,
        member: &MemberId,
    ) -> Result<(), StorageError> {
        execute(
            self.connection,
            "UPDATE invitation SET used_by = ?2, member = ?3 WHERE code = ?1",
            (code, device.as_bytes(), member.as_bytes()),
        )?;
        Ok(())
    }

    fn revoked_after(&self, device: &DeviceId) -> Result<Option<u64>, StorageError> {
        optional(
            self.connection,
            "SELECT last_seq FROM revocation WHERE device = ?1",
            [device.as_bytes()],
            |row| unsigned(row, 0),
        )
    }

    fn revoked_at(&self, device: &DeviceId) -> Result<Option<i64>, StorageError> {
        optional(
            self.connection,
            "SELECT at FROM revocation WHERE device = ?1",
            [device.as_bytes()],
            |row| row.get(0),
        )
    }

    fn revoke(&self, device: &DeviceId, last_seq: u64, at: i64) -> Result<(), StorageError> {
        execute(
            self.connection,
            "INSERT INTO revocation (device, last_seq, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (device) DO UPDATE SET
                 last_seq = min(last_seq, excluded.last_seq),
                 at = min(at, excluded.at)",
            (device.as_bytes(), signed(last_seq), at),
        )?;
        Ok(())
    }
}

fn read_certificate(row: &Row<'_>) -> rusqlite::Result<CertificateRow> {
    Ok(CertificateRow {
        id: array::<16>(row, 0)?.into(),
        device: array::<16>(row, 1)?.into(),
        member: array::<16>(row, 2)?.into(),
        issued: row.get(3)?,
        bytes: row.get(4)?,
    })
}

fn read_invitation(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    let school: Option<String> = row.get(2)?;
    Ok(Invitation {
        code: array(row, 0)?,
        roles: blob(row, 1, |roles| roles.iter().map(|role| Role::from_u8(*role)).collect())?,
        school: school.and_then(|code| code.parse().ok()),
        member: optional_array::<16>(row, 3)?.map(Into::into),
        expires: row.get(4)?,
        used_by: optional_array::<16>(row, 5)?.map(Into::into),
    })
}
