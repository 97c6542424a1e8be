//! What a visitor chose to see on the map, with what was left open filled in.

use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::controls::Choice;
use crate::site::Site;
use jiff::civil::Date;
use koers_model::framework::Framework;
use koers_model::indicator::Indicator;
use koers_model::period::Period;
use koers_model::region::{Region, RegionKind};
use koers_model::text::Lang;
use koers_model::value::{Cell, Number};
use koers_report::date;
use koers_report::map::{Breaks, Classing, Ground};
use koers_run::error::RunError;
use koers_run::status::Asked;
use std::collections::BTreeSet;

/// The kinds of region that make a map: the word in addresses, and the kind.
const LEVELS: [(&str, RegionKind); 3] = [
    ("gemeente", RegionKind::Municipality),
    ("corop", RegionKind::Corop),
    ("provincie", RegionKind::Province),
];
/// Of how many regions at least there must be a figure for a level to be offered.
const FEWEST: usize = 2;
/// Most breaks that somebody may give.
const MOST_BREAKS: usize = 6;

/// What was asked for and is not there.
pub enum Instead {
    /// Figures of this kind of region.
    Level(RegionKind),
    /// Figures of this period.
    Period(Period),
}

/// What the map shows.
pub struct Chosen<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// What was asked for and is not there, so that something else is shown.
    pub instead: Vec<Instead>,
    /// The kinds of which there are figures, with their words in addresses.
    pub levels: Vec<(&'static str, RegionKind)>,
    /// The kind shown.
    pub level: (&'static str, RegionKind),
    /// The periods of which there are figures of that kind, the last first.
    pub periods: Vec<Period>,
    /// The period shown.
    pub period: Period,
    /// The day whose division in regions the figures have.
    pub day: Date,
    /// Every region of the kind with its reading.
    pub cells: Vec<(&'a Region, Cell)>,
    /// The workspace's own region, or its parts of this kind.
    pub own: Vec<&'a Region>,
    /// Whether only those are shown.
    pub only_own: bool,
    /// Whether outlines were asked for, or tiles.
    pub tiles: bool,
    /// How figures are put in classes.
    pub classing: Classing,
}

/// The first indicator that a programme is judged by, the newest programme first; else the first of all.
fn front(site: &Site) -> Result<Option<&Indicator>, Fault> {
    let definitions = site.definitions()?;
    let judged = definitions.frameworks.iter().rev().flat_map(Framework::judged);
    let first = judged
        .filter_map(|judged| match judged.measurement {
            Some(koers_model::framework::Measurement::Measured(measures)) => measures.first(),
            _ => None,
        })
        .filter_map(|measure| definitions.indicators.get(&measure.indicator));
    // One that has figures of several regions; the check of that costs a look at its readings.
    for indicator in first.chain(definitions.indicators.values()) {
        let readings = site.readings(indicator.id.as_str(), None);
        if readings.is_ok_and(|readings| readings.regions().len() > FEWEST) {
            return Ok(Some(indicator));
        }
    }
    Ok(None)
}

impl<'a> Chosen<'a> {
    /// What was asked for; `None` when the workspace has nothing that makes a map.
    ///
    /// # Errors
    /// [`Fault::BadInput`] for a level, period or class that does not exist, [`Fault::NotFound`] for an indicator.
    pub fn of(site: &'a Site, ask: &Ask, asked: &Asked) -> Result<Option<Self>, Fault> {
        let definitions = site.definitions()?;
        let indicator = match ask.get("indicator") {
            Some(id) => site.indicator(id)?,
            None => match front(site)? {
                Some(indicator) => indicator,
                None => return Ok(None),
            },
        };
        let readings = match site.readings(indicator.id.as_str(), asked.as_of) {
            Ok(readings) => readings,
            // On that day nothing was known yet that it is computed from.
            Err(RunError::Evaluate(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let is_known = |region: &Region, period| readings.cell(&region.code, period).number().is_some();
        // A table uses one division in a period, and tells which by the regions it has figures of: one of 1 January has those that end later in
        // the year (docs/methods/regions-and-years.md).
        let division = |kind, period: Period| {
            let mut at_first = definitions.regions.of_kind(kind, period.start());
            let ended = |region: &Region| !region.validity.holds_on(period.end()) && is_known(region, period);
            if at_first.any(ended) {
                period.start()
            } else {
                period.end()
            }
        };
        let count = |kind, period: Period| {
            let regions = definitions.regions.of_kind(kind, division(kind, period));
            regions.filter(|region| is_known(region, period)).count()
        };
        let mut levels = LEVELS.to_vec();
        levels.retain(|(_, kind)| {
            readings
                .periods()
                .iter()
                .any(|period| count(*kind, *period) >= FEWEST)
        });
        // Another figure may not have what was chosen for the one before: then the nearest that it has is shown, and said.
        let mut instead = Vec::new();
        let level = match (ask.get("niveau"), levels.first()) {
            (_, None) => return Ok(None),
            (None, Some(first)) => *first,
            (Some(word), Some(first)) => {
                let kind = LEVELS.iter().find(|(known, _)| *known == word);
                let kind = kind.ok_or_else(|| {
                    Wrong::new(
                        "niveau",
                        "is geen niveau; kies gemeente, corop of provincie",
                        "is no level; choose gemeente, corop or provincie",
                    )
                })?;
                if levels.contains(kind) {
                    *kind
                } else {
                    instead.push(Instead::Level(kind.1));
                    *first
                }
            }
        };
        let mut periods: Vec<Period> = readings.periods().to_vec();
        periods.retain(|period| count(level.1, *period) >= FEWEST);
        periods.reverse();
        let Some(latest) = periods.first().copied() else {
            return Ok(None);
        };
        let period = match ask.get("periode") {
            None => latest,
            Some(text) => {
                let asked = Period::parse(text).map_err(RunError::from)?;
                if periods.contains(&asked) {
                    asked
                } else {
                    instead.push(Instead::Period(asked));
                    latest
                }
            }
        };
        let day = division(level.1, period);
        let cells: Vec<(&Region, Cell)> = definitions
            .regions
            .of_kind(level.1, day)
            .map(|region| (region, readings.cell(&region.code, period)))
            .collect();
        let home = &definitions.workspace.region;
        let own = match definitions.regions.get(home) {
            Some(region) if region.kind == level.1 => vec![region],
            _ => definitions.regions.parts(home, level.1, day),
        };
        let only_own = ask.get("uitsnede") == Some("eigen") && !own.is_empty();
        Ok(Some(Self {
            classing: classing(ask, &cells)?,
            tiles: ask.get("ondergrond") == Some("tegels"),
            instead,
            indicator,
            levels,
            level,
            periods,
            period,
            day,
            cells,
            own,
            only_own,
        }))
    }

    /// The codes that are shown, when not all.
    pub fn within(&self) -> Option<BTreeSet<koers_model::region::RegionCode>> {
        self.only_own
            .then(|| self.own.iter().map(|region| region.code.clone()).collect())
    }

    /// The choices above the map.
    pub fn fields(
        &self,
        site: &Site,
        asked: &Asked,
        grounds: &[Ground<'_>],
        lang: Lang,
    ) -> Result<Vec<Choice>, Fault> {
        let indicators = site.definitions()?.indicators.values();
        let mut fields = vec![
            Choice::one_of(
                "indicator",
                lang.pick("Cijfer", "Figure"),
                indicators.map(|indicator| (indicator.id.to_string(), indicator.title.get(lang).to_owned())),
                self.indicator.id.as_str(),
            ),
            Choice::one_of(
                "niveau",
                lang.pick("Per", "By"),
                self.levels
                    .iter()
                    .map(|(word, kind)| ((*word).to_owned(), kind.plural(lang).to_owned())),
                self.level.0,
            ),
            Choice::one_of(
                "periode",
                lang.pick("Periode", "Period"),
                self.periods
                    .iter()
                    .map(|period| (period.to_string(), date::period(*period, lang))),
                &self.period.to_string(),
            ),
        ];
        if !self.own.is_empty() && self.own.len() < self.cells.len() {
            let home = site.region(&Asked::default())?;
            fields.push(Choice::one_of(
                "uitsnede",
                lang.pick("Uitsnede", "Section"),
                [
                    (String::new(), lang.pick("alles", "everything").to_owned()),
                    ("eigen".to_owned(), home.name.clone()),
                ],
                if self.only_own { "eigen" } else { "" },
            ));
        }
        if grounds.len() > 1 {
            fields.push(Choice::one_of(
                "ondergrond",
                lang.pick("Kaart", "Map"),
                [
                    (String::new(), lang.pick("grenzen", "boundaries").to_owned()),
                    ("tegels".to_owned(), lang.pick("tegels", "tiles").to_owned()),
                ],
                if self.tiles { "tegels" } else { "" },
            ));
        }
        fields.push(Choice::as_of(asked.as_of, site.today(), lang));
        Ok(fields)
    }
}

/// Quantiles, around zero where figures lie on both sides of it; or the breaks that were asked for.
fn classing(ask: &Ask, cells: &[(&Region, Cell)]) -> Result<Classing, Fault> {
    let wrong = || {
        Wrong::new(
            "grenzen",
            "schrijf hoogstens zes getallen van klein naar groot, met komma's ertussen: 10,20.5,30",
            "write at most six numbers from small to large, with commas between: 10,20.5,30",
        )
    };
    if let Some(text) = ask.get("grenzen") {
        let bounds: Option<Vec<Number>> = text
            .split(',')
            .map(|bound| bound.trim().parse().ok().and_then(Number::new))
            .collect();
        let bounds = bounds
            .filter(|bounds| bounds.len() <= MOST_BREAKS)
            .ok_or_else(wrong)?;
        return Ok(Classing::Breaks(Breaks::new(bounds).map_err(|_| wrong())?));
    }
    let numbers = || cells.iter().filter_map(|(_, cell)| cell.number());
    let both = numbers().any(|value| value < Number::ZERO) && numbers().any(|value| value > Number::ZERO);
    Ok(if both {
        Classing::QuantilesAround(Number::ZERO)
    } else {
        Classing::Quantiles
    })
}
