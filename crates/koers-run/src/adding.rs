//! From what a publisher tells of a table to a row of the catalogue and indicators to begin with.
//!
//! Nothing is guessed in silence: what the description does not say is written as a remark for who has to decide, and the safe side is taken
//! until then (figures do not add up, no direction is good). A measure whose unit is none of ours is left out and named.

mod choice;
mod indicator;
mod row;
mod unit;
mod yaml;

use choice::{Choice, choose};
use jiff::civil::Date;
use koers_framework::{SourceFile, check, parse};
use koers_model::dataset::RegionCodes;
use koers_model::diagnostic::{Diagnostic, Severity};
use koers_model::id::Id;
use koers_model::letters::visible;
use koers_model::period::{Frequency, Period};
use koers_model::published::{Axis, PublishedDimension, PublishedMeasure, PublishedTable, Publisher};
use koers_model::region::{RegionCode, RegionRegistry};
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_model::unit::Unit;
use std::collections::BTreeMap;

/// What somebody wants of a table.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The id of the data set; made of publisher and table where left out.
    pub id: Option<Id>,
    /// The measures that get an indicator; the first one that can where none is named.
    pub measures: Vec<String>,
    /// Units of measures, for what the description does not tell or tells wrongly.
    pub units: BTreeMap<String, &'static Unit>,
    /// Which rows are asked for, in place of what follows from the regions that are known.
    pub filter: Option<String>,
}

/// What a row is made for.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The region of the workspace, and those that it is compared with.
    pub region: &'a RegionCode,
    /// Regions to compare with.
    pub compare: &'a [RegionCode],
    /// The regions that it knows.
    pub regions: &'a RegionRegistry,
    /// The day on which it is written.
    pub today: Date,
    /// The language of remarks.
    pub lang: Lang,
}

/// Files that are written, and what is to be known of them.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The id of the data set.
    pub dataset: Id,
    /// The files by name, in an order in which each stands on those before it.
    pub files: Vec<(String, String)>,
    /// The indicators among them.
    pub indicators: Vec<Id>,
    /// Every measure of the table.
    pub measures: Vec<Offered>,
    /// Codes of regions that the workspace does not know.
    pub unknown_regions: Vec<String>,
}

/// A measure as it can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Offered {
    /// What it is asked for by.
    pub key: String,
    /// What people read.
    pub title: String,
    /// Its unit as published.
    pub published_unit: String,
    /// Its unit here; `None`: it was left out.
    pub unit: Option<&'static Unit>,
    /// Whether it got an indicator.
    pub is_chosen: bool,
}

/// Why no row can be made.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum AddError {
    /// The table has no regions, or no periods.
    NoAxis(Axis),
    /// None of its regions is known in the workspace.
    NoKnownRegion {
        /// Some that it has.
        codes: Vec<String>,
    },
    /// None of its periods is one of ours.
    NoPeriod,
    /// It has no measure with such a key.
    NoMeasure {
        /// What was asked for.
        asked: String,
        /// What may have been meant.
        near: Vec<String>,
    },
    /// A measure that was asked for, or every measure, has a unit that is none of ours.
    NoUnit {
        /// The measure.
        key: String,
        /// Its unit, as published.
        unit: String,
    },
    /// A filter for a publisher whose protocol has none.
    NoFilter,
    /// No id follows from the name of the table.
    NoId,
}

impl AddError {
    /// What is wrong, and what can be done.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let or = |near: &[String]| match near.is_empty() {
            true => String::new(),
            false => format!(
                "; {} {}?",
                lang.pick("bedoelt u", "did you mean"),
                near.join(", ")
            ),
        };
        let said = match (self, lang) {
            (Self::NoAxis(Axis::Period), Lang::Nl) => "deze tabel heeft geen perioden".to_owned(),
            (Self::NoAxis(Axis::Period), Lang::En) => "this table has no periods".to_owned(),
            (Self::NoAxis(Axis::Measure), Lang::Nl) => {
                "deze tabel zegt niet in welke eenheid de cijfers zijn; schrijf de rij van de catalogus zelf".to_owned()
            }
            (Self::NoAxis(Axis::Measure), Lang::En) => {
                "this table does not say in which unit its figures are; write the row of the catalogue yourself".to_owned()
            }
            (Self::NoAxis(_), Lang::Nl) => {
                "deze tabel heeft geen gebieden: Koers neemt alleen tabellen over met cijfers per gebied".to_owned()
            }
            (Self::NoAxis(_), Lang::En) => {
                "this table has no regions: Koers takes over only tables with figures by region".to_owned()
            }
            (Self::NoKnownRegion { codes }, Lang::Nl) => format!(
                "geen gebied van deze tabel staat in regions/regions.csv (de tabel heeft onder andere {})",
                codes.join(", ")
            ),
            (Self::NoKnownRegion { codes }, Lang::En) => format!(
                "no region of this table stands in regions/regions.csv (the table has among others {})",
                codes.join(", ")
            ),
            (Self::NoPeriod, Lang::Nl) => {
                "deze tabel heeft geen jaren, kwartalen, maanden of andere perioden die Koers kent".to_owned()
            }
            (Self::NoPeriod, Lang::En) => {
                "this table has no years, quarters, months or other periods that Koers knows".to_owned()
            }
            (Self::NoMeasure { asked, near }, Lang::Nl) => {
                format!("deze tabel heeft geen maat `{asked}`{}", or(near))
            }
            (Self::NoMeasure { asked, near }, Lang::En) => {
                format!("this table has no measure `{asked}`{}", or(near))
            }
            (Self::NoUnit { key, unit }, Lang::Nl) => format!(
                "Koers kent de eenheid van maat `{key}` niet (`{unit}`): zeg welke van Koers het is met --unit {key}=EENHEID"
            ),
            (Self::NoUnit { key, unit }, Lang::En) => format!(
                "Koers does not know the unit of measure `{key}` (`{unit}`): say which of Koers it is with --unit {key}=UNIT"
            ),
            (Self::NoFilter, Lang::Nl) => {
                "Eurostat kent geen filter: pas na het toevoegen het adres aan".to_owned()
            }
            (Self::NoFilter, Lang::En) => {
                "Eurostat has no filter: change the address after adding".to_owned()
            }
            (Self::NoId, Lang::Nl) => "van de naam van deze tabel is geen id te maken: geef er een met --as".to_owned(),
            (Self::NoId, Lang::En) => "no id can be made of the name of this table: give one with --as".to_owned(),
        };
        visible(&said).into_owned()
    }
}

/// What the files are written from: the description, with what was decided.
struct Plan<'a> {
    table: &'a PublishedTable,
    around: Around<'a>,
    dataset: Id,
    region: &'a PublishedDimension,
    codes: RegionCodes,
    choice: Choice,
    /// What the user asked for in place of the choice.
    filter: Option<String>,
    period: &'a PublishedDimension,
    frequency: Frequency,
    /// Other frequencies that the table has.
    others: Vec<Frequency>,
    /// The last period.
    last: Period,
    /// Measures with their unit here.
    measures: Vec<(&'a PublishedMeasure, Option<&'static Unit>)>,
}

/// Makes the files for a table.
///
/// # Errors
/// [`AddError`].
pub fn draft(table: &PublishedTable, wish: &Wish, around: Around<'_>) -> Result<Draft, AddError> {
    let plan = plan(table, wish, around)?;
    let chosen = chosen(&plan, wish)?;
    let mut files = vec![(format!("catalogue/{}.yaml", plan.dataset), row::text(&plan))];
    let mut indicators = Vec::new();
    for (measure, unit) in &chosen {
        // Not the name of the data set, which would then be out of reach where either can be named.
        let own = format!("{}-{}", plan.dataset, slug(&measure.key));
        let id = Id::new(&own).map_err(|_| AddError::NoId)?;
        let (definition, test) = indicator::texts(&plan, &id, measure, unit);
        files.push((format!("indicators/{id}.yaml"), definition));
        files.push((format!("indicators/{id}.test.yaml"), test));
        indicators.push(id);
    }
    let is_chosen = |key: &str| chosen.iter().any(|(measure, _)| measure.key == key);
    let offered = |(measure, unit): &(&PublishedMeasure, Option<&'static Unit>)| Offered {
        key: measure.key.clone(),
        title: measure.title.clone(),
        published_unit: measure.unit.clone(),
        unit: *unit,
        is_chosen: is_chosen(&measure.key),
    };
    Ok(Draft {
        measures: plan.measures.iter().map(offered).collect(),
        unknown_regions: plan.choice.unknown.clone(),
        dataset: plan.dataset,
        files,
        indicators,
    })
}

/// Errors that `check` would find in the files of a draft beside those of the workspace. There should be none; where there are, nothing is
/// written.
#[must_use]
pub fn refused(draft: &Draft, files: &[SourceFile], lang: Lang) -> Vec<Diagnostic> {
    let own = |path: &str| draft.files.iter().any(|(name, _)| name == path);
    let before = files.iter().filter(|file| !own(&file.path)).cloned();
    let added = draft.files.iter().map(|(name, text)| SourceFile {
        path: name.as_str().into(),
        bytes: text.clone().into_bytes(),
    });
    let mut files: Vec<SourceFile> = before.chain(added).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let checked = check(&parse(&files), &Default::default(), lang);
    let found = checked.diagnostics.into_iter();
    let is_ours = |found: &Diagnostic| {
        let at = found.primary.as_ref().map(|label| label.span.file.clone());
        found.severity == Severity::Error && at.is_some_and(|at| own(&at))
    };
    found.filter(is_ours).collect()
}

fn plan<'a>(table: &'a PublishedTable, wish: &Wish, around: Around<'a>) -> Result<Plan<'a>, AddError> {
    let with = |axis: Axis| {
        let found = table.dimensions.iter().find(|dimension| dimension.axis == axis);
        found.ok_or(AddError::NoAxis(axis))
    };
    let (region, period) = (with(Axis::Region)?, with(Axis::Period)?);
    let codes = match table.publisher {
        Publisher::Cbs => RegionCodes::Cbs,
        Publisher::Eurostat => RegionCodes::Nuts,
    };
    if wish.filter.is_some() && !table.connector.filters() {
        return Err(AddError::NoFilter);
    }
    let choice = choose(region, codes, table.connector, around.regions);
    if choice.known.is_empty() {
        let codes = region.codes.iter().take(5);
        return Err(AddError::NoKnownRegion {
            codes: codes.map(|code| code.code.clone()).collect(),
        });
    }
    let periods: Vec<Period> = period
        .codes
        .iter()
        .filter_map(|code| Period::from_cbs(&code.code).or_else(|| Period::parse(&code.code).ok()))
        .collect();
    let has = |frequency: Frequency| periods.iter().any(|period| period.frequency() == frequency);
    let mut all = Frequency::WORDS
        .iter()
        .map(|(frequency, _)| *frequency)
        .filter(|frequency| has(*frequency));
    // Years where there are years: that is what policy promises in.
    let frequency = table.frequency.filter(|frequency| has(*frequency));
    let frequency = frequency.or_else(|| all.next()).ok_or(AddError::NoPeriod)?;
    let last = periods
        .iter()
        .filter(|period| period.frequency() == frequency)
        .max_by_key(|period| period.end());
    for key in wish.measures.iter().chain(wish.units.keys()) {
        if table.measures.iter().all(|measure| measure.key != *key) {
            return Err(AddError::NoMeasure {
                near: near(key, table.measures.iter().map(|measure| measure.key.as_str())),
                asked: key.clone(),
            });
        }
    }
    let measure = |measure: &'a PublishedMeasure| {
        let said = wish.units.get(&measure.key).copied();
        let unit = said.or_else(|| unit::of(table.connector, measure));
        (measure, unit.filter(|_| !measure.is_text))
    };
    Ok(Plan {
        dataset: match &wish.id {
            Some(id) => id.clone(),
            None => {
                let own = format!("{}-{}", table.publisher.word(), slug(&table.table));
                Id::new(&own).map_err(|_| AddError::NoId)?
            }
        },
        filter: wish.filter.clone(),
        others: Frequency::WORDS
            .iter()
            .map(|(other, _)| *other)
            .filter(|other| *other != frequency && has(*other))
            .collect(),
        last: *last.ok_or(AddError::NoPeriod)?,
        measures: table.measures.iter().map(measure).collect(),
        table,
        around,
        region,
        codes,
        choice,
        period,
        frequency,
    })
}

/// The measures that get an indicator.
fn chosen<'a>(plan: &Plan<'a>, wish: &Wish) -> Result<Vec<(&'a PublishedMeasure, &'static Unit)>, AddError> {
    let no_unit = |measure: &PublishedMeasure| AddError::NoUnit {
        key: measure.key.clone(),
        unit: measure.unit.clone(),
    };
    if wish.measures.is_empty() {
        let first = plan
            .measures
            .iter()
            .find_map(|(measure, unit)| unit.map(|unit| (*measure, unit)));
        let none = || match plan.measures.first() {
            Some((measure, _)) => no_unit(measure),
            None => AddError::NoAxis(Axis::Measure),
        };
        return first.map(|one| vec![one]).ok_or_else(none);
    }
    let mut found: Vec<(&PublishedMeasure, &'static Unit)> = Vec::new();
    for (measure, unit) in &plan.measures {
        if wish.measures.contains(&measure.key) {
            found.push((measure, unit.ok_or_else(|| no_unit(measure))?));
        }
    }
    Ok(found)
}

/// A remark that somebody has to decide on.
fn caution(lang: Lang, nl: &str, en: &str) -> String {
    let said = lang.pick(("LET OP", nl), ("NOTE", en));
    format!("{}: {}.", said.0, said.1)
}

/// A name in the letters of ids.
fn slug(text: &str) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    text.to_ascii_lowercase().chars().map(letter).collect()
}
