//! Invitations as links.

use sharenum_domain::RegionId;
use sharenum_sync::JoinLink;

#[test]
fn a_link_is_read_back() {
    let link = JoinLink {
        hub: "https://hub.example:8443/a b".into(),
        code: "K7QF-2M9D".into(),
        region: Some(RegionId::from([7; 16])),
    };
    assert_eq!(link.to_string().parse::<JoinLink>().unwrap(), link);
    let bare = JoinLink { region: None, ..link };
    assert_eq!(format!("  {bare}\n").parse::<JoinLink>().unwrap(), bare);
}

#[test]
fn a_link_that_cannot_be_used_says_what_to_do() {
    for (text, advice) in [
        ("", "sharenum://join"),
        ("https://hub.example/join?code=A", "sharenum://join"),
        ("sharenum://leave?code=A", "sharenum://join"),
        ("sharenum://join?code=A", "which hub"),
        ("sharenum://join?hub=ftp%3A%2F%2Fx&code=A", "which hub"),
        ("sharenum://join?hub=https%3A%2F%2Fx", "no code"),
        ("sharenum://join?hub=https%3A%2F%2Fx&code=%20", "no code"),
        ("sharenum://join?hub=https%3A%2F%2Fx&code=%ff", "damaged"),
        ("sharenum://join?hub=https%3A%2F%2Fx&code=A&region=7", "region"),
        (&format!("sharenum://join?code={}", "A".repeat(3_000)), "too long"),
    ] {
        let error = text.parse::<JoinLink>().unwrap_err();
        assert!(error.to_string().contains(advice), "{text}: {error}");
    }
}

#[test]
fn a_link_is_told_from_a_bare_code() {
    for (text, is_link) in
        [(" sharenum://join?code=A", true), ("https://hub.example", true), ("K7QF-2M9D", false)]
    {
        assert_eq!(JoinLink::looks_like(text), is_link, "{text}");
    }
}

#[test]
fn a_link_has_at_most_2048_characters() {
    let start = "sharenum://join?hub=https%3A%2F%2Fx&code=";
    let link = |length: usize| format!("{start}{}", "A".repeat(length - start.len()));
    assert!(link(2_048).parse::<JoinLink>().is_ok());
    let error = link(2_049).parse::<JoinLink>().unwrap_err();
    assert!(error.to_string().contains("too long"), "{error}");
}

#[test]
fn what_a_newer_hub_adds_is_skipped() {
    let link: JoinLink =
        "SHARENUM://join?hub=http%3A%2F%2Fbus.local&later=1&code=A".parse().unwrap();
    assert_eq!((link.hub.as_str(), link.code.as_str()), ("http://bus.local", "A"));
}
