//! Invitations that are not what they seem: a code, a link, a QR code's text.

use sharenum_companion::State;
use sharenum_domain::Role;

use crate::cases;
use crate::common::*;

/// What an invitation says, made from the true hub's address and a true code.
type Forge = fn(&str, &str) -> String;

/// It is refused with advice, uses nothing up, and the true one still works.
async fn leads_nowhere(forge: (Forge, &str)) {
    let (forge, advice) = forge;
    let clock = TestClock::new();
    let region = Region::start(&clock).await;
    let code = region.invite(&[Role::Member], Some(MACON), None);
    let phone = Phone::new(1, &clock);
    let text = forge(&region.url, &code);
    let by_link = text.contains("://");
    let error = phone.join((!by_link).then_some(region.url.as_str()), &text).await.unwrap_err();
    assert!(error.to_string().contains(advice), "{error}");
    assert!(error.to_string().len() < 600, "{error}");
    assert!(!error.to_string().contains(['\u{1b}', '\u{202e}', '\u{0}']), "{error:?}");
    assert_eq!(phone.state(), State::NotJoined);
    phone.join(Some(&region.url), &code).await.unwrap();
}

fn encoded(url: &str) -> String {
    url.replace(':', "%3A").replace('/', "%2F")
}

cases! { leads_nowhere:
    a_code_in_full_width_letters: (|_, code| {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
        code.chars().map(|c| if c == '-' { c } else { wide(c) }).collect()
    }, "copy it again");
    a_code_with_a_letter_of_another_alphabet: (|_, code| format!("\u{410}{}", &code[1..]), "copy it again");
    a_code_with_a_zero_byte: (|_, code| format!("{code}\u{0}"), "copy it again");
    a_code_that_turns_the_direction_of_writing: (|_, code| format!("\u{202e}{code}"), "copy it again");
    a_code_with_another_behind_it: (|_, code| format!("{code}{code}"), "type it again");
    a_code_with_one_letter_changed: (|_, code| {
        let first = if code.starts_with('7') { '8' } else { '7' };
        format!("{first}{}", &code[1..])
    }, "type it again");
    a_code_longer_than_any: (|_, _| "A".repeat(100_000), "copy it again");
    a_link_to_a_script: (|_, code| format!("sharenum://join?hub=javascript%3Aalert(1)&code={code}"), "ask for a new invitation");
    a_link_to_a_file: (|_, code| format!("sharenum://join?hub=file%3A%2F%2F%2Fetc%2Fpasswd&code={code}"), "ask for a new invitation");
    a_link_to_a_public_address_without_encryption: (|_, code| format!("sharenum://join?hub=http%3A%2F%2Fhub.example&code={code}"), "write https://");
    a_link_to_a_public_address_written_as_one_number: (|_, code| format!("sharenum://join?hub=http%3A%2F%2F134744072&code={code}"), "write https://");
    a_link_to_a_name_that_only_begins_like_a_local_one: (|_, code| format!("sharenum://join?hub=http%3A%2F%2Flocalhost.evil.example&code={code}"), "write https://");
    a_link_with_a_name_before_the_address: (|url, code| {
        let url = encoded(&url.replace("http://", "http://hub.example@"));
        format!("sharenum://join?hub={url}&code={code}")
    }, "before the @");
    a_link_with_a_question_in_the_address: (|url, code| format!("sharenum://join?hub={}%3Fx%3D1&code={code}", encoded(url)), "the ?");
    a_link_with_half_a_letter: (|url, code| format!("sharenum://join?hub={}&code={code}%c3", encoded(url)), "damaged");
    a_link_with_a_zero_byte_in_its_code: (|url, code| format!("sharenum://join?hub={}&code={code}%00", encoded(url)), "type it again");
    a_link_that_names_two_codes_and_the_last_is_none: (|url, code| format!("sharenum://join?hub={}&code={code}&code=x", encoded(url)), "type it again");
    a_link_that_names_another_region: (|url, code| format!("sharenum://join?hub={}&code={code}&region={}", encoded(url), "0".repeat(32)), "own region");
    a_link_that_names_a_region_as_long_as_a_page: (|url, code| format!("sharenum://join?hub={}&code={code}&region={}", encoded(url), "0".repeat(1_500)), "region");
    a_link_of_another_app: (|url, code| format!("sharenum-evil://join?hub={}&code={code}", encoded(url)), "scan the QR code again");
    a_link_of_four_kilobytes: (|url, code| format!("sharenum://join?hub={}&code={code}&x={}", encoded(url), "y".repeat(4_000)), "too long");
}
