//! What the codes of a cube mean, for people and for other programs.

use crate::cube::{Cube, VALUE};
use jiff::Timestamp;
use koers_model::region::RegionCode;
use koers_model::text::Text;
use koers_model::unit::Unit;
use std::collections::BTreeMap;

/// What is said of a published table besides its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// Name.
    pub title: Text,
    /// What a user must know, a sentence each.
    pub notes: Vec<Text>,
    /// Who publishes the figures underneath.
    pub publisher: String,
    /// What must be shown with the figures.
    pub attribution: Text,
    /// Under which terms they may be used.
    pub licence: Licence,
    /// Since when the figures are as they are; `None` when nobody knows.
    pub updated: Option<Timestamp>,
    /// Where this table can be asked for again.
    pub href: Option<String>,
    /// Category dimensions by name. One that is not here is shown by its name and codes.
    pub dimensions: BTreeMap<String, DimensionDescription>,
    /// Names of regions.
    pub regions: BTreeMap<RegionCode, String>,
    /// Which regions of the table lie directly in which other.
    pub parts: BTreeMap<RegionCode, Vec<RegionCode>>,
    /// Measures by key.
    pub measures: BTreeMap<String, MeasureDescription>,
}

/// What a category dimension means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DimensionDescription {
    /// Name.
    pub title: Option<Text>,
    /// Names of its codes, those that have one.
    pub codes: BTreeMap<String, Text>,
}

/// What a measure means.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureDescription {
    /// Name.
    pub title: Text,
    /// What its numbers count.
    pub unit: &'static Unit,
    /// With how many decimals it is shown.
    pub decimals: u8,
}

/// Terms of use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Licence {
    /// In the words of the catalogue: `CC-BY-4.0`.
    pub name: String,
    /// Where its text stands, where that is known.
    pub url: Option<&'static str>,
}

/// Licences of open data, by SPDX name.
const KNOWN: [(&str, &str); 4] = [
    ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("CC-BY-3.0", "https://creativecommons.org/licenses/by/3.0/"),
    ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
];

impl Licence {
    /// A licence in words. One of the known names gets its address; nothing else is guessed.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let known = KNOWN
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        Self {
            name: name.trim().to_owned(),
            url: known.map(|(_, url)| *url),
        }
    }
}

/// No table shows more decimals than this, whatever a float that came out of a computation holds.
const MOST_DECIMALS: u8 = 6;

/// With how many decimals the numbers of a measure were published: as many as the longest of them needs.
#[must_use]
pub fn decimals_in(cube: &Cube, measure: &str) -> u8 {
    let Some(at) = cube.measures().iter().position(|known| known == measure) else {
        return 0;
    };
    let (step, _) = cube.axes.strides();
    let range = at * step..(at + 1) * step;
    let (Some(values), Some(kinds)) = (cube.values().get(range.clone()), cube.kinds().get(range)) else {
        return 0;
    };
    let mut most = 0;
    for (value, _) in values.iter().zip(kinds).filter(|(_, kind)| **kind == VALUE) {
        while most < MOST_DECIMALS && !has_at_most(*value, most) {
            most += 1;
        }
        if most == MOST_DECIMALS {
            break;
        }
    }
    most
}

/// Whether a number is the float nearest to some decimal number with so many decimals.
fn has_at_most(value: f64, decimals: u8) -> bool {
    let scale = 10_f64.powi(i32::from(decimals));
    let scaled = value * scale;
    // Beyond this every float is whole anyway.
    scaled.abs() >= 9_007_199_254_740_992.0 || scaled.round() / scale == value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_needs_as_many_decimals_as_it_was_written_with() {
        for (value, decimals) in [(0.0, 0), (12.0, 0), (0.1, 1), (-63.45, 2), (1e300, 0), (8.125, 3)] {
            assert!(has_at_most(value, decimals), "{value}");
            assert!(decimals == 0 || !has_at_most(value, decimals - 1), "{value}");
        }
    }

    #[test]
    fn only_known_licences_have_an_address() {
        let known = Licence::new(" cc-by-4.0");
        assert_eq!(known.url, Some("https://creativecommons.org/licenses/by/4.0/"));
        assert_eq!(Licence::new("reuse with the source named").url, None);
    }
}
