//! Figures laid side by side for an analysis: which series of which regions, in which role.

use crate::id::Id;
use crate::indicator::Series;
use crate::region::RegionKind;
use crate::text::Text;
use std::collections::BTreeSet;

/// What a series is to a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureRole {
    /// The figures themselves.
    Value,
    /// How many people.
    Population,
    /// Open vacancies.
    Vacancies,
    /// People who look for work.
    Unemployed,
    /// What moves with the figures.
    Indicator,
}

impl FigureRole {
    /// Every role with its word in files.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::Value, "value"),
        (Self::Population, "population"),
        (Self::Vacancies, "vacancies"),
        (Self::Unemployed, "unemployed"),
        (Self::Indicator, "indicator"),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(role, _)| *role == self)
            .map_or("", |(_, word)| word)
    }
    /// The role with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(role, _)| *role)
    }
}

/// A code of a category dimension with what people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectorName {
    /// The code.
    pub code: String,
    /// Its name.
    pub title: Text,
    /// The group that it belongs to, where groups are told apart.
    pub group: Option<String>,
}

/// The category dimension that tells activities apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sectors {
    /// The dimension of the data sets.
    pub dimension: String,
    /// Its codes, in the order in which they are shown. Together they are the whole, and no two overlap.
    pub names: Vec<SectorName>,
}

/// Figures laid side by side for an analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Id.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// What they mean and what not.
    pub text: Option<Text>,
    /// The kinds of regions that can lie side by side, the first one where nobody says. Those of one kind are the whole together, and no two
    /// overlap.
    pub regions: Vec<RegionKind>,
    /// Which series have which role.
    pub series: Vec<(FigureRole, Series)>,
    /// The dimension that tells activities apart.
    pub sectors: Option<Sectors>,
}

impl Figures {
    /// The data sets that they are read from.
    #[must_use]
    pub fn datasets(&self) -> BTreeSet<&Id> {
        self.series.iter().map(|(_, series)| &series.dataset).collect()
    }
}
