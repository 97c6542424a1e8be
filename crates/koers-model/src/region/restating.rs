//! How a figure came onto other boundaries than it was published on, or why it did not.

use super::{Basis, RegionCode};
use crate::text::Lang;
use crate::value::Number;

/// How the figure of a region on the boundaries of another day was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// It is the published figure: its borders are the same on both days.
    Unchanged,
    /// It is the published figure of the one region that went into it whole, under another code.
    Whole(RegionCode),
    /// The sum of the regions that went into it whole.
    Sum(Vec<RegionCode>),
    /// The sum of regions of which at least one went into it in part, by weights: an estimate.
    Apportioned {
        /// The regions, each with its share; one for a region that went into it whole.
        parts: Vec<(RegionCode, Number)>,
        /// What the weights are a count of.
        basis: Basis,
    },
    /// There is no such figure.
    Refused(Refusal),
}

/// Why a figure cannot be put on other boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Figures of this measure do not add up: a rate, a mean, a median.
    NotAdditive {
        /// The regions that would have to be put together or divided.
        parts: Vec<RegionCode>,
    },
    /// Regions were divided, and no basis of weights was named.
    NoBasis {
        /// The regions that were divided.
        divided: Vec<RegionCode>,
    },
    /// Regions were divided, and the register has no weights of the basis that was named.
    NoWeight {
        /// The regions that were divided.
        divided: Vec<RegionCode>,
        /// The basis.
        basis: Basis,
    },
    /// The register does not say which regions it was made of.
    NoOrigin,
    /// The borders of a bigger region moved, and the table has no figures of the municipalities in it.
    BordersMoved {
        /// The municipalities that moved with them.
        moved: Vec<RegionCode>,
    },
    /// The regions of the table in that period never existed together, so it is not known which boundaries it is on.
    NoLayout,
}

fn list(codes: &[RegionCode]) -> String {
    let codes: Vec<&str> = codes.iter().map(RegionCode::as_str).collect();
    codes.join(" + ")
}

impl Way {
    /// The word for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Whole(_) => "renamed",
            Self::Sum(_) => "sum",
            Self::Apportioned { .. } => "apportioned",
            Self::Refused(_) => "refused",
        }
    }
    /// The regions that it is made of; none where it is its own figure or there is none.
    #[must_use]
    pub fn parts(&self) -> Vec<&RegionCode> {
        match self {
            Self::Unchanged | Self::Refused(_) => Vec::new(),
            Self::Whole(region) => vec![region],
            Self::Sum(parts) => parts.iter().collect(),
            Self::Apportioned { parts, .. } => parts.iter().map(|(region, _)| region).collect(),
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match self {
            Self::Unchanged => lang.pick("zoals gepubliceerd", "as published").to_owned(),
            Self::Whole(region) => format!("{} {region}", lang.pick("cijfer van", "figure of")),
            Self::Sum(parts) => format!("{} {}", lang.pick("som van", "sum of"), list(parts)),
            Self::Apportioned { parts, basis } => {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|(region, share)| match share.get() {
                        1.0 => region.to_string(),
                        share => format!("{share:.4} × {region}"),
                    })
                    .collect();
                let basis = basis.label(lang);
                let parts = parts.join(" + ");
                match lang {
                    Lang::Nl => format!("geschat naar {basis}: {}", parts.replace('.', ",")),
                    Lang::En => format!("estimated by {basis}: {parts}"),
                }
            }
            Self::Refused(refusal) => refusal.label(lang),
        }
    }
}

impl Refusal {
    /// The word for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NotAdditive { .. } => "not-additive",
            Self::NoBasis { .. } => "no-basis",
            Self::NoWeight { .. } => "no-weight",
            Self::NoOrigin => "no-origin",
            Self::BordersMoved { .. } => "borders-moved",
            Self::NoLayout => "no-layout",
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::NotAdditive { parts }, Lang::Nl) => {
                format!("geweigerd: cijfers van {} tellen niet op", list(parts))
            }
            (Self::NotAdditive { parts }, Lang::En) => {
                format!("refused: figures of {} do not add up", list(parts))
            }
            (Self::NoBasis { divided }, Lang::Nl) => format!(
                "geweigerd: {} is verdeeld, en er is geen gewicht gekozen",
                list(divided)
            ),
            (Self::NoBasis { divided }, Lang::En) => {
                format!("refused: {} was divided, and no weight was named", list(divided))
            }
            (Self::NoWeight { divided, basis }, Lang::Nl) => format!(
                "geweigerd: {} is verdeeld, en er zijn geen gewichten naar {}",
                list(divided),
                basis.label(lang)
            ),
            (Self::NoWeight { divided, basis }, Lang::En) => format!(
                "refused: {} was divided, and there are no weights by {}",
                list(divided),
                basis.label(lang)
            ),
            (Self::NoOrigin, Lang::Nl) => "geweigerd: niet bekend waaruit dit gebied is ontstaan".to_owned(),
            (Self::NoOrigin, Lang::En) => "refused: it is not known what this region was made of".to_owned(),
            (Self::BordersMoved { moved }, Lang::Nl) => format!(
                "geweigerd: de grens is verlegd met {}, en de tabel heeft geen gemeenten",
                list(moved)
            ),
            (Self::BordersMoved { moved }, Lang::En) => format!(
                "refused: the border moved with {}, and the table has no municipalities",
                list(moved)
            ),
            (Self::NoLayout, Lang::Nl) => "geweigerd: niet bekend op welke indeling de tabel is".to_owned(),
            (Self::NoLayout, Lang::En) => {
                "refused: it is not known which boundaries the table is on".to_owned()
            }
        }
    }
}
