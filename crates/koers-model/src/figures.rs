//! Figures laid side by side for an analysis: which series of which regions, in which role; or what activities deliver to each other.

use crate::id::Id;
use crate::indicator::Series;
use crate::region::{RegionCode, RegionKind};
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
    /// Deaths for each person-year.
    Mortality,
    /// The share of an age group that lives at the end of a step.
    Survival,
    /// Births for each woman and year.
    Fertility,
    /// Those who come from outside less those who leave for outside, in a step.
    Arrivals,
    /// Deaths.
    Deaths,
    /// The share that takes part in the labour market.
    Participation,
    /// The share that is to take part.
    Goal,
}

impl FigureRole {
    /// Every role with its word in files.
    pub const WORDS: [(Self, &'static str); 12] = [
        (Self::Value, "value"),
        (Self::Population, "population"),
        (Self::Vacancies, "vacancies"),
        (Self::Unemployed, "unemployed"),
        (Self::Indicator, "indicator"),
        (Self::Mortality, "mortality"),
        (Self::Survival, "survival"),
        (Self::Fertility, "fertility"),
        (Self::Arrivals, "arrivals"),
        (Self::Deaths, "deaths"),
        (Self::Participation, "participation"),
        (Self::Goal, "goal"),
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

/// A category dimension with the names of its codes: ages, or women and men.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// The dimension of the data sets.
    pub dimension: String,
    /// Its codes with what people read, in the order in which they are shown. Together they are the whole, and no two overlap.
    pub names: Vec<(String, Text)>,
}

/// How many work in each activity of a table of deliveries, in every region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobsByActivity {
    /// The series, without the dimension of its activities.
    pub series: Series,
    /// That dimension.
    pub dimension: String,
    /// Activity of the table of deliveries → the codes of the series that it is, added up.
    pub codes: Vec<(String, Vec<String>)>,
}

/// What activities of one region, mostly the country, deliver to each other, to others and to final demand: an input-output table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deliveries {
    /// The series, without the two dimensions below.
    pub series: Series,
    /// The region that the table is of.
    pub region: RegionCode,
    /// The dimension that says who delivers, or what is put in.
    pub from: String,
    /// The dimension that says to whom.
    pub to: String,
    /// The codes of both dimensions that take part, in the order in which they are shown. An activity has its code in both.
    pub names: Vec<(String, Text)>,
    /// The code of `to` under which the output of each activity stands.
    pub output: Option<String>,
    /// How many work in each activity, to bring the table down to a region.
    pub jobs: Option<JobsByActivity>,
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
    /// overlap. Of deliveries: the regions that the table can be brought down to.
    pub regions: Vec<RegionKind>,
    /// Which series have which role; none where the figures are deliveries.
    pub series: Vec<(FigureRole, Series)>,
    /// The dimension that tells activities apart.
    pub sectors: Option<Sectors>,
    /// The dimension that tells ages apart.
    pub ages: Option<Breakdown>,
    /// The dimension that tells women and men apart.
    pub sexes: Option<Breakdown>,
    /// Of series whose data set does not tell women and men apart, the one that it is of, by code.
    pub of_one_sex: Vec<(FigureRole, String)>,
    /// What activities deliver to each other; `None` where the figures are series.
    pub deliveries: Option<Deliveries>,
}

impl Figures {
    /// The data sets that they are read from.
    #[must_use]
    pub fn datasets(&self) -> BTreeSet<&Id> {
        self.every_series().map(|series| &series.dataset).collect()
    }

    /// Every series that they are read from.
    pub fn every_series(&self) -> impl Iterator<Item = &Series> {
        let deliveries = self.deliveries.iter().flat_map(|deliveries| {
            let jobs = deliveries.jobs.as_ref().map(|jobs| &jobs.series);
            std::iter::once(&deliveries.series).chain(jobs)
        });
        self.series.iter().map(|(_, series)| series).chain(deliveries)
    }
}
