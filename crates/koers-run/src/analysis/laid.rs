//! Figures of a workspace, laid side by side as `analyses/` says.

use super::names::told_apart;
use super::page::REGIONS;
use super::slices::{Activity, Sex, Slice};
use super::{Asked, Fault, Frame, Method, NoAnalysis};
use crate::error::RunError;
use jiff::civil::Date;
use koers_analysis::role;
use koers_analysis::say::{Sentence, Slot, Words, say};
use koers_analysis::setting::ONE;
use koers_framework::Definitions;
use koers_indicator::{ReadingTable, Scope, Tables, evaluate};
use koers_model::figures::{FigureRole, Figures};
use koers_model::indicator::{Counted, Indicator, Level, Operand, Rule, Series};
use koers_model::period::Period;
use koers_model::region::{Region, RegionCode, RegionKind};
use koers_model::text::{Lang, Text};
use koers_model::unit::{Kind, UNITS, Unit};
use koers_model::value::{Cell, Missing};
use std::collections::{BTreeMap, BTreeSet};

/// The role of the library's methods that a role in files is.
pub(super) fn role_of(role: FigureRole) -> role::Role {
    match role {
        FigureRole::Value => role::VALUE,
        FigureRole::Population => role::POPULATION,
        FigureRole::Vacancies => role::VACANCIES,
        FigureRole::Unemployed => role::UNEMPLOYED,
        FigureRole::Indicator => role::INDICATOR,
        FigureRole::Mortality => role::MORTALITY,
        FigureRole::Survival => role::SURVIVAL,
        FigureRole::Fertility => role::FERTILITY,
        FigureRole::Arrivals => role::ARRIVALS,
        FigureRole::Deaths => role::DEATHS,
        FigureRole::Participation => role::PARTICIPATION,
        FigureRole::Goal => role::GOAL,
    }
}

/// That there are regions without any figure.
pub(super) fn unheard(regions: impl IntoIterator<Item = String>) -> Vec<Sentence> {
    let names: Vec<String> = regions.into_iter().collect();
    let said = (!names.is_empty()).then(|| {
        say(
            "Zonder enig cijfer, en daarom niet meegenomen: {0}.",
            "Without any figure, and therefore not taken in: {0}.",
            [Slot::Names(names)],
        )
    });
    said.into_iter().collect()
}

/// Regions that lie side by side.
pub(super) struct SideBySide {
    /// Their kind; what they are compared with may be of another.
    pub(super) kind: RegionKind,
    /// Each with its name in the figures.
    pub(super) named: Vec<(RegionCode, String)>,
}

/// Figures of a workspace on a day.
pub(super) struct Laid<'a> {
    pub(super) definitions: &'a Definitions,
    pub(super) figures: &'a Figures,
    pub(super) day: Date,
    pub(super) lang: Lang,
}

impl Laid<'_> {
    /// The region with that code or name.
    fn region(&self, written: &str) -> Result<&Region, Fault> {
        let regions = &self.definitions.regions;
        let of_kinds = || {
            let kinds = self.figures.regions.iter();
            kinds.flat_map(|kind| regions.of_kind(*kind, self.day))
        };
        regions
            .by_code(written)
            .or_else(|| of_kinds().find(|region| region.name == written))
            .ok_or_else(|| {
                let names = of_kinds().map(|region| region.name.clone());
                let codes = of_kinds().map(|region| region.code.to_string());
                Fault::NoSuchName {
                    name: written.to_owned(),
                    known: names.chain(codes).collect(),
                }
            })
    }

    /// The regions that lie side by side: those of the kind of the region that is asked about, and what they are compared with. And what
    /// was asked, with the names that regions have in the figures.
    pub(super) fn regions(&self, mut asked: Asked) -> Result<(SideBySide, Asked), Fault> {
        let own = asked
            .region
            .as_deref()
            .map(|written| self.region(written))
            .transpose()?;
        let reference = asked
            .reference
            .as_deref()
            .map(|written| self.region(written))
            .transpose()?;
        let kind = own.map_or_else(
            || self.figures.regions.first().copied(),
            |region| Some(region.kind),
        );
        let kind = kind
            .filter(|kind| self.figures.regions.contains(kind))
            .ok_or_else(|| {
                let known = self.figures.regions.iter();
                Fault::NoSuchName {
                    name: asked.region.clone().unwrap_or_default(),
                    known: known
                        .flat_map(|kind| self.definitions.regions.of_kind(*kind, self.day))
                        .map(|region| region.code.to_string())
                        .collect(),
                }
            })?;
        let mut all: Vec<&Region> = self.definitions.regions.of_kind(kind, self.day).collect();
        all.extend(reference.filter(|region| region.kind != kind));
        let named = told_apart(&all);
        let name = |region: &Region| {
            let mut named = named.iter();
            named
                .find(|(code, _)| *code == region.code)
                .map(|(_, name)| name.clone())
        };
        let code_or_name = |written: &str| {
            let known = named.iter().find(|(code, _)| code.as_str() == written.trim());
            known.map_or(written, |(_, name)| name.as_str()).to_owned()
        };
        for (word, value) in &mut asked.settings {
            if REGIONS.contains(&word.as_str()) {
                let names: Vec<String> = value.split(';').map(code_or_name).collect();
                *value = names.join(";");
            }
        }
        asked.region = own.and_then(name);
        asked.reference = reference.and_then(name);
        Ok((SideBySide { kind, named }, asked))
    }

    /// What the unit of the figures says to a method that draws margins of counts: how many one is; and where nothing is counted, that there
    /// are no margins. What was set by hand stays.
    pub(super) fn counted(&self, method: &Method, set: &[(String, String)]) -> Vec<(String, String)> {
        let takes = |word: &str| method.settings.iter().any(|setting| setting.word == word);
        let is_set = |word: &str| set.iter().any(|(own, _)| own == word);
        if !takes(ONE.word) || is_set(ONE.word) {
            return Vec::new();
        }
        let mut series = self.figures.series.iter();
        let value = series.find(|(role, _)| *role == FigureRole::Value);
        let unit = value.and_then(|(_, series)| self.unit(series));
        let counts = [
            Kind::Jobs,
            Kind::Persons,
            Kind::Households,
            Kind::Establishments,
            Kind::Vacancies,
        ];
        match unit {
            Some(unit) if counts.contains(&unit.kind) => vec![(ONE.word.to_owned(), unit.factor.to_string())],
            _ if is_set("draws") => Vec::new(),
            _ => vec![("draws".to_owned(), "0".to_owned())],
        }
    }

    /// The figures of regions, with a row for each region, period and slice; and that there are regions of which there is no figure at all.
    pub(super) fn frame(
        &self,
        tables: &Tables<'_>,
        regions: &[(RegionCode, String)],
        slices: &[Slice<'_>],
    ) -> Result<(Frame, Vec<Sentence>), NoAnalysis> {
        let codes: Vec<RegionCode> = regions.iter().map(|(code, _)| code.clone()).collect();
        let scope = Scope::Regions(&codes);
        let mut read: Vec<(FigureRole, Vec<Option<ReadingTable>>)> = Vec::new();
        let mut periods: BTreeSet<Period> = BTreeSet::new();
        for (role, series) in &self.figures.series {
            let mut of = Vec::with_capacity(slices.len());
            for slice in slices {
                let indicator = self.of_slice((*role, series), slice);
                let table = indicator.map(|indicator| evaluate(&indicator, tables, &scope));
                let table = table.transpose().map_err(RunError::from)?;
                periods.extend(table.iter().flat_map(ReadingTable::periods));
                of.push(table);
            }
            read.push((*role, of));
        }
        let mut names: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut figures: Vec<Vec<Cell>> = vec![Vec::new(); read.len()];
        let has_figure = |code: &RegionCode| {
            let mut tables = read.iter().flat_map(|(_, tables)| tables).flatten();
            tables.any(|table| {
                periods
                    .iter()
                    .any(|period| table.cell(code, *period).number().is_some())
            })
        };
        let activities = self.activity_names();
        let mut without = Vec::new();
        for (code, name) in regions {
            if !has_figure(code) {
                without.push(name.clone());
                continue;
            }
            for period in &periods {
                for (at, slice) in slices.iter().enumerate() {
                    let mut add =
                        |role: role::Role, name: String| names.entry(role.word).or_default().push(name);
                    add(role::REGION, name.clone());
                    add(role::PERIOD, period.to_string());
                    if let Activity::Each(sector) = slice.activity {
                        add(role::SECTOR, activities.name(&sector.code).to_owned());
                        if let Some(group) = &sector.group {
                            add(role::GROUP, group.clone());
                        }
                    }
                    if let Some((_, age)) = slice.age {
                        add(role::AGE, age.get(self.lang).to_owned());
                    }
                    if let Sex::Each((_, sex)) = slice.sex {
                        add(role::SEX, sex.get(self.lang).to_owned());
                    }
                    for ((_, tables), column) in read.iter().zip(&mut figures) {
                        let table = tables.get(at).and_then(Option::as_ref);
                        column.push(
                            table.map_or(Cell::missing(Missing::Absent), |table| table.cell(code, *period)),
                        );
                    }
                }
            }
        }
        let mut named = Vec::new();
        for role in [
            role::REGION,
            role::PERIOD,
            role::SECTOR,
            role::GROUP,
            role::AGE,
            role::SEX,
        ] {
            if let Some(column) = names.remove(role.word) {
                named.push((role, column));
            }
        }
        let figures = read
            .iter()
            .zip(figures)
            .map(|((role, _), column)| (role_of(*role), column));
        Ok((Frame::new(named, figures)?, unheard(without)))
    }

    /// What the figures are counted in.
    pub(super) fn counted_in(&self) -> Option<Sentence> {
        let mut series = self.figures.series.iter();
        let (_, value) = series.find(|(role, _)| *role == FigureRole::Value)?;
        let unit = self.unit(value)?;
        let unit = Words(unit.label(Lang::Nl), unit.label(Lang::En));
        Some(say(
            "De cijfers zijn in {0}.",
            "The figures are in {0}.",
            [unit.into()],
        ))
    }

    /// The unit of a series; `None` for a measure that is not in the catalogue.
    pub(super) fn unit(&self, series: &Series) -> Option<&'static Unit> {
        let dataset = self.definitions.datasets.get(&series.dataset)?;
        Some(dataset.measures.get(&series.measure)?.unit)
    }

    /// The unit that a series is evaluated in. A measure that is not in the catalogue is an error of evaluating, before any unit counts.
    pub(super) fn unit_or_first(&self, series: &Series) -> &'static Unit {
        self.unit(series).unwrap_or(&UNITS[0])
    }

    /// A series as an indicator in some unit, with codes of dimensions, so that regions and codes are added up as they are everywhere.
    pub(super) fn indicator(
        &self,
        series: &Series,
        chosen: impl IntoIterator<Item = (String, Vec<String>)>,
        unit: &'static Unit,
    ) -> Indicator {
        let mut series = series.clone();
        series.codes.extend(chosen);
        let is_sum = series.codes.values().any(|codes| codes.len() > 1);
        let empty = Text::dutch("");
        Indicator {
            id: self.figures.id.clone(),
            version: 1,
            title: self.figures.title.clone(),
            text: None,
            unit,
            decimals: 0,
            direction: None,
            level: Level::Outcome,
            owner: empty.clone(),
            valid_from: None,
            valid_to: None,
            benchmarks: Vec::new(),
            stale_after_months: u32::MAX,
            counted: Counted::Over,
            rule: match is_sum {
                true => Rule::Sum {
                    of: Operand::Series(series),
                },
                false => Rule::Measure {
                    of: Operand::Series(series),
                },
            },
            source: empty,
        }
    }
}
