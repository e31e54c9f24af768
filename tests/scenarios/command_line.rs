//! A command line that cannot work says why, what to do, and so in its exit code.

use sharenum_domain::Role;

use crate::common::*;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_command_that_cannot_work_says_what_to_do() {
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let home = region.folder.path().to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (empty, bus, settings) = (path("empty"), path("bus"), path("hub.toml"));
    std::fs::write(&settings, "roel = \"bus\"\n").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let for_a_member = region.invite(&[Role::Member], None, None);
    let elsewhere = Region::start(&clock).await.invite(&[Role::BusHub], None, None);
    let no_directory = path("nowhere.csv");

    let join = |code| {
        vec![
            "serve",
            "--role",
            "bus",
            "--data",
            &bus,
            "--upstream",
            &region.url,
            "--invitation",
            code,
        ]
    };
    for (args, exit_code, advice) in [
        (vec!["serve", "--role", "bus", "--data", &empty], 78, "invite --role bus"),
        (vec!["serve", "--role", "bus", "--data", home], 78, "choose another --data"),
        (vec!["serve", "--data", home, "--listen", &taken], 69, "choose another --listen"),
        (vec!["serve", "--data", home, "--config", &settings], 78, "roel"),
        (join("rubbish"), 69, "type it again"),
        (join(&elsewhere), 69, "ask for a new one"),
        (join(&for_a_member), 65, "invite --role bus"),
        (vec!["status", "--data", &empty], 66, "sharenum-hub serve"),
        (vec!["invite", "--data", &empty], 66, "sharenum-hub serve"),
        (vec!["invite", "--data", home, "--school", "0719001A"], 2, "0719001"),
        (vec!["invite", "--data", home, "--role", "bus", "--role", "member"], 2, "invite it alone"),
        (
            vec!["directory", "near", &no_directory, "--at", "46,4", "--km", "2"],
            66,
            "check the path",
        ),
        (vec!["directory", "near", &no_directory, "--at", "north", "--km", "2"], 2, "like 46.306"),
        (vec!["directory", "near", &no_directory, "--at", "46,4", "--km", "-1"], 2, "km"),
    ] {
        let output = Binary::run(&args).await;
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(exit_code), "{args:?}: {said}");
        assert!(said.contains(advice), "{args:?}: {said}");
    }
    // The region went on meanwhile, and a folder that was asked about is no hub's.
    assert!(!std::path::Path::new(&empty).join(sharenum_hub::DATABASE).exists());
    region.teacher(1, MACON, novice("scratch")).await;
}
