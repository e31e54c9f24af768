//! TLS with the public authorities of Mozilla's list and the pins of a region.

use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};

use super::AddressProblem;

/// The configuration given to the HTTP client, so that nothing depends on a provider installed
/// for the process or on a store of the platform.
pub fn config(pins: &[Vec<u8>]) -> Result<ClientConfig, AddressProblem> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for pin in pins {
        roots.add(CertificateDer::from(pin.as_slice())).map_err(|_| AddressProblem::Pin)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| AddressProblem::Network { detail: error.to_string() })?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
