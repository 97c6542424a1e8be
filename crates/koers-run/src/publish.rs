//! Tables to hand out: a data set or the readings of an indicator, described, in the form that is asked for.

use crate::error::RunError;
use crate::held::Held;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use koers_framework::Definitions;
use koers_indicator::ReadingTable;
use koers_model::dataset::{ColumnRole, Dataset};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::period::Frequency;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::snapshot::Provenance;
use koers_model::text::{Lang, Text};
pub use koers_table::Selection;
use koers_table::builder::CubeBuilder;
use koers_table::cube::Cube;
use koers_table::publish::{
    Bundle, CsvVariant, DimensionDescription, csv, csvw, decimals_in, json_stat, parquet, rows, sdmx_csv,
};
pub use koers_table::publish::{
    Code, Description, Licence, MeasureDescription, Package, PublishError, Resource, Row, data_package,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::Arc;

/// The form of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// JSON-stat 2.0.
    JsonStat,
    /// CSV.
    Csv,
    /// CSV that a Dutch Excel opens with a double click.
    CsvExcelNl,
    /// Metadata of the CSV, as *CSV on the Web* has it.
    Csvw,
    /// SDMX-CSV 2.0.
    SdmxCsv,
    /// Parquet.
    Parquet,
}

impl Form {
    /// Every form: word in addresses, ending of a file, media type.
    const ALL: [(Self, &'static str, &'static str, &'static str); 6] = [
        (Self::JsonStat, "json-stat", ".jsonstat.json", "application/json"),
        (
            Self::Csv,
            "csv",
            ".csv",
            "text/csv; charset=utf-8; header=present",
        ),
        (
            Self::CsvExcelNl,
            "csv-excel",
            ".excel.csv",
            "text/csv; charset=utf-8; header=present",
        ),
        (Self::Csvw, "csvw", ".csv-metadata.json", "application/csvm+json"),
        (
            Self::SdmxCsv,
            "sdmx-csv",
            ".sdmx.csv",
            "application/vnd.sdmx.data+csv; version=2.0.0",
        ),
        (
            Self::Parquet,
            "parquet",
            ".parquet",
            "application/vnd.apache.parquet",
        ),
    ];
    /// All forms.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().map(|row| row.0)
    }
    fn row(self) -> (&'static str, &'static str, &'static str) {
        let found = Self::ALL.into_iter().find(|row| row.0 == self);
        found.map_or(("", "", ""), |(_, word, ending, media)| (word, ending, media))
    }
    /// The word in addresses.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.row().0
    }
    /// The form with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|form| form.word() == word)
    }
    /// How the name of a file ends, point included.
    #[must_use]
    pub fn ending(self) -> &'static str {
        self.row().1
    }
    /// The media type, as the registry of IANA has it; JSON-stat has none of its own.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        self.row().2
    }
}

/// A table with everything that is said of it.
#[derive(Debug, Clone)]
pub struct Published {
    /// The figures.
    pub cube: Arc<Cube>,
    /// What they mean.
    pub description: Description,
    /// The day as known on which was asked for.
    pub as_of: Option<Date>,
}

impl Published {
    /// The observations one by one, in the order of measure, categories, region, period.
    pub fn rows(&self, lang: Lang) -> impl Iterator<Item = Row<'_>> {
        rows(&self.cube, &self.description, lang)
    }

    /// The part of the table that a selection keeps.
    #[must_use]
    pub fn selected(self, selection: &Selection) -> Self {
        if selection.is_everything() {
            return self;
        }
        Self {
            cube: Arc::new(self.cube.selected(selection)),
            ..self
        }
    }

    /// A name for the file: `banen.csv`, `banen.bekend-op-2022-12-31.csv`.
    #[must_use]
    pub fn file_name(&self, form: Form) -> String {
        let stem = self.cube.dataset().as_str().replace('/', "-");
        let known = self
            .as_of
            .map_or(String::new(), |day| format!(".bekend-op-{day}"));
        format!("{stem}{known}{}", form.ending())
    }

    /// The metadata of the CSV that stands at `csv`. Whoever links from a CSV to its metadata must give its whole address here: metadata that
    /// name another CSV are passed over. [`Published::write`] names the file, for a CSV with its metadata in one folder.
    ///
    /// # Errors
    /// [`PublishError`] when the writer fails.
    pub fn metadata(&self, lang: Lang, csv: &str) -> Result<Vec<u8>, PublishError> {
        csvw(&self.cube, &self.description, lang, csv)
    }

    /// The table in a form. The same table gives the same bytes.
    ///
    /// # Errors
    /// [`PublishError`] when a writer fails.
    pub fn write(&self, form: Form, lang: Lang) -> Result<Vec<u8>, PublishError> {
        let (cube, description) = (&*self.cube, &self.description);
        match form {
            Form::JsonStat => json_stat(cube, description, lang),
            Form::Csv => Ok(csv(cube, description, lang, CsvVariant::Plain)),
            Form::CsvExcelNl => Ok(csv(cube, description, lang, CsvVariant::ExcelNl)),
            Form::Csvw => self.metadata(lang, &self.file_name(Form::Csv)),
            Form::SdmxCsv => Ok(sdmx_csv(cube, description)),
            Form::Parquet => parquet(cube, description, lang),
        }
    }
}

/// A data set as known on a day, `None` when nothing was known yet. `href` is where the answer can be asked for again.
///
/// # Errors
/// As [`Held::cube`].
pub fn dataset(
    held: &Held,
    id: &str,
    as_of: Option<Date>,
    href: Option<String>,
) -> Result<Option<Published>, RunError> {
    let Some((cube, provenance)) = held.cube(id, as_of)? else {
        return Ok(None);
    };
    let definitions = held.definitions()?;
    let Some(dataset) = definitions.datasets.get(cube.dataset()) else {
        return Ok(None);
    };
    let (regions, parts) = regions_of(held, &cube)?;
    let description = Description {
        title: dataset.title.clone(),
        notes: notes_of_dataset(dataset, provenance),
        publisher: dataset.publisher.clone(),
        attribution: dataset.attribution.clone(),
        licence: Licence::new(&dataset.licence),
        updated: midnight(provenance.known_since()),
        href,
        dimensions: dataset
            .columns
            .iter()
            .filter(|column| column.role == ColumnRole::Category)
            .map(|column| {
                let about = DimensionDescription {
                    title: column.title.clone(),
                    codes: BTreeMap::new(),
                };
                (column.name.clone(), about)
            })
            .collect(),
        regions,
        parts,
        measures: dataset
            .measures
            .iter()
            .map(|(key, info)| {
                let about = MeasureDescription {
                    title: info.title.clone(),
                    unit: info.unit,
                    decimals: decimals_in(&cube, key),
                };
                (key.clone(), about)
            })
            .collect(),
    };
    Ok(Some(Published {
        cube,
        description,
        as_of,
    }))
}

/// The readings of an indicator as known on a day, for all regions and periods that its tables give. A reading that the tables say nothing
/// of has no row. The indicator is the one measure of the table.
///
/// # Errors
/// As [`Held::readings`].
pub fn readings(
    held: &Held,
    id: &str,
    as_of: Option<Date>,
    href: Option<String>,
) -> Result<Published, RunError> {
    let indicator = held.indicator(id)?;
    let readings = held.readings(id, as_of)?;
    let cube = cube_of(indicator, &readings)?;
    let definitions = held.definitions()?;
    let vintages = held.vintages(as_of);
    let sources: Vec<(&Dataset, &Provenance)> = indicator
        .rule
        .datasets()
        .into_iter()
        .filter_map(|id| Some((definitions.datasets.get(id)?, vintages.get(id)?)))
        .collect();
    let (regions, parts) = regions_of(held, &cube)?;
    let about = MeasureDescription {
        title: indicator.title.clone(),
        unit: indicator.unit,
        decimals: indicator.decimals,
    };
    let description = Description {
        title: indicator.title.clone(),
        notes: notes_of_indicator(indicator, &sources),
        publisher: joined(
            sources.iter().map(|(dataset, _)| dataset.publisher.as_str()),
            ", ",
        ),
        attribution: attribution(&sources),
        licence: Licence::new(&joined(
            sources.iter().map(|(dataset, _)| dataset.licence.as_str()),
            "; ",
        )),
        updated: sources
            .iter()
            .map(|(_, provenance)| provenance.known_since())
            .max()
            .and_then(midnight),
        href,
        dimensions: BTreeMap::new(),
        regions,
        parts,
        measures: BTreeMap::from([(indicator.id.to_string(), about)]),
    };
    Ok(Published {
        cube: Arc::new(cube),
        description,
        as_of,
    })
}

/// The regions of some kinds, and some others by code, for a [`Selection`]; `None` when neither is named: every region.
///
/// # Errors
/// Never, once the workspace has been read.
pub fn regions_asked(
    held: &Held,
    kinds: &BTreeSet<RegionKind>,
    codes: &BTreeSet<RegionCode>,
) -> Result<Option<BTreeSet<RegionCode>>, RunError> {
    if kinds.is_empty() && codes.is_empty() {
        return Ok(None);
    }
    let regions = held.definitions()?.regions.iter();
    let of_kind = regions
        .filter(|region| kinds.contains(&region.kind))
        .map(|region| region.code.clone());
    Ok(Some(of_kind.chain(codes.iter().cloned()).collect()))
}

/// Every data set and every indicator of the workspace as one packed data package, written as it is made. What cannot be computed or was
/// not known yet on the day is left out; what was left out is given back.
///
/// # Errors
/// [`RunError::Publish`] when the bytes cannot be handed on; as [`dataset`].
pub fn bundle<W: Write>(
    held: &Held,
    as_of: Option<Date>,
    href: Option<String>,
    lang: Lang,
    to: W,
) -> Result<(W, Vec<Id>), RunError> {
    let definitions = held.definitions()?;
    let mut bundle = Bundle::new(to, lang);
    let mut left_out = Vec::new();
    for id in definitions.datasets.keys() {
        match dataset(held, id.as_str(), as_of, None)? {
            Some(table) => bundle.add(&format!("cijfers/{id}.csv"), &table.cube, &table.description)?,
            None => left_out.push(id.clone()),
        }
    }
    for id in definitions.indicators.keys() {
        match readings(held, id.as_str(), as_of, None) {
            Ok(table) => bundle.add(&format!("indicatoren/{id}.csv"), &table.cube, &table.description)?,
            Err(RunError::Evaluate(_)) => left_out.push(id.clone()),
            Err(error) => return Err(error),
        }
    }
    let package = package(definitions, as_of.unwrap_or_else(|| held.today()), href);
    Ok((bundle.finish(&package)?, left_out))
}

/// What a Data Package of all figures says of itself; `href` where it stands on the web.
#[must_use]
pub fn package(definitions: &Definitions, as_of: Date, href: Option<String>) -> Package {
    let name = &definitions.workspace.name;
    Package {
        name: format!("koers-{}", definitions.workspace.region.as_str().to_lowercase()),
        title: Text {
            nl: format!("Cijfers en indicatoren van {}", name.nl),
            en: Some(format!("Figures and indicators of {}", name.get(Lang::En))),
        },
        about: Text::both(
            "Per gegevensset en per indicator een CSV. De kolommen staan bij elke tabel beschreven; een leeg cijfer heeft zijn reden in status.",
            "A CSV for every data set and every indicator. The columns are described with each table; an empty figure has its reason in status.",
        ),
        href,
        as_of,
    }
}

/// Readings as a cube with one measure. What is absent has no row.
fn cube_of(indicator: &Indicator, readings: &ReadingTable) -> Result<Cube, PublishError> {
    // Without a reading there is no period, and any frequency will do.
    let first = readings.periods().first();
    let frequency = first.map_or(Frequency::Year, |period| period.frequency());
    let measure = indicator.id.as_str();
    let mut builder = CubeBuilder::new(indicator.id.clone(), frequency, &[]).with_measure(measure);
    for reading in readings.readings() {
        builder.add(measure, &[], reading.region, reading.period, reading.cell, 0)?;
    }
    Ok(builder.build()?)
}

type Names = BTreeMap<RegionCode, String>;
type Parts = BTreeMap<RegionCode, Vec<RegionCode>>;

/// The names of the regions of a cube, and how they lay in one another on the last day that the cube knows.
fn regions_of(held: &Held, cube: &Cube) -> Result<(Names, Parts), RunError> {
    let register = &held.definitions()?.regions;
    let named = cube
        .regions()
        .iter()
        .filter_map(|code| Some((code.clone(), register.get(code)?.name.clone())));
    let mut parts = Parts::new();
    if let Some(day) = cube.periods().last().map(|period| period.end()) {
        let here = |code: &RegionCode| cube.region_index(code).is_some();
        for nesting in register
            .nestings()
            .iter()
            .filter(|nesting| nesting.validity.holds_on(day))
        {
            if here(&nesting.parent) && here(&nesting.child) {
                parts
                    .entry(nesting.parent.clone())
                    .or_default()
                    .push(nesting.child.clone());
            }
        }
    }
    for list in parts.values_mut() {
        list.sort();
        list.dedup();
    }
    Ok((named.collect(), parts))
}

fn midnight(day: Date) -> Option<Timestamp> {
    Some(day.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// Texts one behind the other, each once, in the order in which they first come.
fn joined<'a>(texts: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join(between)
}

fn attribution(sources: &[(&Dataset, &Provenance)]) -> Text {
    let of = |lang| {
        joined(
            sources.iter().map(|(dataset, _)| dataset.attribution.get(lang)),
            "; ",
        )
    };
    Text::both(of(Lang::Nl), of(Lang::En))
}

/// Which bytes the figures come from.
fn origin(provenance: &Provenance) -> Text {
    let (hash, got) = (provenance.hash.short(), provenance.retrieved);
    match provenance.published {
        Some(day) => Text::both(
            format!("Uit momentopname {hash}, gepubliceerd op {day}, opgehaald op {got}."),
            format!("From snapshot {hash}, published on {day}, retrieved on {got}."),
        ),
        None => Text::both(
            format!(
                "Uit momentopname {hash}, opgehaald op {got}; wanneer die is gepubliceerd, is niet bekend."
            ),
            format!("From snapshot {hash}, retrieved on {got}; when it was published is not known."),
        ),
    }
}

fn notes_of_dataset(dataset: &Dataset, provenance: &Provenance) -> Vec<Text> {
    let at = dataset.url.as_ref().map(|url| {
        Text::both(
            format!("Bij de uitgever: {url}"),
            format!("With the publisher: {url}"),
        )
    });
    [origin(provenance)].into_iter().chain(at).collect()
}

fn notes_of_indicator(indicator: &Indicator, sources: &[(&Dataset, &Provenance)]) -> Vec<Text> {
    let version = Text::both(
        format!("Versie {} van de definitie.", indicator.version),
        format!("Version {} of the definition.", indicator.version),
    );
    let mut notes: Vec<Text> = indicator.text.iter().cloned().collect();
    notes.push(indicator.source.clone());
    notes.push(version);
    notes.extend(sources.iter().map(|(dataset, provenance)| {
        let from = origin(provenance);
        let of = |lang| format!("{}: {}", dataset.title.get(lang), from.get(lang));
        Text::both(of(Lang::Nl), of(Lang::En))
    }));
    notes
}
