//! What the page promises, whatever the story.

use std::time::Duration;

use super::*;

fn school(name: &str, academy: &str, lat: f64, km: f64) -> School {
    School {
        name: name.to_owned(),
        commune: "Commune".to_owned(),
        academy: academy.to_owned(),
        at: Point { lat, lon: 4.8 },
        km,
    }
}

fn person(role: &str, school: usize, verdict: Verdict) -> Person {
    Person { role: role.to_owned(), school, skill: "experienced".to_owned(), verdict }
}

fn lane(name: &str, kind: LaneKind) -> Lane {
    Lane { short: name.chars().take(3).collect(), name: name.to_owned(), kind }
}

fn story(named: &str) -> Story {
    Story {
        title: format!("Story of {named}"),
        subtitle: format!("Around {named}"),
        figures: vec![Figure { value: "12".to_owned(), label: format!("phones of {named}") }],
        map: Map {
            centre: Point { lat: 46.3, lon: 4.8 },
            radius_km: 20.0,
            schools: vec![
                school(named, "Dijon", 46.3, 0.0),
                school("Near", "Lyon", 46.4, 11.1),
                school("Far", "Besançon", 48.0, 189.0),
            ],
            cells: vec![vec![Point { lat: 46.5, lon: 4.5 }, Point { lat: 46.1, lon: 5.0 }]],
        },
        people: vec![
            person(named, 0, Verdict::Asks),
            person("expert", 1, Verdict::Alerted),
            person("far", 2, Verdict::NotAlerted(format!("too far from {named}"))),
        ],
        timeline: Timeline {
            lanes: vec![lane("Region", LaneKind::Region), lane(named, LaneKind::Phone)],
            steps: vec![Step {
                title: format!("{named} asks"),
                rows: vec![
                    Row {
                        text: format!("{named} writes"),
                        marks: [
                            Sign::Written,
                            Sign::Alerted,
                            Sign::Decided,
                            Sign::Refused,
                            Sign::Killed,
                        ]
                        .map(|sign| Mark { lane: 1, sign, theme: Theme::Ticket })
                        .to_vec(),
                        travel: None,
                    },
                    Row {
                        text: "carried".to_owned(),
                        marks: Vec::new(),
                        travel: Some(Travel {
                            from: vec![1],
                            to: vec![0],
                            themes: Theme::ALL.to_vec(),
                        }),
                    },
                ],
            }],
        },
        costs: vec![StepCost {
            title: named.to_owned(),
            took: Duration::from_millis(7),
            ..StepCost::default()
        }],
        documents: vec![DocumentCount { kind: named.to_owned(), documents: 1, changes: 2 }],
        checks: vec![Check { what: named.to_owned(), found: "1".into(), expected: "1".into() }],
        source: format!("source {named}"),
    }
}

#[test]
fn whatever_people_typed_stays_text_everywhere() {
    let hostile = "<b onload=x>&'\"</title></style></svg>";
    let page = render(&story(hostile)).unwrap();
    assert!(!page.contains("<b onload"), "{page}");
    assert_eq!(page.matches("</style>").count(), 1);
    assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
    assert!(page.contains("&lt;b onload=x&gt;&amp;&#39;&quot;"));
}

#[test]
fn the_page_needs_no_network_and_no_script() {
    let page = render(&story("Collège")).unwrap();
    for forbidden in
        ["<script", "http://", "https://", "url(h", "@import", "src=", "<link", "onclick"]
    {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn every_element_that_is_opened_is_closed() {
    let page = render(&story("Collège")).unwrap();
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let tag = &tag[..tag.find('>').unwrap()];
        let name = tag.split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "in <{tag}>");
        } else if !tag.ends_with('/') && !["!doctype", "meta"].contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[test]
fn every_picture_says_in_words_what_it_shows() {
    let page = render(&story("Collège")).unwrap();
    assert_eq!(page.matches("role=\"img\"").count(), 2);
    assert_eq!(page.matches("<desc id=").count(), 2);
    assert!(page.contains("Of 3 people with a phone, 1 were alerted"));
    assert!(page.contains("not alerted: too far from Collège"));
    assert!(page.contains("✓ alerted"));
}

#[test]
fn a_number_that_differs_is_shown_as_such() {
    let mut wrong = story("Collège");
    wrong.checks[0].expected = "2".to_owned();
    let page = render(&wrong).unwrap();
    assert!(page.contains("✗") && page.contains("differs"));
}

#[test]
fn a_story_that_never_began_is_still_a_page() {
    let page = render(&Story::default()).unwrap();
    assert!(page.ends_with("</html>\n"));
    assert!(!page.contains("NaN") && !page.contains("\"inf"), "{page}");
}
