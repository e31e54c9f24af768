//! The key of the file: 48 bytes from the platform's vault.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// Raw key (32 bytes) and salt (16 bytes) of one file. Wiped from memory when dropped.
///
/// Raw, not a passphrase: deriving a key from a passphrase would cost a tenth of a second at
/// each open, and the vault that keeps these bytes is better at keeping them than a person.
#[derive(Clone)]
pub struct FileKey(Zeroizing<[u8; 48]>);

impl FileKey {
    /// Wraps 48 bytes from a cryptographic random source.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 48]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The statement that hands the key to SQLCipher: `x'…'` with 96 digits means raw key and salt.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // Reserved at once: a string that grows would leave parts of the key behind.
        let mut sql = Zeroizing::new(String::with_capacity(128));
        sql.push_str("PRAGMA key = \"x'");
        for byte in self.0.iter() {
            sql.push(char::from(DIGITS[usize::from(byte >> 4)]));
            sql.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        sql.push_str("'\";");
        sql
    }

    /// Tells keys apart without revealing them: 16 bytes of a labelled SHA-256 in hex.
    pub(crate) fn fingerprint(&self) -> String {
        let hash =
            Sha256::new().chain_update(b"sharenum file key v1").chain_update(*self.0).finalize();
        hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl fmt::Debug for FileKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the key: this lands in logs.
        f.write_str("FileKey(…)")
    }
}
