//! One data set: what it is, how we read it, its snapshots, its figures.

use super::catalogue::{class, periods, regions};
use super::preview::{self, Preview};
use crate::answer::{Answer, Fault};
use crate::ask::{Ask, address};
use crate::controls::{Choice, Controls};
use crate::pages::economy::{self, Laid};
use crate::paths;
use crate::shell::{Shell, render};
use crate::site::Site;
use askama::Template;
use jiff::civil::Date;
use koers_model::dataset::{Column, ColumnRole, Dataset, RegionCodes};
use koers_model::snapshot::Provenance;
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::words::data as words;
use koers_report::{date, number};
use koers_run::catalogue::{Holding, holding};

/// What a page of a data set can be asked.
pub const KEYS: &[&str] = &["maat", "regio", "bekendOp"];

#[derive(Template)]
#[template(path = "pages/data/dataset.html")]
struct Page {
    shell: Shell,
    title: Phrase,
    attribution: Phrase,
    facts: Vec<Fact>,
    freshness: Option<(&'static str, &'static str, String)>,
    downloads: Vec<(String, &'static str, &'static str)>,
    used_by: Vec<(String, Phrase)>,
    /// The figures for methods that it is part of.
    methods: Vec<Laid>,
    controls: Controls,
    preview: Preview,
    columns: Vec<ColumnRow>,
    measures: Vec<MeasureRow>,
    rules: Vec<String>,
    snapshots: Vec<SnapshotRow>,
}

/// A fact: its name, what it is, where more is told.
struct Fact {
    name: &'static str,
    says: String,
    link: Option<String>,
}

struct ColumnRow {
    name: String,
    title: Option<Phrase>,
    role: String,
}

struct MeasureRow {
    key: String,
    title: Phrase,
    unit: &'static str,
    adds: &'static str,
}

struct SnapshotRow {
    known: String,
    published: String,
    retrieved: String,
    size: String,
    format: &'static str,
    origin: String,
    hash: String,
    counts: bool,
    link: String,
}

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let lang = ask.lang;
    let held = holding(site, ask.part("dataset"))?;
    let dataset = held.dataset;
    let asked = ask.asked(site.today())?;
    let title = Phrase::new(&dataset.title, lang);
    let description = match lang {
        Lang::Nl => format!(
            "{}: {}, {}, met licentie, momentopnamen en downloads.",
            title.text,
            dataset.publisher,
            words::table(&dataset.table, lang)
        ),
        Lang::En => format!(
            "{}: {}, {}, with licence, snapshots and downloads.",
            title.text,
            dataset.publisher,
            words::table(&dataset.table, lang)
        ),
    };
    let (preview, mut fields) = preview::of(site, ask, &held, &asked)?;
    fields.push(Choice::as_of(asked.as_of, site.today(), lang));
    let mut shell = Shell::new(site, ask, title.text.clone(), description)?;
    shell = shell.crumb(ask, "/cijfers", lang.pick("Cijfers", "Data"));
    let page = Page {
        shell,
        attribution: Phrase::new(&dataset.attribution, lang),
        facts: facts(&held, lang),
        freshness: held.freshness.map(|freshness| {
            (
                class(freshness),
                words::freshness(freshness, lang),
                words::freshness_means(freshness, dataset.frequency, lang),
            )
        }),
        downloads: downloads(dataset, asked.as_of, lang),
        used_by: held
            .used_by
            .iter()
            .map(|indicator| {
                let path = paths::indicator(indicator.id.as_str());
                (ask.link(&path), Phrase::new(&indicator.title, lang))
            })
            .collect(),
        methods: economy::on_dataset(site, ask, &dataset.id)?,
        controls: Controls::new(ask, KEYS, fields),
        preview,
        columns: dataset
            .columns
            .iter()
            .map(|column| column_row(column, lang))
            .collect(),
        measures: dataset
            .measures
            .iter()
            .map(|(key, info)| MeasureRow {
                key: key.clone(),
                title: Phrase::new(&info.title, lang),
                unit: info.unit.label(lang),
                adds: if info.additive {
                    lang.pick("ja", "yes")
                } else {
                    lang.pick("nee", "no")
                },
            })
            .collect(),
        rules: rules(dataset, lang),
        snapshots: snapshots(site, &held, asked.as_of, ask),
        title,
    };
    Ok(Answer::page(render(&page)?))
}

fn facts(held: &Holding<'_>, lang: Lang) -> Vec<Fact> {
    let dataset = held.dataset;
    let fact = |nl, en, says: String| Fact {
        name: lang.pick(nl, en),
        says,
        link: None,
    };
    let mut facts = vec![
        fact("Uitgever", "Publisher", dataset.publisher.clone()),
        Fact {
            link: dataset.url.clone(),
            ..fact("Tabel", "Table", words::table(&dataset.table, lang).to_owned())
        },
    ];
    let (licence, page) = words::licence_in_words(&dataset.licence, lang);
    facts.push(Fact {
        link: page.map(str::to_owned),
        ..fact("Licentie", "Licence", licence)
    });
    let often = words::frequency(dataset.frequency, lang);
    facts.push(fact("Frequentie", "Frequency", often.to_owned()));
    if let Some(periods) = periods(held, lang) {
        facts.push(fact("Perioden", "Periods", periods));
    }
    let regions = regions(&held.regions, lang);
    if !regions.is_empty() {
        facts.push(fact("Gebieden", "Regions", date::list(&regions, lang)));
    }
    facts.push(fact(
        "Naam in deze site",
        "Name on this site",
        dataset.id.to_string(),
    ));
    facts
}

/// Link, name, what it is for.
fn downloads(
    dataset: &Dataset,
    as_of: Option<Date>,
    lang: Lang,
) -> Vec<(String, &'static str, &'static str)> {
    let known = as_of.map(|day| day.to_string());
    let link = |ending: &str| {
        let path = format!(
            "/api/v1/gegevenssets/{}/waarnemingen{ending}",
            crate::ask::escape(dataset.id.as_str())
        );
        // The interface has one address for both languages.
        address(Lang::Nl, &path, [("bekendOp", known.as_deref())])
    };
    vec![
        (
            link(".csv"),
            "CSV",
            lang.pick(
                "voor elk rekenblad en elk programma",
                "for any spreadsheet and program",
            ),
        ),
        (
            link(".excel.csv"),
            lang.pick("CSV voor Excel", "CSV for Excel"),
            lang.pick(
                "met puntkomma’s en een decimale komma",
                "with semicolons and a decimal comma",
            ),
        ),
        (
            link(".jsonstat"),
            "JSON-stat",
            lang.pick(
                "voor statistische programma’s en websites",
                "for statistical software and websites",
            ),
        ),
        (
            link(".parquet"),
            "Parquet",
            lang.pick(
                "voor DuckDB, Python, R en Spark",
                "for DuckDB, Python, R and Spark",
            ),
        ),
    ]
}

fn column_row(column: &Column, lang: Lang) -> ColumnRow {
    let role = match &column.role {
        ColumnRole::Region(RegionCodes::Cbs) => lang
            .pick(
                "het gebied, met codes van het CBS",
                "the region, in codes of Statistics Netherlands",
            )
            .to_owned(),
        ColumnRole::Region(RegionCodes::Nuts) => lang
            .pick("het gebied, met NUTS-codes", "the region, in NUTS codes")
            .to_owned(),
        ColumnRole::Period => lang.pick("de periode", "the period").to_owned(),
        ColumnRole::Category => lang.pick("een uitsplitsing", "a breakdown").to_owned(),
        ColumnRole::Measure => lang.pick("wat er is gemeten", "what was measured").to_owned(),
        ColumnRole::Fixed(text) => format!("{} ‘{text}’", lang.pick("staat altijd op", "always says")),
        ColumnRole::Value(None) => lang.pick("het cijfer", "the figure").to_owned(),
        ColumnRole::Value(Some(measure)) => {
            format!("{} `{measure}`", lang.pick("het cijfer van", "the figure of"))
        }
        ColumnRole::Status => lang
            .pick(
                "wat de uitgever van het cijfer zegt",
                "what the publisher says of the figure",
            )
            .to_owned(),
        ColumnRole::Margin => lang
            .pick("de marge van het cijfer", "the margin of the figure")
            .to_owned(),
        ColumnRole::Ignore => lang.pick("lezen wij niet", "is not read").to_owned(),
    };
    ColumnRow {
        name: column.name.clone(),
        title: column.title.as_ref().map(|title| Phrase::new(title, lang)),
        role,
    }
}

/// What is left out, and which texts hide numbers.
fn rules(dataset: &Dataset, lang: Lang) -> Vec<String> {
    let mut rules = Vec::new();
    for (column, codes) in &dataset.keep {
        let codes = codes.join(", ");
        rules.push(match lang {
            Lang::Nl => format!("Van kolom `{column}` lezen wij alleen: {codes}."),
            Lang::En => format!("Of column `{column}` we only read: {codes}."),
        });
    }
    for mask in &dataset.masks {
        let (low, high) = (
            number::plain(mask.bounds.low, lang),
            number::plain(mask.bounds.high, lang),
        );
        rules.push(match lang {
            Lang::Nl => format!(
                "Waar ‘{}’ staat, is het cijfer geheim: het ligt tussen {low} en {high}.",
                mask.text
            ),
            Lang::En => format!(
                "Where it says ‘{}’ the figure is withheld: it lies between {low} and {high}.",
                mask.text
            ),
        });
    }
    rules
}

fn snapshots(site: &Site, held: &Holding<'_>, as_of: Option<Date>, ask: &Ask) -> Vec<SnapshotRow> {
    let lang = ask.lang;
    let counting = site.vintages(as_of).get(&held.dataset.id);
    let day = |day: Date| date::date(day, lang);
    let row = |snapshot: &&Provenance| SnapshotRow {
        known: day(snapshot.known_since()),
        published: snapshot
            .published
            .map_or_else(|| lang.pick("onbekend", "unknown").to_owned(), day),
        retrieved: day(snapshot.retrieved),
        size: size(snapshot.size, lang),
        format: snapshot.format.word(),
        origin: file_name(&snapshot.origin).to_owned(),
        hash: snapshot.hash.to_string(),
        counts: counting.is_some_and(|other| other.hash == snapshot.hash),
        link: ask.carry_with(
            &paths::dataset(held.dataset.id.as_str()),
            &[
                ("regio", ask.get("regio")),
                ("maat", ask.get("maat")),
                ("bekendOp", Some(&snapshot.known_since().to_string())),
            ],
        ),
    };
    // The newest first: that is the one people look for.
    held.snapshots.iter().rev().map(row).collect()
}

/// The name of a file without the folders it lay in on the machine that took it over; an address stays whole.
fn file_name(origin: &str) -> &str {
    if origin.contains("://") {
        return origin;
    }
    origin.rsplit(['/', '\\']).next().unwrap_or(origin)
}

/// A number of bytes as people say it.
fn size(bytes: u64, lang: Lang) -> String {
    let whole = |n: u64| number::count(usize::try_from(n).unwrap_or(usize::MAX), lang);
    match bytes {
        0..1_000 => format!("{} bytes", whole(bytes)),
        1_000..1_000_000 => format!("{} kB", whole(bytes.div_ceil(1_000))),
        _ => format!("{} MB", whole(bytes.div_ceil(1_000_000))),
    }
}
