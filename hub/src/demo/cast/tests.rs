use super::*;
use crate::demo::schools::first_position;

fn bundled(seed: u64) -> (Schools, Cast) {
    let radius = RadiusKm::new(20).unwrap();
    let schools = Schools::read(None, None, radius).unwrap();
    let cast = Cast::choose(&schools, radius, seed).unwrap();
    (schools, cast)
}

#[test]
fn at_least_twelve_play_and_everybody_is_where_the_part_says() {
    for seed in 0..20 {
        let (schools, cast) = bundled(seed);
        assert_eq!(cast.players.len(), 15, "seed {seed}");
        let centre = schools.centre().unwrap();
        let home = &schools.all[0].academy;
        for player in &cast.players {
            let school = &schools.all[player.school];
            let km = brute::nearest_km(&centre, &school.places).unwrap();
            assert_eq!(km <= 20.0, player.part.is_within(), "{player:?}");
            match player.part {
                Part::Expert => assert_eq!(school.academy, *home),
                Part::ExpertOfOtherAcademy => assert_ne!(school.academy, *home),
                _ => {}
            }
        }
        let teacher = &cast.players[cast.first(Part::BrigadeTeacher).unwrap()];
        let tablet = &cast.players[cast.first(Part::BrigadeTablet).unwrap()];
        assert_eq!(teacher.school, tablet.school);
    }
}

#[test]
fn somebody_beyond_the_radius_is_in_the_requesters_own_cell() {
    let (schools, cast) = bundled(1);
    let beyond = &cast.players[cast.first(Part::BeyondInCell).unwrap()];
    let there = first_position(&schools.all[beyond.school]).unwrap();
    assert_eq!(area_of(&there), area_of(&schools.centre().unwrap()));
    let just = &cast.players[cast.first(Part::JustBeyond).unwrap()];
    let km = brute::nearest_km(&schools.centre().unwrap(), &schools.all[just.school].places);
    assert!((20.0..20.1).contains(&km.unwrap()), "{km:?}");
}

#[test]
fn a_seed_repeats_its_cast() {
    let schools_of = |seed| -> Vec<usize> {
        bundled(seed).1.players.iter().map(|player| player.school).collect()
    };
    assert_eq!(schools_of(1), schools_of(1));
    assert_ne!(schools_of(1), schools_of(2));
}

#[test]
fn nobody_shares_an_establishment_or_an_address_but_the_brigade() {
    let (_, cast) = bundled(3);
    let schools: BTreeSet<usize> = cast.players.iter().map(|player| player.school).collect();
    let mails: BTreeSet<&str> = cast.players.iter().map(|player| player.mail.as_str()).collect();
    assert_eq!(schools.len(), cast.players.len() - 1);
    assert_eq!(mails.len(), cast.players.len());
}

#[test]
fn a_lonely_place_makes_no_story_and_says_what_to_do() {
    let radius = RadiusKm::MIN;
    let schools = Schools::read(None, Some("0710053X"), radius).unwrap();
    let error = Cast::choose(&schools, radius, 1).unwrap_err();
    assert!(error.to_string().contains("--km"), "{error}");
}
