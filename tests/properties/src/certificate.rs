//! Bytes that may be a certificate, and claims that a region might sign.

use sharenum_ledger::Certificate;

use crate::region::{devices, resign, root};

const CONTEXT: &[u8] = b"sharenum certificate v1";

/// The first byte chooses: an odd one takes the rest for a certificate, an even one for claims that
/// the region's own key signs, so that a fuzzer gets behind the signature.
pub fn check(data: &[u8]) {
    let Some((mode, rest)) = data.split_first() else { return };
    if mode % 2 == 1 {
        believed(rest);
    } else if let Some(signed) = resign(devices()[0].certificate.bytes(), CONTEXT, root(), rest) {
        believed(&signed);
    }
}

fn believed(bytes: &[u8]) {
    let public = root().public();
    let Ok(certificate) = Certificate::decode_verified(bytes, &public) else { return };
    assert_eq!(certificate.bytes(), bytes);
    assert_eq!(certificate.claims().region, public.region());
    assert_eq!(certificate.device(), certificate.claims().device_key.device());
    // What it was understood to say can be said, and is understood alike.
    let again = Certificate::issue(root(), certificate.claims()).expect("claims of a certificate");
    assert_eq!(again.claims(), certificate.claims());
    // Every other byte string is refused.
    for hash_byte in certificate.id().as_bytes() {
        let at = usize::from(*hash_byte) * bytes.len() / 256;
        let mut other = bytes.to_vec();
        other[at] ^= 1 << (hash_byte % 8);
        assert!(Certificate::decode_verified(&other, &public).is_err(), "byte {at}");
    }
    let longer = [bytes, &[0]].concat();
    assert!(Certificate::decode_verified(&longer, &public).is_err());
}
