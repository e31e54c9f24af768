//! Papers: made by oneself, borrowed from others, without a key, or of a device that was lost.

use sharenum_domain::{Card, LocalText, Role, SchoolCode, Tool};
use sharenum_ledger::{CatalogueEntry, Channel, DeviceKey, Kind, NewDocument, routes};
use sharenum_sync::wire::{self, JoinRequest, REQUEST_TYPE};
use sharenum_sync::{HttpClient, HttpOptions};

use super::forger::Forger;
use super::{Attack, Attacker, doors, said};
use crate::demo::cast::Part;
use crate::demo::error::{DemoError, setup};
use crate::demo::play::{At, Play};
use crate::demo::stage::slug;
use crate::demo::story::stranger::Stranger;
use crate::invitation::InvitationOrder;
use crate::{Hub, HubError, HubOptions};

/// The last number under which the lost device is believed.
const LAST_SEQ: u64 = 10;

/// What a stranger publishes as if they were the region.
fn fake_tool() -> Result<CatalogueEntry, DemoError> {
    let name = LocalText { fr: "Faux".to_owned(), en: "Fake".to_owned() };
    Ok(CatalogueEntry::Tool(Tool { id: slug("fake")?, name }))
}

/// A certificate that makes its holder the hub of the region, signed by themselves.
pub(super) fn self_made(play: &mut Play<'_>, player: usize) -> Result<usize, DemoError> {
    let mut stranger = Stranger::with_phone_of(play, player)?;
    let forger = Forger::new(&stranger)?;
    let (papers, cited) = forger.in_the_name_of(&stranger.certificate.claims().region)?;
    let new = NewDocument {
        kind: Kind::Catalogue,
        writers: vec![stranger.certificate.claims().member],
        parent: None,
        routes: routes::for_region(),
    };
    let chunk = stranger.writes(cited, new, &fake_tool()?)?;
    stranger.certificates = vec![papers];
    stranger.chunks = vec![chunk];
    let verdict = stranger.sync(play)?.join(", ");
    play.check("a change under a forged certificate", verdict, "waiting");

    stranger.certificate = forger.certificate;
    let answer = said(stranger.sync_at(play, At::Region));
    play.check("a session with the certificate of another region", answer, "other-region");
    Ok(2)
}

/// Somebody else's certificate without the key, and somebody else's channels.
pub(super) fn of_others(play: &mut Play<'_>, player: usize) -> Result<usize, DemoError> {
    let asks = play.player(Part::Requester)?;
    let victim = Stranger::with_phone_of(play, asks)?;
    let mut stranger = Stranger::with_phone_of(play, player)?;
    let own_school = stranger.certificate.claims().school;
    stranger.certificate = victim.certificate;
    let answer = said(stranger.sync_at(play, At::Region));
    play.check("a session with somebody else's certificate", answer, "bad-request");
    let elsewhere: Option<SchoolCode> =
        play.schools.all.iter().map(|school| school.code).find(|code| Some(*code) != own_school);
    let mut channels = vec![
        ("a colleague's own channel", Channel::Member(play.phones[asks].member)),
        ("the whole log", Channel::Everything),
    ];
    channels.extend(elsewhere.map(|code| ("another school", Channel::School(code))));
    let tried = channels.len() + 1;
    for (name, channel) in channels {
        let mut stranger = Stranger::with_phone_of(play, player)?;
        stranger.channels = vec![channel];
        let served = stranger.sync_at(play, At::Region).is_ok();
        play.check(format!("following {name}"), served, false);
    }
    Ok(tried)
}

/// A hub of the region's data folder, as an administrator's command opens it.
fn administrator(play: &Play<'_>) -> Result<Hub, HubError> {
    Hub::open_existing(&play.stage.region.data, HubOptions::default())
}

fn invitation(play: &Play<'_>) -> Result<String, DemoError> {
    let order = InvitationOrder { roles: vec![Role::Member], school: None, member: None, days: 1 };
    Ok(administrator(play)?.invite(&order)?.code.to_string())
}

/// Whoever overhears an invitation cannot have it made out to a key that they do not hold.
pub(super) fn without_a_key(play: &mut Play<'_>) -> Result<usize, DemoError> {
    let request = JoinRequest {
        code: invitation(play)?,
        device_key: *DeviceKey::from_seed([0x43; 32]).public().as_bytes(),
        proof: DeviceKey::from_seed([0x44; 32]).sign(b"not the proof"),
    };
    let body = wire::encode(&request);
    let (status, answer) = play.stage.region.post("/v1/join", REQUEST_TYPE, &body)?;
    let answer = String::from_utf8_lossy(&answer);
    let found =
        if status != 200 && answer.contains("bad-request") { "bad-request" } else { "done" };
    play.check("joining with a key that one does not hold", found, "bad-request");
    Ok(1)
}

/// A device that joined, and was revoked before it wrote anything.
pub(super) fn lost_device(play: &mut Play<'_>) -> Result<Stranger, DemoError> {
    let code = invitation(play)?;
    let key = DeviceKey::from_seed([0x45; 32]);
    let url = play.stage.region.url();
    let client = HttpClient::new(HttpOptions::default()).map_err(setup("a device"))?;
    let joined = play.runtime.block_on(client.join(&url, &code, &key, None));
    let joined = joined.map_err(setup("a device that joins"))?;
    administrator(play)?.revoke(key.device(), LAST_SEQ)?;
    Ok(Stranger::new(key, joined.certificate, joined.root))
}

/// It opens no session any more, and what it wrote counts nowhere, whoever brings it: not at the
/// region, and not at a phone's own door.
pub(super) fn of_a_lost_device(
    play: &mut Play<'_>,
    player: usize,
    mut lost: Stranger,
) -> Result<usize, DemoError> {
    let answer = said(lost.sync_at(play, At::Region));
    play.check("a session of a device that was revoked", answer, "revoked");
    let me = lost.certificate.claims().member;
    let card = Card {
        name: "Found on a bus".to_owned(),
        mail: "found@example.org".to_owned(),
        school: None,
    };
    let new = NewDocument {
        kind: Kind::Card,
        writers: vec![me],
        parent: None,
        routes: routes::for_author(me),
    };
    let bytes = lost.writes(lost.certificate_id(), new.clone(), &card)?;
    // Whoever found it numbers what they write like what was written before.
    lost.next_seq = 1;
    let renumbered = lost.writes(lost.certificate_id(), new, &card)?;
    let papers = lost.certificate.bytes().to_vec();
    let found = doors::admitted(play, player, Some(&papers), &bytes)?;
    play.check("a change of a revoked device, at a phone's own door", found, "revoked");
    let mut bringer = Attacker::new(play, player)?;
    bringer.stranger.certificates = vec![papers];
    let what = "a change of a device that was revoked";
    let again = "a change that it numbers like an old one";
    let attacks = vec![
        Attack { what, bytes, answer: "revoked" },
        Attack { what: again, bytes: renumbered, answer: "revoked" },
    ];
    bringer.pushes(play, attacks)?;
    Ok(4)
}
