//! `koers list`: what the workspace holds.

use super::{day, plain, print_list, programme, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_framework::Definitions;
use koers_model::region::Region;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::words::data;
use koers_run::workspace::{self, Workspace};

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let list = match text(matches, "what") {
        "indicators" => indicators(definitions),
        "regions" => regions_list(definitions.regions.iter()),
        "datasets" => datasets(definitions, &workspace),
        _ => outcomes(definitions),
    };
    print_list(matches, &list, lang)?;
    Ok(Exit::Done)
}

fn indicators(definitions: &Definitions) -> List {
    let rows = definitions.indicators.values().map(|indicator| {
        vec![
            plain(&indicator.id),
            Field::Text(indicator.title.clone()),
            Field::named(indicator.unit.id, |lang| indicator.unit.label(lang).to_owned()),
            Field::named(indicator.level.word(), |lang| {
                data::level(indicator.level, lang).to_owned()
            }),
            Field::named(indicator.rule.word(), |lang| {
                data::rule(&indicator.rule, lang).to_owned()
            }),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("unit", "eenheid", "unit"),
            Column::new("level", "niveau", "level"),
            Column::new("rule", "regel", "rule"),
        ],
        rows: rows.collect(),
    }
}

/// Regions with their codes and their days.
pub(super) fn regions_list<'a>(regions: impl IntoIterator<Item = &'a Region>) -> List {
    let rows = regions.into_iter().map(|region| {
        vec![
            plain(&region.code),
            plain(&region.name),
            Field::named(region.kind.word(), |lang| {
                data::region_kind(region.kind, lang).to_owned()
            }),
            plain(region.nuts.join(" ")),
            day(region.validity.from),
            day(region.validity.to),
        ]
    });
    List {
        columns: vec![
            Column::new("code", "code", "code"),
            Column::new("name", "naam", "name"),
            Column::new("kind", "soort", "kind"),
            Column::new("nuts", "NUTS", "NUTS"),
            Column::new("valid_from", "vanaf", "from"),
            Column::new("valid_to", "tot en met", "until"),
        ],
        rows: rows.collect(),
    }
}

fn datasets(definitions: &Definitions, workspace: &Workspace) -> List {
    let rows = definitions.datasets.values().map(|dataset| {
        let snapshots: Vec<_> = workspace
            .snapshots
            .iter()
            .filter(|s| s.dataset == dataset.id)
            .collect();
        vec![
            plain(&dataset.id),
            Field::Text(dataset.title.clone()),
            plain(&dataset.publisher),
            plain(&dataset.table),
            Field::named(dataset.frequency.word(), |lang| {
                data::frequency(dataset.frequency, lang).to_owned()
            }),
            Field::Count(snapshots.len()),
            day(snapshots.iter().map(|snapshot| snapshot.known_since()).max()),
        ]
    });
    List {
        columns: vec![
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("publisher", "uitgever", "publisher"),
            Column::new("table", "tabel", "table"),
            Column::new("frequency", "frequentie", "frequency"),
            Column::new("snapshots", "momentopnamen", "snapshots"),
            Column::new("known_since", "bekend sinds", "known since"),
        ],
        rows: rows.collect(),
    }
}

fn outcomes(definitions: &Definitions) -> List {
    let rows = definitions.frameworks.iter().flat_map(|framework| {
        framework.judged().map(move |judged| {
            vec![
                programme(framework),
                plain(&judged.group.id),
                plain(&judged.element.id),
                Field::Text(judged.element.title.text().clone()),
            ]
        })
    });
    List {
        columns: vec![
            Column::new("framework", "programma", "programme"),
            Column::new("line", "lijn", "line"),
            Column::new("id", "id", "id"),
            Column::new("title", "resultaat", "outcome"),
        ],
        rows: rows.collect(),
    }
}
