//! What a workspace defines: the typed result of reading and checking all its files.

use jiff::civil::Date;
use koers_model::dataset::Dataset;
use koers_model::evaluation::EvaluationPlan;
use koers_model::figures::Figures;
use koers_model::framework::{Framework, Succession, Workspace};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::outline::TileLayout;
use koers_model::period::Period;
use koers_model::portfolio::aid::AidRule;
use koers_model::portfolio::appraisal::CriteriaSet;
use koers_model::portfolio::selection::SelectionPlan;
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use koers_model::value::{Cell, Missing, Number};
use std::collections::BTreeMap;

/// Everything that the files of a workspace define. It only exists when no file has an error, so every id in it that
/// names another definition can be found.
#[derive(Debug, Clone, PartialEq)]
pub struct Definitions {
    /// The settings of the workspace.
    pub workspace: Workspace,
    /// Policy programmes, by first day and then by id.
    pub frameworks: Vec<Framework>,
    /// How programmes follow one another, by id.
    pub successions: Vec<Succession>,
    /// Indicators by id.
    pub indicators: BTreeMap<Id, Indicator>,
    /// Golden tests by indicator, in the order of their file.
    pub tests: BTreeMap<Id, Vec<GoldenTest>>,
    /// Data sets by id.
    pub datasets: BTreeMap<Id, Dataset>,
    /// Regions.
    pub regions: RegionRegistry,
    /// Where regions lie on the tile map.
    pub tiles: TileLayout,
    /// Criteria sets by id and version, every version that was ever kept.
    pub criteria: BTreeMap<Id, BTreeMap<u32, Yardstick>>,
    /// Rules that allow aid below a ceiling, by id.
    pub aid_rules: BTreeMap<Id, AidRule>,
    /// Figures laid side by side for analyses, by id.
    pub analyses: BTreeMap<Id, Figures>,
    /// Plans to evaluate, by id.
    pub evaluations: BTreeMap<Id, Planned>,
    /// Selection plans, by id.
    pub selections: BTreeMap<Id, SelectionPlan>,
}

impl Definitions {
    /// A version of a criteria set.
    #[must_use]
    pub fn yardstick(&self, set: &Id, version: u32) -> Option<&Yardstick> {
        self.criteria.get(set)?.get(&version)
    }

    /// The criteria sets of a programme that are used on a day: of each set the newest version that had begun, by id.
    pub fn yardsticks_on<'d>(&'d self, framework: &'d Id, day: Date) -> impl Iterator<Item = &'d Yardstick> {
        self.criteria.values().filter_map(move |versions| {
            let mut newest_first = versions.values().rev();
            newest_first.find(|kept| kept.set.framework == *framework && kept.set.from <= day)
        })
    }
}

/// A plan to evaluate as it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned {
    /// The plan.
    pub plan: EvaluationPlan,
    /// What the file said, to the letter.
    pub hash: Hash,
}

/// A criteria set as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yardstick {
    /// The set.
    pub set: CriteriaSet,
    /// Hash of the bytes of its file: what an appraisal keeps, so that a yardstick that was changed afterwards is seen.
    pub hash: Hash,
}

/// One golden test of an indicator: what it is given, and what must come out.
#[derive(Debug, Clone, PartialEq)]
pub struct GoldenTest {
    /// What it shows.
    pub name: Text,
    /// What it is given.
    pub given: Given,
    /// What must come out.
    pub expect: Vec<Expected>,
}

/// What a golden test is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Given {
    /// The workspace's own data.
    Published,
    /// Made-up rows by data set. Data sets that are not named hold nothing.
    Rows(BTreeMap<Id, Vec<GivenRow>>),
}

/// A made-up row of a data set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenRow {
    /// The region.
    pub region: RegionCode,
    /// The period.
    pub period: Period,
    /// The measure.
    pub measure: String,
    /// Category dimension → code.
    pub codes: BTreeMap<String, String>,
    /// The figure, or why there is none.
    pub cell: Cell,
}

/// What must come out of a golden test for one region and period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The region.
    pub region: RegionCode,
    /// The period.
    pub period: Period,
    /// The figure, or why there is none.
    pub cell: ExpectedCell,
    /// Where the figure comes from.
    pub cite: Option<Text>,
}

/// The figure that must come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedCell {
    /// A number, give or take a tolerance (in the indicator's unit).
    Value {
        /// The number.
        value: Number,
        /// How far off it may be; zero or more.
        tolerance: Number,
    },
    /// No number, for this reason.
    Missing(Missing),
}
