//! The facade as Rust calls it: what does not need another language to be seen.

#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, SystemTime};

use sharenum_bindings::{
    Change, ChangeListener, Clock, DraftForm, HostError, HubSign, KeyVault, LumaImage, PageRequest,
    SharenumApp, SharenumError, TicketFilter, VaultSecrets, phrase_keys, read_invitation,
};
use tempfile::TempDir;

#[derive(Default)]
struct MemoryVault(Mutex<Option<VaultSecrets>>);

impl KeyVault for MemoryVault {
    fn load(&self) -> Result<Option<VaultSecrets>, HostError> {
        Ok(self.0.lock().unwrap().clone())
    }

    fn save(&self, secrets: VaultSecrets) -> Result<(), HostError> {
        *self.0.lock().unwrap() = Some(secrets);
        Ok(())
    }

    fn discard(&self) -> Result<(), HostError> {
        *self.0.lock().unwrap() = None;
        Ok(())
    }
}

struct Phone {
    _folder: TempDir,
    path: String,
    vault: Arc<MemoryVault>,
}

impl Phone {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("phone.sharenum").to_str().unwrap().to_owned();
        Self { _folder: folder, path, vault: Arc::default() }
    }

    fn open(&self) -> Arc<SharenumApp> {
        let vault = Arc::clone(&self.vault);
        SharenumApp::open(self.path.clone(), vault, None).unwrap()
    }
}

#[test]
fn before_joining_a_list_says_what_to_do_and_a_draft_is_kept() {
    let phone = Phone::new();
    let app = phone.open();
    let page = PageRequest { after: None, limit: 50 };
    let error = app.tickets(TicketFilter::Mine, page).unwrap_err();
    assert!(matches!(error, SharenumError::Join { .. }), "{error:?}");
    let fields = HashMap::from([("title".to_owned(), "Scratch".to_owned())]);
    app.save_draft(DraftForm::NewTicket, None, fields.clone()).unwrap();
    drop(app);
    let draft = phone.open().draft(DraftForm::NewTicket, None).unwrap().unwrap();
    assert_eq!(draft.fields, fields);
}

#[test]
fn every_key_that_a_shell_needs_words_for_is_listed_once() {
    let keys = phrase_keys();
    let different: HashSet<&str> = keys.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(different.len(), keys.len());
    for error in [
        SharenumApp::open("/".to_owned(), Arc::new(MemoryVault::default()), None).unwrap_err(),
        HostError::Unexpected { kind: "E".to_owned() }.into(),
    ] {
        let listed = keys.iter().find(|line| line.key == error.text().key);
        let listed = listed.unwrap_or_else(|| panic!("{} is not listed", error.text().key));
        let given: HashSet<&str> = error.text().args.keys().map(String::as_str).collect();
        assert!(listed.args.iter().all(|arg| given.contains(arg.as_str())), "{error:?}");
    }
}

#[derive(Default)]
struct Heard {
    changes: Mutex<usize>,
    bell: Condvar,
}

impl ChangeListener for Heard {
    fn changed(&self, _: Change) -> Result<(), HostError> {
        *self.changes.lock().unwrap() += 1;
        self.bell.notify_all();
        Ok(())
    }
}

#[test]
fn a_subscription_ends_with_the_app_or_before_it() {
    let phone = Phone::new();
    let app = phone.open();
    let listener = Arc::new(Heard::default());
    let subscription = app.subscribe(Arc::clone(&listener) as Arc<dyn ChangeListener>).unwrap();
    assert_eq!(Arc::strong_count(&listener), 2);
    subscription.cancel();
    subscription.cancel();
    let kept = app.subscribe(Arc::clone(&listener) as Arc<dyn ChangeListener>).unwrap();
    app.close();
    app.close();
    assert!(matches!(app.diagnostics(), Err(SharenumError::Closed { .. })));
    // Its tasks let go of the listener once the runtime has dropped them.
    drop((subscription, kept, app));
    while Arc::strong_count(&listener) > 1 {
        std::thread::yield_now();
    }
    assert_eq!(*listener.changes.lock().unwrap(), 0);
}

/// A clock that stops with its app.
struct Stops(AtomicBool);

impl Clock for Stops {
    fn now(&self) -> Result<SystemTime, HostError> {
        if self.0.load(Ordering::Relaxed) {
            return Err(HostError::Unexpected { kind: "NoBattery".to_owned() });
        }
        Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000))
    }
}

#[test]
fn a_closed_app_says_so_whatever_its_clock_says() {
    let phone = Phone::new();
    let clock = Arc::new(Stops(AtomicBool::new(false)));
    let given = Some(Arc::clone(&clock) as Arc<dyn Clock>);
    let vault = Arc::clone(&phone.vault);
    let app = SharenumApp::open(phone.path.clone(), vault, given).unwrap();
    clock.0.store(true, Ordering::Relaxed);
    assert!(matches!(app.diagnostics(), Err(SharenumError::Host { .. })));
    app.close();
    assert!(matches!(app.diagnostics(), Err(SharenumError::Closed { .. })));
}

#[test]
fn a_picture_without_an_invitation_asks_for_another_one() {
    for (stride, key) in [(40, "invitation.no-qr"), (39, "invitation.no-picture")] {
        let picture = LumaImage { width: 40, height: 40, stride, pixels: vec![255; 1600] };
        let error = read_invitation(picture).unwrap_err();
        let SharenumError::CorrectInput { field, text, .. } = error else { panic!("{error:?}") };
        assert_eq!((field.as_str(), text.key.as_str()), ("field.invitation", key));
        assert!(phrase_keys().iter().any(|line| line.key == key));
    }
}

#[test]
fn a_hub_is_met_once_the_phone_knows_which_region_to_believe() {
    let phone = Phone::new();
    let app = phone.open();
    let picture = LumaImage { width: 40, height: 40, stride: 40, pixels: vec![255; 1600] };
    let role = ("role".to_owned(), Some(b"bus".to_vec()));
    for sign in [
        HubSign::Link { text: "sharenum://bus?hub=http%3A%2F%2F192.168.4.1".to_owned() },
        HubSign::Picture { picture },
        HubSign::Announced {
            addresses: vec!["192.168.4.1".to_owned()],
            port: 8480,
            txt: HashMap::from([role, ("valueless".to_owned(), None)]),
        },
    ] {
        let error = app.meet(sign).unwrap_err();
        assert!(matches!(error, SharenumError::Join { .. }), "{error:?}");
    }
}
