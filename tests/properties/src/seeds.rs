//! Where a fuzzer starts: one good example of everything, small.

use sharenum_ledger::{Channel, Fields, HubRole, Kind, Receipt, envelope};
use sharenum_sync::SavedSession;
use sharenum_sync::wire::{
    self, ChallengeReply, ChallengeRequest, Cursor, Entry, ExchangeReply, ExchangeRequest, Feed,
    JoinReply, JoinRequest, Problem, ProblemCode, RenewReply, RenewRequest, SessionReply,
    SessionRequest, Verdict,
};
use sharenum_sync::{Announcement, BusLink, JoinLink};

use crate::region::devices;

/// The seeds of a target, by its name; empty for a name that is none.
#[must_use]
pub fn of(target: &str) -> Vec<Vec<u8>> {
    match target {
        "chunk" => chunks(),
        "certificate" => certificates(),
        "directory" => directories(),
        "payload" | "admission" => stories(target == "admission"),
        "wire" => messages(),
        "session" => sessions(),
        _ => Vec::new(),
    }
}

fn chunks() -> Vec<Vec<u8>> {
    let fields = Fields::new().with("title", "Loops").with_map("tools", []);
    let (member, hub, tablet) = (&devices()[0], &devices()[2], &devices()[3]);
    let ticket = member.create(Kind::Ticket, None, &fields);
    let document = sharenum_ledger::Chunk::decode(&ticket).unwrap().document();
    vec![
        ticket,
        member.create(Kind::Proposal, Some(document), &fields),
        hub.create(Kind::Catalogue, None, &fields),
        tablet.create(Kind::HelpSession, None, &fields),
    ]
}

fn certificates() -> Vec<Vec<u8>> {
    use coset::CborSerializable;
    devices()
        .iter()
        .flat_map(|device| {
            let bytes = device.certificate.bytes();
            let claims = coset::CoseSign1::from_slice(bytes).unwrap().payload.unwrap();
            [[&[1], bytes].concat(), [&[0], &claims[..]].concat()]
        })
        .collect()
}

fn directories() -> Vec<Vec<u8>> {
    let french = "numero_uai;appellation_officielle;libelle_commune;latitude;longitude;nature_uai;\
                  etat_etablissement_libe;code_academie;libelle_academie\n\
                  0710045N;Collège A;Mâcon;46.31;4.82;340;OUVERT;07;Dijon\n\
                  0710046P;\"École; B\";Mâcon;;;151;FERME;07;Dijon\n\
                  710045N;C;Mâcon;999;4.82;340;OUVERT;7;Dijon\n";
    let annuaire = "Identifiant_de_l_etablissement,Nom_etablissement,Type_etablissement,\
                    Nom_commune,Code_academie,Libelle_academie,position,etat\r\n\
                    0710045N,Lycée D,Lycée,Mâcon,07,Dijon,\"46.31,4.82\",OUVERT\r\n";
    let quebec = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","geometry":{"type":"Point","coordinates":[-73.5,45.6]},
         "properties":{"code":"762001","nom":"École A","prescolaire":1,"primaire":"1",
         "originales":{"CD_CS":"762000","NOM_IMM":"A","NOM_MUNCP_GDUNO_ORGNS":"Montréal"}}},
        {"type":"Feature","geometry":null,"properties":{"code":762002,"nom":"B",
         "originales":{"CD_CS":762000}}}]}"#;
    [french, annuaire, quebec].map(|text| text.as_bytes().to_vec()).to_vec()
}

/// Choices that make short stories: good edits, then one of each way of bending.
fn stories(raw_too: bool) -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = (0..6_u8)
        .map(|n| {
            let mut story = vec![0, 0x3f, 1, n, 2, 9, 9];
            for step in 0..6_u8 {
                story.extend([step * (n + 3), 0xff, 0xff, step, 1, 7 * n, step, 4, n, step]);
            }
            story
        })
        .collect();
    seeds.extend(
        (0..12_u8).map(|bend| {
            vec![0, 3, 0, 0, 0, 0x80 + 8 * (bend % 12), 0xff, 0xff, 1, 1, 5, bend, bend]
        }),
    );
    if raw_too {
        for chunk in chunks() {
            seeds.push([&[1, 0], &part(&chunk)[..]].concat());
        }
    } else {
        for chunk in chunks() {
            let payload = sharenum_ledger::Chunk::decode(&chunk).unwrap().payload().to_vec();
            seeds.push([&[1], &part(&payload)[..]].concat());
        }
    }
    seeds
}

fn part(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).unwrap();
    [&length.to_be_bytes(), bytes].concat()
}

fn feed(entries: Vec<Entry>) -> Feed {
    let next = Cursor { seq: 3, ..Cursor::start(Channel::Region, [7; 8]) };
    Feed { channel: Channel::Region, reset: false, entries, next, more: false }
}

fn reply() -> ExchangeReply {
    let (member, hub) = (&devices()[0], &devices()[2]);
    let chunk = chunks().remove(0);
    let receipt = Receipt {
        hub: hub.member(),
        role: HubRole::Region,
        at: "2026-10-01T08:00:00Z".parse().unwrap(),
        first_seq: 1,
        chunks: vec![sharenum_ledger::Chunk::decode(&chunk).unwrap().id()],
    };
    let removed = sharenum_ledger::Chunk::decode(&chunk).unwrap().document();
    let certificate = member.certificate.bytes().to_vec();
    ExchangeReply {
        epoch: [7; 8],
        verdicts: vec![
            Verdict::Accepted,
            Verdict::Refused { code: "too-large".to_owned(), detail: "shorten".to_owned() },
        ],
        receipt: Some(receipt.sign(&hub.key, &hub.certificate.id()).unwrap()),
        feeds: vec![feed(vec![
            Entry::Certificate(certificate),
            Entry::Chunk(chunk),
            Entry::Remove(removed),
        ])],
    }
}

fn messages() -> Vec<Vec<u8>> {
    let (member, hub) = (&devices()[0], &devices()[2]);
    let certificate = member.certificate.bytes().to_vec();
    let request = ExchangeRequest {
        certificates: vec![certificate.clone()],
        chunks: chunks(),
        receipts: vec![reply().receipt.unwrap()],
        pull: vec![Cursor::start(Channel::Member(member.member()), [7; 8])],
        max_bytes: 131_072,
        nonce: [1; 8],
    };
    let challenge = ChallengeReply {
        certificate: certificate.clone(),
        challenge: vec![2; 40],
        role: HubRole::Bus,
        epoch: [7; 8],
    };
    let session =
        SessionRequest { certificate: certificate.clone(), challenge: vec![2; 40], proof: [4; 64] };
    let joined = JoinReply {
        certificate: certificate.clone(),
        root_key: [6; 32],
        hub_certificate: hub.certificate.bytes().to_vec(),
        member: member.member(),
    };
    let code = "7K3F9-QRTM2".to_owned();
    let link = JoinLink {
        hub: "https://hub.example".to_owned(),
        code: code.clone(),
        region: Some(crate::region::root().public().region()),
    };
    let saved = SavedSession { certificate: certificate.clone(), token: [1; 16], epoch: [7; 8] };
    let all = [
        wire::encode(&ChallengeRequest { nonce: [1; 16] }),
        wire::encode(&challenge),
        wire::encode(&session),
        wire::encode(&SessionReply { token: [1; 16], expires_in_s: 60 }),
        wire::encode(&JoinRequest { code, device_key: [3; 32], proof: [4; 64] }),
        wire::encode(&joined),
        wire::encode(&RenewRequest { nonce: [1; 16] }),
        wire::encode(&RenewReply { certificate }),
        wire::encode(&request),
        wire::encode(&reply()),
        saved.to_bytes(),
        Problem::new(ProblemCode::Busy, "later").to_json(),
        link.to_string().into_bytes(),
        wire::bearer(&[1; 16]).into_bytes(),
        reply().receipt.unwrap(),
        envelope::sign(&hub.key, &hub.certificate.id(), b"q", b"a".to_vec()).unwrap(),
        Channel::School(crate::region::SCHOOL.parse().unwrap()).to_bytes(),
    ];
    let region = crate::region::root().public().region();
    let bus = BusLink { hub: "http://192.168.4.1:8480".to_owned(), region };
    let announced =
        Announcement { role: HubRole::Bus, region, https: false, url: Some(bus.hub.clone()) };
    let record = announced.txt().iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    let more = [bus.to_string(), record].map(|text: String| (12, text.into_bytes()));
    let numbered = (0..).zip(all).chain(more);
    numbered.map(|(which, bytes): (u8, _)| [&[which], &bytes[..]].concat()).collect()
}

fn sessions() -> Vec<Vec<u8>> {
    let open = [0, 0, 0, 0, 0, 40, 0];
    let page = |feeds| {
        let said = ExchangeReply { verdicts: vec![], receipt: None, feeds, ..reply() };
        part(&wire::encode(&said))
    };
    let stranger = |kind: u8, body: &[u8]| [&[250, 0, kind], &part(body)[..]].concat();
    let problem = Problem::new(ProblemCode::UnknownSession, "again").to_json();
    vec![
        [&open[..], &[0, 3, 3, 1, 1, 1], &page(vec![feed(vec![])])[..], &[1, 1, 1, 1, 8]].concat(),
        [&open[..], &[0, 1, 2, 1, 1, 1], &page(vec![])[..]].concat(),
        [&open[..], &stranger(1, &problem)[..], &open[1..]].concat(),
        [&[1][..], &stranger(2, b"<html>")[..], &stranger(0, b"\xd2\x84")[..]].concat(),
    ]
}
