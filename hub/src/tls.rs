//! A hub's own certificate for HTTPS: two PEM files, read at the start and again when told to.

use std::fs;
use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, Error, InconsistentKeys, RootCertStore, ServerConfig};
use tokio_rustls::TlsAcceptor;
use zeroize::Zeroizing;

use crate::HubError;

/// Where the certificate and its key lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// PEM: the hub's certificate first, then those of the authorities between it and the root.
    pub certificate: PathBuf,
    /// PEM: the private key of the first certificate, without a passphrase.
    pub key: PathBuf,
}

/// What a hub needs to speak TLS 1.2 and 1.3.
pub struct Tls {
    files: TlsFiles,
    config: RwLock<Arc<ServerConfig>>,
}

impl Tls {
    /// Reads the files, and warns when everybody on this machine can read the key.
    ///
    /// # Errors
    /// When a file is not there, holds something else, or the key is not the certificate's.
    pub fn read(files: TlsFiles) -> Result<Self, HubError> {
        let config = RwLock::new(config(&files)?);
        Ok(Self { files, config })
    }

    /// Reads the files again, for connections from now on; those that are open go on as they are.
    ///
    /// # Errors
    /// As [`Tls::read`]; then the earlier certificate stays in use.
    pub fn read_again(&self) -> Result<(), HubError> {
        let config = config(&self.files)?;
        *self.config.write().unwrap_or_else(PoisonError::into_inner) = config;
        Ok(())
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        Arc::clone(&self.config.read().unwrap_or_else(PoisonError::into_inner)).into()
    }
}

fn config(files: &TlsFiles) -> Result<Arc<ServerConfig>, HubError> {
    let chain = chain(&files.certificate)?;
    see_as_a_phone_does(&chain, &files.certificate)?;
    let key = key(&files.key)?;
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| HubError::Config(format!("TLS cannot be set up ({error})")))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| unusable(files, &error))?;
    // The only protocol that is spoken behind it.
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, HubError> {
    let pem = fs::read(path).map_err(|error| unreadable(path, &error))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let wrong = |what: &str| {
        HubError::Config(format!(
            "{} {what}; give --tls-cert the PEM file with the hub's own certificate first and those \
             of its authorities after it, often named fullchain.pem",
            path.display()
        ))
    };
    match chain {
        Ok(chain) if chain.is_empty() => Err(wrong("holds no certificate")),
        Ok(chain) => Ok(chain),
        Err(error) => Err(wrong(&format!("is damaged ({error})"))),
    }
}

/// What phones would say of the certificate, but for its authority and its name, which only they know.
fn see_as_a_phone_does(chain: &[CertificateDer<'_>], path: &Path) -> Result<(), HubError> {
    use CertificateError::{
        Expired, ExpiredContext, NotValidForName, NotValidForNameContext, NotValidYet,
        NotValidYetContext, UnknownIssuer,
    };
    let mut roots = RootCertStore::empty();
    // Whichever of them a phone knows.
    roots.add_parsable_certificates(chain.iter().cloned());
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    let (Ok(verifier), Some((certificate, authorities))) = (verifier, chain.split_first()) else {
        // Not to be parsed; that is said with the key.
        return Ok(());
    };
    let name = ServerName::IpAddress(Ipv4Addr::LOCALHOST.into());
    match verifier.verify_server_cert(certificate, authorities, &name, &[], UnixTime::now()) {
        Err(Error::InvalidCertificate(
            UnknownIssuer | NotValidForName | NotValidForNameContext { .. },
        ))
        | Ok(_) => Ok(()),
        // It may as well be this machine's clock.
        Err(Error::InvalidCertificate(
            why @ (Expired | ExpiredContext { .. } | NotValidYet | NotValidYetContext { .. }),
        )) => {
            let path = path.display();
            tracing::warn!("phones will refuse the certificate in {path} ({why}); renew it");
            Ok(())
        }
        Err(error) => Err(HubError::Config(format!(
            "phones would refuse the certificate in {} ({error}); have it issued anew for a server: \
             not as an authority's own (CA:FALSE), with the hub's name or address as an alternative \
             name",
            path.display()
        ))),
    }
}

fn key(path: &Path) -> Result<PrivateKeyDer<'static>, HubError> {
    let pem = Zeroizing::new(fs::read(path).map_err(|error| unreadable(path, &error))?);
    warn_if_everybody_reads(path);
    PrivateKeyDer::from_pem_slice(&pem).map_err(|_| {
        HubError::Config(format!(
            "{} holds no private key that can be used; give --tls-key the PEM file of the \
             certificate's key, without a passphrase, often named privkey.pem",
            path.display()
        ))
    })
}

fn unusable(files: &TlsFiles, error: &Error) -> HubError {
    let (certificate, key) = (files.certificate.display(), files.key.display());
    HubError::Config(match error {
        Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => format!(
            "the key in {key} is not that of the first certificate in {certificate}; give the two \
             files that were issued together"
        ),
        _ => format!(
            "{certificate} and {key} cannot be used ({error}); have the certificate issued anew, \
             with an ECDSA P-256 or RSA key"
        ),
    })
}

fn unreadable(path: &Path, error: &std::io::Error) -> HubError {
    HubError::NoInput { path: path.to_owned(), reason: error.to_string() }
}

#[cfg(unix)]
fn warn_if_everybody_reads(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let everybody = fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o004 != 0);
    if everybody {
        let path = path.display();
        tracing::warn!("everybody on this machine can read the key {path}: chmod o-rwx {path}");
    }
}

#[cfg(not(unix))]
fn warn_if_everybody_reads(_: &Path) {}
