//! A value for each region, and who lies beside whom.

use crate::fault::Fault;
use crate::frame::Need;
use crate::grid::place;
use crate::method::Question;
use crate::role::{NEIGHBOURS, PERIOD, REGION, Role, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::{SEED, Setting};
use koers_economics::structure::Neighbours;
use std::collections::BTreeSet;

/// A value and neighbours for each region.
pub(super) const ROLES: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (VALUE, Need::Must),
    (NEIGHBOURS, Need::Must),
    (PERIOD, Need::May),
];

/// What can be set.
pub(super) const SETTINGS: &[Setting] = &[
    Setting::choice(
        "weights",
        Words("hoe zwaar buren tellen", "how much neighbours count"),
        &[
            (
                "row",
                Words(
                    "alle buren van een regio samen één",
                    "all neighbours of a region together one",
                ),
            ),
            ("each", Words("elke buur één", "each neighbour one")),
        ],
        "row",
    ),
    Setting::whole(
        "permutations",
        Words("hoe vaak wordt geloot", "how often is drawn"),
        (99, 1_000_000),
        Some("9999"),
    ),
    SEED,
];

/// A value and neighbours for each region, in one period.
pub(super) struct Map {
    pub regions: Vec<String>,
    pub values: Vec<f64>,
    pub neighbours: Neighbours,
    period: Option<String>,
}

impl Map {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, period) = question.at_one()?;
        let series = frame.series(VALUE, REGION)?;
        let values = series.values(crate::grid::Absent::Refused)?;
        let regions = series.rows;
        let mut borders = BTreeSet::new();
        // One row for each region, in the order of the regions.
        for (from, names) in frame.names(NEIGHBOURS)?.iter().enumerate() {
            for name in names.split(';').map(str::trim).filter(|name| !name.is_empty()) {
                let to = place(&regions, name)?;
                if to == from {
                    return Err(Fault::Method(say(
                        "{0} staat als buur van zichzelf",
                        "{0} is named as a neighbour of itself",
                        [name.into()],
                    )));
                }
                borders.insert((from.min(to), from.max(to)));
            }
        }
        let borders: Vec<(usize, usize)> = borders.into_iter().collect();
        let fault = |fault| Fault::method(fault, &regions, &[]);
        let neighbours = Neighbours::from_borders(regions.len(), &borders).map_err(fault)?;
        let neighbours = match question.settings.text("weights") {
            Some("each") => neighbours,
            _ => neighbours.row_standardised(),
        };
        Ok(Self {
            regions,
            values,
            neighbours,
            period,
        })
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.regions, &[])
    }

    pub(super) fn when(&self) -> Slot {
        match &self.period {
            Some(period) => period.into(),
            None => Words("deze cijfers", "these figures").into(),
        }
    }

    /// The regions without a neighbour, by name.
    pub(super) fn islands(&self) -> Vec<String> {
        let islands = self.neighbours.islands();
        islands
            .into_iter()
            .filter_map(|at| self.regions.get(at).cloned())
            .collect()
    }
}
