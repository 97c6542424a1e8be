//! What is looked at: an indicator in a region, as known on a day, beside other regions.

use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::controls::{Choice, Controls, Group};
use crate::site::Site;
use jiff::civil::Date;
use koers_model::indicator::Indicator;
use koers_model::region::{Region, RegionCode, RegionKind};
use koers_model::text::{Lang, Text};
use koers_model::verdict::Point;
use koers_report::chart::{Chart, Subject};
use koers_run::error::{EvaluateError, RunError};
use koers_run::status::Asked;
use std::collections::BTreeSet;

/// What can be asked of the series of an indicator.
pub(super) const KEYS: &[&str] = &["regio", "bekendOp", "vergelijk", MORE];
/// One more region to compare with: for the form, which has a field for one.
const MORE: &str = "ook";
/// No other regions.
const NONE: &str = "geen";
/// No more than this many other regions: each has a dash of its own in the chart.
const MOST: usize = 4;

/// The order in which kinds of regions are offered.
const KINDS: [RegionKind; 7] = [
    RegionKind::Country,
    RegionKind::Part,
    RegionKind::Province,
    RegionKind::Corop,
    RegionKind::LabourMarket,
    RegionKind::Municipality,
    RegionKind::Foreign,
];

/// An indicator in a region.
pub(super) struct Look<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) region: &'a Region,
    pub(super) asked: Asked,
    /// The readings of the region; empty when there are none.
    pub(super) series: Vec<Point>,
    /// The regions beside it that have figures.
    others: Vec<(&'a Region, Vec<Point>)>,
    /// Those that were asked for and have none.
    silent: Vec<&'a Region>,
    /// Whether other regions than those of the definition were asked for.
    chosen: bool,
    /// Whether nothing at all was known on the day.
    pub(super) unknown: bool,
    /// The regions that have a figure.
    with_figures: Vec<&'a Region>,
}

/// The readings of a region on a day; `None` when nothing was known yet.
pub(super) fn series_on(
    site: &Site,
    indicator: &Indicator,
    region: &RegionCode,
    as_of: Option<Date>,
) -> Result<Option<Vec<Point>>, Fault> {
    match site.readings(indicator.id.as_str(), as_of) {
        Ok(readings) => Ok(readings.has_figures().then(|| readings.series(region))),
        Err(RunError::Evaluate(EvaluateError::NoTable { .. })) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn has_number(points: &[Point]) -> bool {
    points.iter().any(|point| point.cell.number().is_some())
}

impl<'a> Look<'a> {
    /// What a page about an indicator was asked.
    pub(super) fn of(site: &'a Site, ask: &Ask) -> Result<Self, Fault> {
        Self::at(site, ask, ask.part("id"))
    }

    /// The same for an indicator by its id.
    pub(super) fn at(site: &'a Site, ask: &Ask, id: &str) -> Result<Self, Fault> {
        let indicator = site.indicator(id)?;
        let asked = ask.asked(site.today())?;
        let region = site.region(&asked)?;
        let codes = compared(site, ask, indicator, region)?;
        let definitions = site.definitions()?;
        let mut look = Self {
            indicator,
            region,
            series: Vec::new(),
            others: Vec::new(),
            silent: Vec::new(),
            chosen: ask.get("vergelijk").is_some() || ask.get(MORE).is_some(),
            unknown: false,
            with_figures: Vec::new(),
            asked,
        };
        let others: Vec<&Region> = codes
            .iter()
            .filter_map(|code| definitions.regions.get(code))
            .collect();
        let readings = match site.readings(indicator.id.as_str(), look.asked.as_of) {
            Ok(readings) if readings.has_figures() => readings,
            Ok(_) | Err(RunError::Evaluate(EvaluateError::NoTable { .. })) => {
                look.unknown = true;
                look.silent = others;
                return Ok(look);
            }
            Err(error) => return Err(error.into()),
        };
        look.series = readings.series(&region.code);
        for other in others {
            let points = readings.series(&other.code);
            if has_number(&points) {
                look.others.push((other, points));
            } else {
                look.silent.push(other);
            }
        }
        look.with_figures = readings
            .regions()
            .iter()
            .filter(|code| has_number(&readings.series(code)))
            .filter_map(|code| definitions.regions.get(code))
            .collect();
        Ok(look)
    }

    /// The chart.
    pub(super) fn chart(&'a self, id: String, lang: Lang) -> Chart<'a> {
        let subject = Subject {
            title: self.indicator.title.get(lang),
            region: &self.region.name,
            unit: self.indicator.unit,
            decimals: self.indicator.decimals,
        };
        let others = self
            .others
            .iter()
            .map(|(region, points)| (region.name.as_str(), points.as_slice()));
        Chart::series(subject, &self.series, id, lang).beside(others)
    }

    /// The other regions as they stand in an address; `None` where they are those of the definition.
    pub(super) fn comparison(&self) -> Option<String> {
        self.chosen.then(|| {
            let all = self.others.iter().map(|(region, _)| *region);
            in_address(all.chain(self.silent.iter().copied()))
        })
    }

    /// Every region beside it, with the regions that are left when it is taken away, as they stand in an address.
    pub(super) fn without(&self) -> Vec<(&'a Region, String)> {
        let all: Vec<&Region> = self
            .others
            .iter()
            .map(|(region, _)| *region)
            .chain(self.silent.iter().copied())
            .collect();
        all.iter()
            .map(|gone| {
                let rest = all.iter().copied().filter(|other| other.code != gone.code);
                (*gone, in_address(rest))
            })
            .collect()
    }

    /// Whether no region has a figure.
    pub(super) fn nowhere(&self) -> bool {
        self.with_figures.is_empty()
    }

    /// What must be said where there is no figure.
    pub(super) fn silence(&self, lang: Lang) -> Option<String> {
        if self.unknown {
            let none = lang.pick(
                "Op de gevraagde dag was van deze indicator nog geen cijfer bekend.",
                "No figure of this indicator was known yet on the day asked for.",
            );
            return Some(none.to_owned());
        }
        if self.nowhere() {
            let none = lang.pick(
                "Van deze indicator is voor geen enkel gebied een cijfer.",
                "This indicator has no figure for any region.",
            );
            return Some(none.to_owned());
        }
        let name = &self.region.name;
        (!has_number(&self.series)).then(|| match lang {
            Lang::Nl => format!(
                "Voor {name} heeft deze indicator geen cijfer. De gebieden die er wel een hebben, staan in de keuzelijst."
            ),
            Lang::En => format!(
                "This indicator has no figure for {name}. The regions that have one are in the list of choices."
            ),
        })
    }

    /// The regions that cannot be compared with, as a sentence.
    pub(super) fn not_beside(&self, lang: Lang) -> Option<String> {
        if self.silent.is_empty() || self.unknown {
            return None;
        }
        let names: Vec<String> = self.silent.iter().map(|region| region.name.clone()).collect();
        let names = koers_report::date::list(&names, lang);
        Some(match lang {
            Lang::Nl => format!("Zonder cijfers, dus niet in de vergelijking: {names}."),
            Lang::En => format!("Without figures, so not in the comparison: {names}."),
        })
    }

    /// The bar of choices.
    pub(super) fn controls(&self, site: &Site, ask: &Ask) -> Result<Controls, Fault> {
        let lang = ask.lang;
        let own = &site.definitions()?.workspace.region;
        let mut choices = vec![Choice::OneOf {
            key: "regio",
            label: lang.pick("Gebied", "Region"),
            groups: self.regions(own, lang),
        }];
        let beside = self.others.len() + self.silent.len();
        if beside < MOST {
            choices.push(Choice::OneOf {
                key: MORE,
                label: lang.pick("Vergelijk ook met", "Compare with, too"),
                groups: self.more(lang),
            });
        }
        choices.push(Choice::as_of(self.asked.as_of, site.today(), lang));
        let mut controls = Controls::new(ask, KEYS, choices);
        controls
            .hidden
            .retain(|(key, _)| key != "vergelijk" && key != MORE);
        if let Some(comparison) = self.comparison() {
            controls.hidden.push(("vergelijk".to_owned(), comparison));
            controls
                .reset
                .get_or_insert_with(|| (ask.link(&ask.path), lang.pick("Wis keuzes", "Clear choices")));
        }
        Ok(controls)
    }

    /// Regions with figures in groups by kind; that of the workspace, which is shown when nothing is chosen, stands first.
    fn regions(&self, own: &RegionCode, lang: Lang) -> Vec<Group> {
        let mut groups = Vec::new();
        let option = |region: &Region| {
            let value = if region.code == *own {
                ""
            } else {
                region.code.as_str()
            };
            (
                value.to_owned(),
                region.name.clone(),
                region.code == self.region.code,
            )
        };
        let there: BTreeSet<&RegionCode> = self.with_figures.iter().map(|region| &region.code).collect();
        let home = self.with_figures.iter().filter(|region| region.code == *own);
        let mut first: Vec<_> = home.map(|region| option(region)).collect();
        if !there.contains(&self.region.code) {
            first.push(option(self.region));
        }
        // Without a figure of its own, the region of the workspace must still be there to go back to.
        if first.iter().all(|(value, ..)| !value.is_empty()) {
            first.insert(
                0,
                (
                    String::new(),
                    format!("– {} –", lang.pick("eigen gebied", "own region")),
                    false,
                ),
            );
        }
        groups.push((String::new(), first));
        for (kind, regions) in self.by_kind() {
            let options: Vec<_> = regions
                .into_iter()
                .filter(|region| region.code != *own)
                .map(option)
                .collect();
            if !options.is_empty() {
                groups.push((kind.plural(lang).to_owned(), options));
            }
        }
        groups
    }

    /// Regions that can still be added to the comparison.
    fn more(&self, lang: Lang) -> Vec<Group> {
        let nothing = (
            String::new(),
            lang.pick("niets erbij", "nothing more").to_owned(),
            true,
        );
        let mut groups = vec![(String::new(), vec![nothing])];
        for (kind, regions) in self.by_kind() {
            let options: Vec<_> = regions
                .into_iter()
                .filter(|region| {
                    region.code != self.region.code
                        && self.others.iter().all(|(other, _)| other.code != region.code)
                })
                .map(|region| (region.code.to_string(), region.name.clone(), false))
                .collect();
            if !options.is_empty() {
                groups.push((kind.plural(lang).to_owned(), options));
            }
        }
        groups
    }

    fn by_kind(&self) -> Vec<(RegionKind, Vec<&'a Region>)> {
        KINDS
            .into_iter()
            .map(|kind| {
                let mut regions: Vec<&Region> = self
                    .with_figures
                    .iter()
                    .copied()
                    .filter(|region| region.kind == kind)
                    .collect();
                regions.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
                (kind, regions)
            })
            .collect()
    }
}

fn in_address<'a>(regions: impl Iterator<Item = &'a Region>) -> String {
    let codes: Vec<&str> = regions.map(|region| region.code.as_str()).collect();
    if codes.is_empty() {
        NONE.to_owned()
    } else {
        codes.join(",")
    }
}

/// The regions to compare with: those asked for, else those of the definition; each once, and never the region itself.
fn compared(
    site: &Site,
    ask: &Ask,
    indicator: &Indicator,
    region: &Region,
) -> Result<Vec<RegionCode>, Fault> {
    let registry = &site.definitions()?.regions;
    let mut codes: Vec<RegionCode> = Vec::new();
    let mut wrong = Vec::new();
    let mut add = |key: &str, text: &str| match RegionCode::new(text) {
        Some(code) if registry.get(&code).is_some() => {
            if code != region.code && !codes.contains(&code) {
                codes.push(code);
            }
        }
        _ => wrong.push(Wrong {
            key: key.to_owned(),
            what: Text::both(
                format!("`{text}` is geen code van een gebied"),
                format!("`{text}` is no code of a region"),
            ),
        }),
    };
    match ask.get("vergelijk") {
        None => indicator
            .benchmarks
            .iter()
            .take(MOST)
            .for_each(|code| add("vergelijk", code.as_str())),
        Some(NONE) => {}
        Some(list) => list.split(',').for_each(|code| add("vergelijk", code)),
    }
    if let Some(more) = ask.get(MORE) {
        add(MORE, more);
    }
    if codes.len() > MOST {
        wrong.push(Wrong::new(
            "vergelijk",
            "hooguit vier gebieden naast elkaar",
            "at most four regions beside it",
        ));
    }
    Fault::if_any(wrong)?;
    Ok(codes)
}
