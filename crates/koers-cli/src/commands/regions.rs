//! `koers regions`: which regions there are, and what became of them.

mod import;
mod restate;

use super::list::regions_list;
use super::{plain, print, print_list, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::region::{Basis, RegionKind, RegionRegistry};
use koers_model::text::Lang;
use koers_report::date;
use koers_report::list::{Column, Field, List};
use koers_report::words::data;
use koers_run::regions::{self, History, Relation};
use koers_run::workspace;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    match matches.subcommand() {
        Some(("history", m)) => history(m, lang),
        Some(("as-of", m)) => as_of(m, lang),
        Some(("restate", m)) => restate::run(m, lang),
        Some(("import", m)) => import::run(m, lang),
        _ => Err(Failure::Usage(
            lang.pick(
                "history, as-of, restate of import?",
                "history, as-of, restate or import?",
            )
            .into(),
        )),
    }
}

/// What `--weight` names.
pub(super) fn basis(matches: &ArgMatches) -> Option<Basis> {
    matches
        .get_one::<String>("weight")
        .and_then(|word| Basis::from_word(word))
}

fn history(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let workspace = workspace::read(&world(matches)?, lang)?;
    let registry = &workspace.definitions()?.regions;
    let history = regions::history(registry, text(matches, "what"))?;
    if text(matches, "format") == "table" {
        print(&heading(&history, lang))?;
        if history.steps.is_empty() {
            return Ok(Exit::Done);
        }
    }
    print_list(matches, &steps(&history, registry), lang)?;
    Ok(Exit::Done)
}

/// What the region is, since when and until when, and whether anything changed.
fn heading(history: &History<'_>, lang: Lang) -> String {
    let region = history.region;
    let kind = data::region_kind(region.kind, lang);
    let mut said = format!("{} ({}), {kind}", region.name, region.code);
    let days = [
        (lang.pick("vanaf", "from"), region.validity.from),
        (lang.pick("tot en met", "until"), region.validity.to),
    ];
    for (word, on) in days {
        if let Some(on) = on {
            said.push_str(&format!(", {word} {}", date::date(on, lang)));
        }
    }
    if history.steps.is_empty() {
        said.push_str(lang.pick(
            "\nDe werkmap kent geen verandering van dit gebied.",
            "\nThe workspace knows no change of this region.",
        ));
    }
    said.push('\n');
    said
}

fn steps(history: &History<'_>, registry: &RegionRegistry) -> List {
    let name = |code| {
        registry
            .get(code)
            .map_or(Field::Empty, |region| plain(&region.name))
    };
    let rows = history.steps.iter().map(|step| {
        let change = step.change;
        vec![
            plain(change.date),
            Field::named(change.kind.word(), |lang| change.kind.label(lang).to_owned()),
            plain(&change.from),
            name(&change.from),
            plain(&change.to),
            name(&change.to),
            relation(step.relation),
            Field::YesNo(step.breaks),
            plain(&change.source),
        ]
    });
    List {
        columns: vec![
            Column::new("date", "dag", "day"),
            Column::new("kind", "soort", "kind"),
            Column::new("from", "van", "from"),
            Column::new("from_name", "naam", "name"),
            Column::new("to", "naar", "to"),
            Column::new("to_name", "naam", "name"),
            Column::new("relation", "wanneer", "when"),
            Column::new("breaks", "breuk", "break"),
            Column::new("source", "bron", "source"),
        ],
        rows: rows.collect(),
    }
}

fn relation(relation: Relation) -> Field {
    let (word, nl, en) = match relation {
        Relation::Before => ("before", "ging eraan vooraf", "came before"),
        Relation::After => ("after", "kwam erna", "came after"),
        Relation::Within => ("within", "verlegde de grens", "moved the border"),
    };
    Field::named(word, |lang| lang.pick(nl, en).to_owned())
}

fn as_of(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let workspace = workspace::read(&world(matches)?, lang)?;
    let registry = &workspace.definitions()?.regions;
    let (Some(on), Some(kind)) = (
        matches.get_one::<Date>("day").copied(),
        RegionKind::from_word(text(matches, "level")),
    ) else {
        return Ok(Exit::Usage);
    };
    let within = matches.get_one::<String>("in").map(String::as_str);
    let found = regions::on_day(registry, on, kind, within)?;
    print_list(matches, &regions_list(found), lang)?;
    Ok(Exit::Done)
}
