//! Why somebody sees a ticket or a workshop.

use super::NotAlerted;
use crate::catalogue::LocalText;
use crate::place::RadiusKm;

crate::phrases! {
    /// Why a ticket or workshop is shown to its reader: whose radius they are in, how far away, by
    /// which tool; or why it is not meant for them.
    #[derive(Debug, Clone, PartialEq)]
    pub enum WhyShown including {
        /// It does not reach them, and they came upon it.
        NotReached(NotAlerted),
    } {
        /// They wrote it.
        Own = "why.own", "it is your own";
        /// They asked for a seat, and it was neither refused nor given back.
        Seat = "why.seat", "you asked for a seat";
        /// It takes place on what they host.
        Host = "why.host", "it takes place on board of what you host";
        /// Their proposal stands under it.
        Answered = "why.answered", "you proposed help";
        /// A workshop within whose radius their establishment lies.
        WorkshopNear {
            /// How far away it is.
            km: f64,
            /// How far it reaches.
            radius: RadiusKm,
        } = "why.workshop-near" [km, radius], "{km:.1} km from your establishment, open to all within {radius}";
        /// A request with which they can help.
        CanHelp {
            /// The tool.
            tool: LocalText,
            /// How far away it is.
            km: f64,
            /// How far it reaches.
            radius: RadiusKm,
        } = "why.can-help" [tool, km, radius], "you are experienced with {tool}, {km:.1} km away, asked of all within {radius}";
        /// An offer of help with a tool that they have.
        HelpOffered {
            /// The tool.
            tool: LocalText,
            /// How far away it is.
            km: f64,
            /// How far it reaches.
            radius: RadiusKm,
        } = "why.help-offered" [tool, km, radius], "{tool} is in your profile, {km:.1} km away, offered to all within {radius}";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PhraseArg;

    #[test]
    fn a_reason_says_the_tool_the_distance_and_the_radius() {
        let tool = LocalText { fr: "Imprimante 3D".into(), en: "3D printer".into() };
        let radius = RadiusKm::new(20).unwrap();
        let why = WhyShown::CanHelp { tool: tool.clone(), km: 9.96, radius };
        assert_eq!(
            why.to_string(),
            "you are experienced with 3D printer, 10.0 km away, asked of all within 20 km"
        );
        let phrase = why.phrase();
        assert_eq!(phrase.arg("tool"), Some(&PhraseArg::Name(tool)));
        assert_eq!(phrase.arg("km"), Some(&PhraseArg::Km(9.96)));
        assert_eq!(phrase.arg("radius"), Some(&PhraseArg::Km(20.0)));
        let far = NotAlerted::OutsideRadius { km: 30.0 };
        assert_eq!(WhyShown::NotReached(far).phrase(), far.phrase());
    }
}
