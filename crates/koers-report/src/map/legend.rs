//! The key of a map: every class, and every kind of missing figure that the map shows, each with words and the number of regions.

use super::{Classes, Map, Tone};
use crate::number;
use koers_model::text::Lang;
use koers_model::value::Missing;

/// What stands before the words of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swatch {
    /// The colour of a class.
    Tone(Tone),
    /// The crosses of a withheld figure.
    Withheld,
    /// The hatching of any other missing figure.
    Unknown,
    /// The bare ground of a region of which nothing was asked.
    Blank,
    /// The line around the workspace's own region.
    Own,
}

/// A swatch and its meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapKey {
    /// The swatch.
    pub swatch: Swatch,
    /// What it means: `20 tot 35`, `geheim`.
    pub words: String,
    /// How many of the shown regions have it.
    pub count: usize,
}

impl Swatch {
    pub(super) fn missing(reason: Missing) -> Self {
        match reason {
            Missing::Suppressed => Self::Withheld,
            _ => Self::Unknown,
        }
    }
    /// The swatch as a small drawing, hidden from those who hear the page: the words say it all.
    #[must_use]
    pub fn svg(self) -> String {
        let rect = "x=\"1\" y=\"1\" width=\"24\" height=\"14\"";
        let inner = match self {
            Self::Tone(tone) => format!("<rect class=\"k-place {}\" {rect}/>", tone.class()),
            Self::Withheld => format!(
                "<rect class=\"k-place k-ground\" {rect}/>\
                 <path class=\"k-hatch\" d=\"M4 5l6 6m0-6l-6 6M16 5l6 6m0-6l-6 6\"/>"
            ),
            Self::Unknown => format!(
                "<rect class=\"k-place k-ground\" {rect}/>\
                 <path class=\"k-hatch\" d=\"M1 9l8-8M3 15L17 1M11 15L25 1M19 15l6-6\"/>"
            ),
            Self::Blank => format!("<rect class=\"k-place k-ground\" {rect}/>"),
            Self::Own => "<rect class=\"k-own-line\" x=\"2\" y=\"2\" width=\"22\" height=\"12\"/>".to_owned(),
        };
        format!(
            "<svg class=\"k-sign k-swatch\" viewBox=\"0 0 26 16\" width=\"26\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>"
        )
    }
}

impl Map<'_> {
    /// The key, from the lowest class to the highest, then what is missing: only what this map shows. `own` names the region with the
    /// heavy line, where the map shows one.
    #[must_use]
    pub fn legend(&self, own: Option<&str>) -> Vec<MapKey> {
        let classes = self.classes();
        let drawn = self.drawn();
        let mut keys = Vec::new();
        for class in 0..classes.len() {
            let here = |value| classes.class_of(value) == class;
            let count = drawn
                .iter()
                .filter(|place| place.cell.number().is_some_and(here))
                .count();
            // The first and last class may be empty where breaks are fixed; the scale still shows them.
            if drawn.iter().any(|place| place.cell.number().is_some()) {
                keys.push(MapKey {
                    swatch: Swatch::Tone(classes.tone(class)),
                    words: self.class_words(&classes, class),
                    count,
                });
            }
        }
        for reason in Missing::ALL {
            let lacks = |place: &&&super::Place<'_>| place.cell.missing_reason() == Some(reason);
            let count = drawn.iter().filter(lacks).count();
            if count > 0 {
                keys.push(MapKey {
                    swatch: Swatch::missing(reason),
                    words: reason.label(self.lang).to_owned(),
                    count,
                });
            }
        }
        let blank = self.blank().len();
        if blank > 0 {
            keys.push(MapKey {
                swatch: Swatch::Blank,
                words: self.lang.pick("niet gevraagd", "not asked for").to_owned(),
                count: blank,
            });
        }
        let shown = self
            .own
            .iter()
            .filter(|code| self.shows(code) && self.is_on_ground(code));
        if let (Some(name), count @ 1..) = (own, shown.count()) {
            keys.push(MapKey {
                swatch: Swatch::Own,
                words: name.to_owned(),
                count,
            });
        }
        keys
    }

    /// A class in words: `minder dan 20`, `20 tot 35`, `35 of meer`.
    #[must_use]
    pub fn class_words(&self, classes: &Classes, class: usize) -> String {
        let lang = self.lang;
        let say = |value| number::number(value, classes.decimals(), lang);
        match (classes.ends(class), lang) {
            ((None, Some(high)), Lang::Nl) => format!("minder dan {}", say(high)),
            ((None, Some(high)), Lang::En) => format!("less than {}", say(high)),
            ((Some(low), Some(high)), Lang::Nl) => format!("{} tot {}", say(low), say(high)),
            ((Some(low), Some(high)), Lang::En) => format!("{} up to {}", say(low), say(high)),
            ((Some(low), None), Lang::Nl) => format!("{} of meer", say(low)),
            ((Some(low), None), Lang::En) => format!("{} or more", say(low)),
            ((None, None), lang) => lang.pick("alle cijfers", "all figures").to_owned(),
        }
    }
}
