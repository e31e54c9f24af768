use std::fs;
use std::path::Path;

use rcgen::{CertificateParams, KeyPair};
use sharenum_hub::TlsFiles;

/// A certificate of no authority, and its key, in files.
pub struct Issued {
    pub der: Vec<u8>,
    pub files: TlsFiles,
}

impl Issued {
    /// For `127.0.0.1`; `name` is that of the files.
    pub fn new(folder: &Path, name: &str) -> Self {
        Self::with(folder, name, |_| {})
    }

    /// One with something particular about it.
    pub fn with(
        folder: &Path,
        name: &str,
        particular: impl FnOnce(&mut CertificateParams),
    ) -> Self {
        let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        particular(&mut params);
        let signing_key = KeyPair::generate().unwrap();
        let cert = params.self_signed(&signing_key).unwrap();
        let files = TlsFiles {
            certificate: folder.join(format!("{name}.pem")),
            key: folder.join(format!("{name}-key.pem")),
        };
        fs::write(&files.certificate, pem("CERTIFICATE", cert.der())).unwrap();
        fs::write(&files.key, pem("PRIVATE KEY", &signing_key.serialize_der())).unwrap();
        Self { der: cert.der().to_vec(), files }
    }

    pub fn certificate(&self) -> &str {
        self.files.certificate.to_str().unwrap()
    }

    pub fn key(&self) -> &str {
        self.files.key.to_str().unwrap()
    }

    /// Puts these in the place of those.
    pub fn replace(&self, those: &Self) {
        fs::copy(&self.files.certificate, &those.files.certificate).unwrap();
        fs::copy(&self.files.key, &those.files.key).unwrap();
    }
}

/// As in RFC 7468.
pub fn pem(label: &str, der: &[u8]) -> String {
    let base64 = data_encoding::BASE64.encode(der);
    let lines: String = base64
        .as_bytes()
        .chunks(64)
        .map(|line| format!("{}\n", String::from_utf8_lossy(line)))
        .collect();
    format!("-----BEGIN {label}-----\n{lines}-----END {label}-----\n")
}
