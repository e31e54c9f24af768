//! A member in good standing who sends too much: each flood fills its own share and nobody else's.

use sharenum_domain::{DocumentId, Role, Ticket};
use sharenum_hub::storage::StorageExt;
use sharenum_ledger::{Channel, DeviceKey, Kind};
use sharenum_sync::wire::{
    self, ChallengeReply, ChallengeRequest, ExchangeReply, ExchangeRequest, SessionRequest,
    Verdict, path,
};

use crate::common::*;
use crate::evil::*;

/// Everybody else goes on as if nothing had happened.
async fn others_go_on(region: &Region) {
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    phone.open_ticket(scratch_ticket("Loops", 20)).unwrap();
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_to_nothing_fill_a_devices_own_place_in_the_waiting_room() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let to = vec![Channel::Member(attacker.member())];
    let proposal = |n: u16| {
        let mut id = [9; 32];
        id[..2].copy_from_slice(&n.to_be_bytes());
        (DocumentId::from(id), plain_ticket("x", &clock))
    };
    let chunks: Vec<_> = (0..700)
        .map(|n| {
            let (parent, content) = proposal(n);
            let fields = sharenum_ledger::Document::to_fields(&content);
            attacker.write_fields(Kind::Proposal, &fields, Some(parent), to.clone()).1
        })
        .collect();
    for page in chunks.chunks(350) {
        let verdicts = attacker.push(&region.url, page.to_vec()).await;
        assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Waiting));
    }
    assert_eq!(region.hub().status().unwrap().totals.waiting, 500);
    // Somebody else's answer that came before its question still waits for it, and gets in.
    let mut other = Scribe::join(&region, 7, &[Role::Member], Some(WEST)).await;
    let mut author = Scribe::join(&region, 8, &[Role::Member], Some(MACON)).await;
    let (ticket, question) = author.write(&plain_ticket("Late", &clock), None, reach(&author));
    let own = vec![Channel::Member(other.member())];
    let fields = sharenum_ledger::Document::to_fields(&plain_ticket("x", &clock));
    let (_, answer) = other.write_fields(Kind::Proposal, &fields, Some(ticket), own);
    assert_eq!(other.push(&region.url, vec![answer.clone()]).await, [Verdict::Waiting]);
    assert_eq!(author.push(&region.url, vec![question]).await, [Verdict::Accepted]);
    assert_eq!(other.push(&region.url, vec![answer]).await, [Verdict::AlreadyThere]);
    others_go_on(&region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_changes_fill_a_bounded_quarantine() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let nobody = vec![Channel::Region];
    let chunks: Vec<_> = (0..800)
        .map(|n| attacker.write(&plain_ticket(&format!("{n}"), &clock), None, nobody.clone()).1)
        .collect();
    for page in chunks.chunks(400) {
        for verdict in attacker.push(&region.url, page.to_vec()).await {
            let Verdict::Refused { code, detail } = verdict else { panic!("{verdict:?}") };
            assert_eq!(code, "bad-routes");
            assert!(detail.contains("should not receive it"), "{detail}");
        }
    }
    assert_eq!(region.hub().status().unwrap().totals.quarantined, 500);
    others_go_on(&region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ticket_that_moves_to_and_fro_is_stopped_before_it_fills_the_log() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let areas = |from: u64| (from..from + 90).map(|n| Channel::Area(0x0840_0000_0000_0000 + n));
    let (document, first) = attacker.write(&plain_ticket("0", &clock), None, areas(0).collect());
    let mut verdicts = attacker.push(&region.url, vec![first]).await;
    let mut sent = Vec::new();
    for n in 1..60_u64 {
        let content: Ticket = plain_ticket(&n.to_string(), &clock);
        let to = areas(1_000 * (n % 2)).collect();
        sent.push(attacker.change_to(document, &content, Some(to)));
    }
    verdicts.extend(attacker.push(&region.url, sent).await);
    // Where it may not go any more, it stays; what is written of it still gets in.
    let moved = region.hub().storage().reading(|tables| Ok(tables.moved(&document)?)).unwrap();
    assert!((15_000..=20_000).contains(&moved), "{moved} entries of channels");
    let refused = verdicts.iter().find_map(|verdict| match verdict {
        Verdict::Refused { code, detail } => Some((code.as_str(), detail.as_str())),
        _ => None,
    });
    let (code, detail) = refused.unwrap();
    assert_eq!(code, "too-many-changes");
    assert!(detail.contains("make a new one"), "{detail}");
    // It can still be changed where it is.
    let stays = attacker.change_to(document, &plain_ticket("Stays", &clock), None);
    assert_eq!(attacker.push(&region.url, vec![stays]).await, [Verdict::Accepted]);
    others_go_on(&region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_that_is_sent_to_everybody_is_stopped() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let people = |from: u8| {
        (0..90).map(move |n| {
            Channel::Member(
                [[from, n].as_slice(), &[7; 14]].concat()[..]
                    .try_into()
                    .map(|id: [u8; 16]| id.into())
                    .unwrap(),
            )
        })
    };
    let fields =
        |n: u8| sharenum_ledger::Fields::new().with("name", format!("{n}")).with("mail", "");
    let (document, first) =
        attacker.write_fields(Kind::Card, &fields(0), None, people(0).collect());
    assert_eq!(attacker.push(&region.url, vec![first]).await, [Verdict::Accepted]);
    let mut accepted = 0;
    for n in 1..40 {
        let bytes = attacker.change_fields_to(document, &fields(n), Some(people(n).collect()));
        let verdict = attacker.push(&region.url, vec![bytes]).await.remove(0);
        accepted += usize::from(verdict == Verdict::Accepted);
    }
    assert!((15..25).contains(&accepted), "{accepted} times ninety people");
    others_go_on(&region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rubbish_for_certificates_and_receipts_is_left_aside() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let mut attacker = attacker(&region).await;
    let session = attacker.session(&region).await;
    let (_, chunk) = attacker.write(&plain_ticket("Loops", &clock), None, reach(&attacker));
    let certificate = attacker.certificate_bytes();
    let forged: Vec<_> = (0..certificate.len())
        .map(|at| {
            let mut forged = certificate.clone();
            forged[at] ^= 1;
            forged
        })
        .collect();
    let before = region.hub().status().unwrap().totals;
    let asked = ExchangeRequest {
        certificates: forged.into_iter().take(900).collect(),
        receipts: vec![vec![0xd2; 1_000]; 300],
        chunks: vec![chunk],
        ..Default::default()
    };
    let reply = region.hub().handle(path::EXCHANGE, Some(&session), &wire::encode(&asked));
    assert_eq!(reply.status, 200);
    let (_, body) = sharenum_ledger::envelope::peek(&reply.body).unwrap();
    let said: ExchangeReply = wire::decode(&body).unwrap();
    assert_eq!(said.verdicts, [Verdict::Accepted]);
    assert_eq!(region.hub().status().unwrap().totals.chunks, before.chunks + 1);
    others_go_on(&region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_device_that_opens_sessions_without_an_end_shuts_nobody_out() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let honest = Scribe::join(&region, 9, &[Role::Member], Some(WEST)).await.session(&region).await;
    let attacker = attacker(&region).await;
    let certificate = attacker.certificate_bytes();
    let key = DeviceKey::from_seed([66; 32]);
    let hub = region.hub();
    let mut opened = 0;
    for _ in 0..100 {
        let asked = wire::encode(&ChallengeRequest { nonce: [1; 16] });
        let reply = hub.handle(path::CHALLENGE, None, &asked);
        let (_, body) = sharenum_ledger::envelope::peek(&reply.body).unwrap();
        let given: ChallengeReply = wire::decode(&body).unwrap();
        let proof = key.sign(&wire::session_proof(&hub.member(), &given.challenge));
        let certificate = certificate.clone();
        let asked = SessionRequest { certificate, challenge: given.challenge, proof };
        let reply = hub.handle(path::SESSION, None, &wire::encode(&asked));
        opened += usize::from(reply.status == 200);
        if reply.status != 200 {
            assert!(String::from_utf8_lossy(&reply.body).contains("try again"));
        }
    }
    assert_eq!(opened, 30, "in two minutes");
    // Who came before is still known, and who comes after gets in.
    let nothing = wire::encode(&ExchangeRequest::default());
    assert_eq!(hub.handle(path::EXCHANGE, Some(&honest), &nothing).status, 200);
    others_go_on(&region).await;
}
