//! The fields of what a person fills in.

use crate::PhraseKey;

macro_rules! fields {
    ($($field:ident = $word:literal, $key:literal, $english:literal;)+) => {
        /// A field of a form, whichever form: a shell marks it and says its name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Field {
            $(#[doc = concat!("`", $word, "`: ", $english, ".")] $field,)+
        }

        impl Field {
            /// Every field, in the order of the forms.
            pub const ALL: &[Self] = &[$(Self::$field),+];

            /// Its name in the type that is filled in.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$field => $word,)+ }
            }

            /// The key of its name in the reader's language.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$field => $key,)+ }
            }

            /// The keys of all names.
            #[must_use]
            pub fn phrases() -> Vec<PhraseKey> {
                vec![$(PhraseKey::new($key, $english)),+]
            }
        }
    };
}

fields! {
    Direction = "direction", "field.direction", "request or offer";
    Title = "title", "field.title", "title";
    Need = "need", "field.need", "need";
    Tools = "tools", "field.tools", "tools";
    ClassLevel = "class_level", "field.class-level", "class";
    LearningGoal = "learning_goal", "field.learning-goal", "what pupils should learn";
    Tried = "tried", "field.tried", "what was tried";
    Obstacle = "obstacle", "field.obstacle", "what stands in the way";
    Training = "training", "field.training", "trainings of the academy";
    Reason = "reason", "field.reason", "why no training fits";
    Radius = "radius", "field.radius", "radius";
    Text = "text", "field.text", "text";
    Body = "body", "field.body", "message";
    What = "what", "field.what", "what is done";
    ForWhom = "for_whom", "field.for-whom", "for whom";
    Venue = "venue", "field.venue", "place";
    Dates = "dates", "field.dates", "dates";
    Chosen = "chosen", "field.chosen", "settled date";
    Slot = "slot", "field.slot", "date and time";
    Start = "start", "field.start", "start";
    Quiet = "quiet", "field.quiet", "quiet hours";
    Zone = "zone", "field.zone", "time zone";
    Minutes = "minutes", "field.minutes", "minutes";
    Description = "description", "field.description", "description";
    PlaceLabel = "place_label", "field.place-label", "name of the place";
    Position = "position", "field.position", "position";
    Seats = "seats", "field.seats", "seats";
    Present = "present", "field.present", "who came";
    WalkIns = "walk_ins", "field.walk-ins", "who came without registration";
    Day = "day", "field.day", "day";
    Purpose = "purpose", "field.purpose", "what for";
    Helper = "helper", "field.helper", "pseudonym";
    Class = "class", "field.class", "class that was helped";
    Pupils = "pupils", "field.pupils", "pupils";
    School = "school", "field.school", "establishment";
    Name = "name", "field.name", "name";
    Mail = "mail", "field.mail", "mail address";
    Invitation = "invitation", "field.invitation", "invitation";
    Address = "address", "field.address", "address of the hub";
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_field_follows_its_name() {
        for (field, line) in Field::ALL.iter().zip(Field::phrases()) {
            assert_eq!(field.key(), format!("field.{}", field.as_str().replace('_', "-")));
            assert_eq!(field.key(), line.key);
        }
    }
}
