//! Vacancies and unemployed people, by region, by trade or by period.

use crate::answer::Assumption;
use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::method::Question;
use crate::role::{PERIOD, REGION, Role, SECTOR, UNEMPLOYED, VACANCIES};
use crate::say::{Slot, Words};

/// Counts of the same moment.
pub(super) const ROLES: &[(Role, Need)] = &[
    (VACANCIES, Need::Must),
    (UNEMPLOYED, Need::Must),
    (REGION, Need::May),
    (SECTOR, Need::May),
    (PERIOD, Need::May),
];

/// Vacancies and unemployed people, by region, by trade or by period.
pub(super) struct Places {
    /// By what they are told apart.
    pub along: Role,
    pub names: Vec<String>,
    pub vacancies: Vec<f64>,
    pub unemployed: Vec<f64>,
    pub frame: Frame,
    region: Option<String>,
    period: Option<String>,
}

impl Places {
    /// By trade where the figures have trades, else by region; by period for one region, or where there is nothing else.
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let frame = question.frame;
        let regions = if frame.has(REGION) {
            frame.distinct(REGION)?
        } else {
            Vec::new()
        };
        let region = match question.region {
            Some(_) => Some(question.region()?.to_owned()),
            None if frame.has(SECTOR) && regions.len() > 1 => {
                return Err(Fault::Wanted {
                    option: "--region",
                    known: regions,
                });
            }
            None => None,
        };
        let of_region = match &region {
            Some(name) => frame.with(REGION, &[name])?,
            None => frame.clone(),
        };
        let along = if frame.has(SECTOR) {
            SECTOR
        } else if frame.has(REGION) && region.is_none() {
            REGION
        } else {
            PERIOD
        };
        let (frame, period) = if along == PERIOD {
            (of_region, None)
        } else {
            Question {
                frame: &of_region,
                ..*question
            }
            .at_one()?
        };
        let absent = question.settings.absent();
        let (vacancies, unemployed) = (frame.series(VACANCIES, along)?, frame.series(UNEMPLOYED, along)?);
        Ok(Self {
            along,
            names: vacancies.rows.clone(),
            vacancies: vacancies.values(absent)?,
            unemployed: unemployed.values(absent)?,
            frame,
            region,
            period,
        })
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.names, &[])
    }

    pub(super) fn name(&self, at: usize) -> &str {
        self.names.get(at).map_or("", String::as_str)
    }

    /// Of where and when the figures are: `Drenthe, 2024`.
    pub(super) fn of_what(&self) -> Slot {
        let parts: Vec<String> = self.region.iter().chain(&self.period).cloned().collect();
        if parts.is_empty() {
            Words("deze cijfers", "these figures").into()
        } else {
            Slot::Names(parts)
        }
    }

    /// The title of the column of names.
    pub(super) fn title(&self) -> Words {
        self.along.title
    }
}

/// That figures of publishers are not the same thing.
pub(super) const ONE_SOURCE: Assumption = Assumption::untested(
    "Vacatures en werklozen zijn overal op dezelfde manier geteld. CBS en UWV tellen andere werklozen; hun cijfers horen niet in één reeks.",
    "Vacancies and unemployed people were counted the same way everywhere. Publishers count other people as unemployed; their figures do not belong in one series.",
);
