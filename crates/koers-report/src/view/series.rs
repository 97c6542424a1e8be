//! The readings of an indicator for a region: the last figure, the chart and its twin.

use super::Figures;
use crate::chart::{Chart, Key};
use crate::{date, number, words};
use jiff::civil::Date;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::text::Lang;

/// The readings of an indicator for a region.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// The last figure: before, number, after. `None` when there is none.
    pub figure: Option<(String, String, String)>,
    /// The period of that figure.
    pub period: Option<Period>,
    /// What the publisher says of it.
    pub remarks: String,
    /// How old it is: `7 jaar oud`.
    pub age: Option<String>,
    /// Whether it is too old to say anything.
    pub stale: bool,
    /// The chart, as SVG.
    pub chart: String,
    /// The same in the size of a word; empty when there is no series.
    pub spark: String,
    /// The first and the last period of the chart.
    pub ends: Option<(String, String)>,
    /// The key of the chart.
    pub keys: Vec<Key>,
    /// The figures of the chart as a table.
    pub figures: Figures,
}

impl Series {
    /// What a chart of an indicator shows. `on` is the day the age is counted to.
    #[must_use]
    pub fn of(chart: &Chart<'_>, on: Date, indicator: &Indicator) -> Self {
        let lang: Lang = chart.lang;
        let last = chart
            .series
            .iter()
            .filter_map(|point| Some((point, point.cell.number()?)))
            .max_by_key(|(point, _)| point.period.end());
        let (before, after) = number::around(chart.unit, lang);
        Self {
            figure: last.map(|(point, value)| {
                (
                    before,
                    number::number(value, chart.decimals, lang),
                    format!("{after} {}", date::in_period(point.period, lang)),
                )
            }),
            period: last.map(|(point, _)| point.period),
            remarks: last.map_or_else(String::new, |(point, _)| {
                words::remarks(&point.cell, chart.decimals, lang)
            }),
            age: last.map(|(point, _)| words::age_of(point.period, indicator.counted, on, lang)),
            stale: last.is_some_and(|(point, _)| {
                indicator.counted.months_before(point.period, on) > indicator.stale_after_months
            }),
            chart: chart.svg(),
            spark: chart.sparkline(),
            ends: chart
                .ends()
                .map(|(first, last)| (first.to_string(), last.to_string())),
            keys: chart.legend(),
            figures: Figures::of(chart),
        }
    }
}
