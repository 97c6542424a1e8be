//! The catalogue: which data sets there are, who publishes them, and how their columns map.

use crate::id::Id;
use crate::period::Frequency;
use crate::provider::Provider;
use crate::text::Text;
use crate::unit::Unit;
use crate::value::Bounds;
use std::collections::BTreeMap;

/// Which codes a region column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RegionCodes {
    /// Codes of the national statistical office: `PV22`.
    Cbs,
    /// NUTS codes: `NL13`.
    Nuts,
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRole {
    /// The region.
    Region(RegionCodes),
    /// The period.
    Period,
    /// A dimension that is kept.
    Category,
    /// Holds the keys of the measures.
    Measure,
    /// Must hold this text in every row that is kept; other rows are an error.
    Fixed(String),
    /// The figure. In a wide table every value column names its measure; in a long one there is a measure column or one measure.
    Value(Option<String>),
    /// Status words or flags of the figure beside it.
    Status,
    /// The published margin.
    Margin,
    /// Not needed.
    Ignore,
}

/// How one column of the published table maps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name in the published table.
    pub name: String,
    /// What it is for.
    pub role: ColumnRole,
    /// What people read.
    pub title: Option<Text>,
}

/// A measure of a data set.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureInfo {
    /// Name.
    pub title: Text,
    /// Unit of the published figures.
    pub unit: &'static Unit,
    /// Whether figures of parts add up to the figure of the whole.
    pub additive: bool,
}

/// A text in a value cell that hides a number between two bounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mask {
    /// The text as published: `4`.
    pub text: String,
    /// What it can mean: 1 to 4.
    pub bounds: Bounds,
}

/// A row of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Dataset {
    /// Id.
    pub id: Id,
    /// Name.
    pub title: Text,
    /// Who publishes it.
    pub publisher: String,
    /// The publisher's name of the table.
    pub table: String,
    /// Licence.
    pub licence: String,
    /// What must be shown with the figures.
    pub attribution: Text,
    /// Where people find it.
    pub url: Option<String>,
    /// Where it is fetched; `None` when people take its files over by hand.
    pub from: Option<Provider>,
    /// How often it has a figure.
    pub frequency: Frequency,
    /// How its columns map.
    pub columns: Vec<Column>,
    /// Its measures by key.
    pub measures: BTreeMap<String, MeasureInfo>,
    /// Codes to keep, by column; columns not named here keep everything.
    pub keep: BTreeMap<String, Vec<String>>,
    /// Texts that hide numbers.
    pub masks: Vec<Mask>,
}

/// What a data set holds, as far as a check of the policy needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Region codes.
    pub regions: std::collections::BTreeSet<crate::region::RegionCode>,
    /// First and last period.
    pub periods: Option<(crate::period::Period, crate::period::Period)>,
    /// Measures.
    pub measures: std::collections::BTreeSet<String>,
    /// Category dimension → codes.
    pub codes: BTreeMap<String, std::collections::BTreeSet<String>>,
}
