//! The first rows of a table, to see what is in it.

use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::controls::Choice;
use crate::site::Site;
use koers_model::region::{Region, RegionCode, RegionKind};
use koers_model::text::Lang;
use koers_report::view::Phrase;
use koers_report::words::{capital, remarks};
use koers_report::{date, number};
use koers_run::catalogue::Holding;
use koers_run::publish::{self, Published, Selection};
use koers_run::status::Asked;
use std::collections::BTreeSet;

/// How many rows are shown. The whole table can be downloaded.
const SHOWN: usize = 200;

/// The first rows of a table, filtered.
pub struct Preview {
    /// How many rows there are, and how many are shown.
    pub count: String,
    /// Names of the columns between period and figure.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<PreviewRow>,
}

/// One observation.
pub struct PreviewRow {
    /// The region.
    pub region: String,
    /// The period.
    pub period: String,
    /// Codes of the categories, and the measure where there is more than one.
    pub cells: Vec<Phrase>,
    /// The figure with its unit, or why there is none.
    pub figure: String,
    /// What the publisher says of it.
    pub remarks: String,
    /// Where it stands in the snapshot.
    pub place: String,
}

/// The first rows that were asked for, and the choices that there are.
pub fn of(
    site: &Site,
    ask: &Ask,
    held: &Holding<'_>,
    asked: &Asked,
) -> Result<(Preview, Vec<Choice>), Fault> {
    let lang = ask.lang;
    let dataset = held.dataset;
    let measure = ask.get("maat");
    if measure.is_some_and(|measure| !dataset.measures.contains_key(measure)) {
        return Err(Wrong::new(
            "maat",
            "deze gegevensset heeft die maat niet",
            "this data set has no such measure",
        )
        .into());
    }
    if let Some(code) = &asked.region {
        site.region(asked)?;
        let known = held
            .coverage
            .is_some_and(|coverage| coverage.regions.contains(code));
        if !known {
            return Err(Wrong::new(
                "regio",
                "deze gegevensset heeft dat gebied niet",
                "this data set has no such region",
            )
            .into());
        }
    }
    let fields = fields(site, held, measure, asked.region.as_ref(), lang)?;
    let Some(table) = publish::dataset(site, dataset.id.as_str(), asked.as_of, None)? else {
        let count = lang.pick(
            "Op die dag was er nog geen momentopname van deze gegevensset.",
            "On that day there was no snapshot of this data set yet.",
        );
        let none = Preview {
            count: count.to_owned(),
            columns: Vec::new(),
            rows: Vec::new(),
        };
        return Ok((none, fields));
    };
    let table = table.selected(&Selection {
        measures: measure.map(|measure| BTreeSet::from([measure.to_owned()])),
        regions: asked.region.clone().map(|region| BTreeSet::from([region])),
        ..Selection::default()
    });
    Ok((preview(&table, lang), fields))
}

fn preview(table: &Published, lang: Lang) -> Preview {
    let several = table.cube.measures().len() > 1;
    let mut columns: Vec<String> = table
        .cube
        .categories()
        .iter()
        .map(|(name, _)| {
            let about = table.description.dimensions.get(name);
            let title = about.and_then(|about| about.title.as_ref());
            title.map_or_else(|| name.clone(), |title| title.get(lang).to_owned())
        })
        .collect();
    if several {
        columns.push(lang.pick("Wat", "What").to_owned());
    }
    let rows: Vec<PreviewRow> = table
        .rows(lang)
        .take(SHOWN)
        .map(|row| {
            let mut cells: Vec<Phrase> = row
                .codes
                .iter()
                .map(|code| Phrase::own(code.label.unwrap_or(code.code).to_owned()))
                .collect();
            if several {
                cells.push(row.about.map_or_else(
                    || Phrase::own(row.measure.to_owned()),
                    |about| Phrase::new(&about.title, lang),
                ));
            }
            let decimals = row.about.map_or(0, |about| about.decimals);
            PreviewRow {
                region: row.region_name.unwrap_or(row.region.as_str()).to_owned(),
                period: date::period(row.period, lang),
                cells,
                figure: match row.about {
                    Some(about) => number::cell_figure(&row.cell, decimals, about.unit, lang),
                    None => number::cell(&row.cell, decimals, lang),
                },
                remarks: remarks(&row.cell, decimals, lang),
                place: row.place.map(|place| place.to_string()).unwrap_or_default(),
            }
        })
        .collect();
    let all = table.cube.observation_count();
    Preview {
        count: count(rows.len(), all, lang),
        columns,
        rows,
    }
}

fn count(shown: usize, all: usize, lang: Lang) -> String {
    let (some, whole) = (number::count(shown, lang), number::count(all, lang));
    match (shown == all, lang) {
        (true, Lang::Nl) => format!("Alle {whole} waarnemingen"),
        (true, Lang::En) => format!("All {whole} observations"),
        (false, Lang::Nl) => format!("De eerste {some} van {whole} waarnemingen"),
        (false, Lang::En) => format!("The first {some} of {whole} observations"),
    }
}

/// Which measure and which region.
fn fields(
    site: &Site,
    held: &Holding<'_>,
    measure: Option<&str>,
    region: Option<&RegionCode>,
    lang: Lang,
) -> Result<Vec<Choice>, Fault> {
    let mut fields = Vec::new();
    if held.dataset.measures.len() > 1 {
        let all = (String::new(), lang.pick("alles", "everything").to_owned());
        let options = held
            .dataset
            .measures
            .iter()
            .map(|(key, info)| (key.clone(), info.title.get(lang).to_owned()));
        fields.push(Choice::one_of(
            "maat",
            lang.pick("Wat", "What"),
            std::iter::once(all).chain(options),
            measure.unwrap_or(""),
        ));
    }
    let register = &site.definitions()?.regions;
    let codes = held.coverage.into_iter().flat_map(|coverage| &coverage.regions);
    let mut known: Vec<&Region> = codes.filter_map(|code| register.get(code)).collect();
    known.sort_by(|a, b| a.name.cmp(&b.name).then(a.code.cmp(&b.code)));
    let every = vec![(
        String::new(),
        lang.pick("alle gebieden", "all regions").to_owned(),
        region.is_none(),
    )];
    let mut groups = vec![(String::new(), every)];
    for (kind, ..) in RegionKind::WORDS {
        let options: Vec<_> = known
            .iter()
            .filter(|known| known.kind == kind)
            .map(|known| {
                (
                    known.code.to_string(),
                    known.name.clone(),
                    region == Some(&known.code),
                )
            })
            .collect();
        if !options.is_empty() {
            groups.push((capital(kind.plural(lang)), options));
        }
    }
    fields.push(Choice::OneOf {
        key: "regio",
        label: lang.pick("Gebied", "Region"),
        groups,
    });
    Ok(fields)
}
