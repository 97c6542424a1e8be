//! `koers add`: a table of a publisher becomes a row of the catalogue, with an indicator to begin with.

use super::{both, plain, print, print_list, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::publishers::{asking, unfetched};
use crate::waiting::Waiting;
use clap::ArgMatches;
use koers_framework::parse;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::published::Publisher;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_model::unit::{UNITS, Unit};
use koers_report::list::{Column, Field, List};
use koers_run::adding::{AddError, Around, Draft, Wish, draft, refused};
use koers_run::error::RunError;
use koers_run::world::World as _;
use koers_source::describe::{describe, is_table};
use koers_source::site::Site;
use std::collections::BTreeMap;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let (publisher, table) = named(text(matches, "table"), lang)?;
    let wish = wish(matches, lang)?;
    let world = world(matches)?;
    let files = world.policy_files().map_err(RunError::from)?;
    let parsed = parse(&files);
    let Some(settings) = parsed.settings() else {
        return Err(Failure::Usage(
            lang.pick(
                "koers.yaml heeft fouten: `koers check` laat ze zien",
                "koers.yaml has errors: `koers check` shows them",
            )
            .to_owned(),
        ));
    };
    let site = match matches.get_one::<WebAddress>("from") {
        Some(instead) => Site::at(publisher, instead),
        None => Site::of(publisher),
    };
    let waiting = Waiting::for_(format!(
        "{} {}/{table}",
        lang.pick("Opvragen:", "Asking for:"),
        publisher.word()
    ));
    let described = describe(&asking(&site, &parsed), &site, table);
    drop(waiting);
    let described = match described {
        Ok(described) => described,
        Err(fault) => {
            tell(&format!(
                "{}: {}",
                lang.pick("fout", "error"),
                unfetched(&fault).sentence(lang)
            ));
            return Ok(Exit::Unfetched);
        }
    };
    let around = Around {
        region: &settings.region,
        compare: &settings.compare,
        regions: parsed.regions(),
        today: world.today(),
        lang,
    };
    let draft = draft(&described, &wish, around).map_err(|error| failure(&error, lang))?;
    let refused = refused(&draft, &files, lang);
    if let Some(first) = refused.first() {
        return Err(Failure::Unfit(format!(
            "{}: {}",
            lang.pick(
                "wat hieruit komt, keurt `koers check` niet goed",
                "`koers check` does not pass what comes of this"
            ),
            first.message
        )));
    }
    let known = parsed.datasets();
    let same = known.values().find(|dataset| {
        dataset.publisher.eq_ignore_ascii_case(publisher.name())
            && dataset.table.eq_ignore_ascii_case(&described.table)
    });
    if let Some(same) = same {
        tell(&match lang {
            Lang::Nl => format!("let op: gegevensset {} is ook van deze tabel", same.id),
            Lang::En => format!("note: data set {} is of this table too", same.id),
        });
    }
    let dry = matches.get_flag("dry-run");
    if !dry {
        world.folder().add_files(&draft.files)?;
    }
    show(matches, &draft, dry, lang)?;
    Ok(Exit::Done)
}

/// `cbs/85224NED`.
fn named(text: &str, lang: Lang) -> Result<(Publisher, &str), Failure> {
    let found = text
        .split_once('/')
        .and_then(|(publisher, table)| Some((Publisher::from_word(&publisher.to_lowercase())?, table)));
    found.filter(|(_, table)| is_table(table)).ok_or_else(|| {
        Failure::Usage(match lang {
            Lang::Nl => {
                format!("`{text}` is geen tabel: schrijf cbs/NUMMER of eurostat/CODE, zoals `koers search` ze noemt")
            }
            Lang::En => {
                format!("`{text}` is no table: write cbs/NUMBER or eurostat/CODE, as `koers search` names them")
            }
        })
    })
}

fn wish(matches: &ArgMatches, lang: Lang) -> Result<Wish, Failure> {
    let many = |name: &str| matches.get_many::<String>(name).into_iter().flatten();
    let mut units: BTreeMap<String, &'static Unit> = BTreeMap::new();
    for text in many("unit") {
        let (measure, unit) = text.split_once('=').ok_or_else(|| {
            Failure::Usage(match lang {
                Lang::Nl => format!("`{text}`: schrijf MAAT=EENHEID, zoals M003026=percent"),
                Lang::En => format!("`{text}`: write MEASURE=UNIT, such as M003026=percent"),
            })
        })?;
        let known = Unit::from_id(unit).ok_or_else(|| {
            let near = near(unit, UNITS.iter().map(|unit| unit.id));
            let all: Vec<&str> = UNITS.iter().map(|unit| unit.id).collect();
            Failure::Usage(match (near.is_empty(), lang) {
                (false, Lang::Nl) => {
                    format!(
                        "`{unit}` is geen eenheid van Koers; bedoelt u {}?",
                        near.join(", ")
                    )
                }
                (false, Lang::En) => {
                    format!("`{unit}` is no unit of Koers; did you mean {}?", near.join(", "))
                }
                (true, Lang::Nl) => {
                    format!("`{unit}` is geen eenheid van Koers; die zijn {}", all.join(", "))
                }
                (true, Lang::En) => format!("`{unit}` is no unit of Koers; those are {}", all.join(", ")),
            })
        })?;
        units.insert(measure.to_owned(), known);
    }
    Ok(Wish {
        id: matches.get_one::<Id>("as").cloned(),
        measures: many("measure").cloned().collect(),
        units,
        filter: matches.get_one::<String>("filter").cloned(),
    })
}

fn failure(error: &AddError, lang: Lang) -> Failure {
    let message = error.message(lang);
    match error {
        AddError::NoAxis(_) | AddError::NoPeriod | AddError::NoKnownRegion { .. } => Failure::Unfit(message),
        _ => Failure::Usage(message),
    }
}

/// What was written, or would be; then what else the table has.
fn show(matches: &ArgMatches, draft: &Draft, dry: bool, lang: Lang) -> Result<(), Failure> {
    let list = list(draft);
    if text(matches, "format") != "table" {
        return print_list(matches, &list, lang);
    }
    if dry {
        for (name, contents) in &draft.files {
            print(&format!("───── {name} ─────\n{contents}"))?;
        }
    } else {
        print_list(matches, &list, lang)?;
        for (name, _) in &draft.files {
            tell(&format!("{} {name}", lang.pick("geschreven:", "written:")));
        }
    }
    let count = draft.unknown_regions.len();
    if count > 0 {
        tell(&match lang {
            Lang::Nl => format!(
                "let op: {count} gebieden van de tabel staan niet in regions/regions.csv; die worden niet gevraagd of bewaard"
            ),
            Lang::En => format!(
                "note: {count} regions of the table are not in regions/regions.csv; they are not asked for or kept"
            ),
        });
    }
    let others: Vec<&str> = draft
        .measures
        .iter()
        .filter(|measure| measure.unit.is_some() && !measure.is_chosen)
        .map(|measure| measure.key.as_str())
        .take(3)
        .collect();
    if !others.is_empty() {
        tell(&format!(
            "{}: --measure {}",
            lang.pick(
                "een indicator van een andere maat",
                "an indicator of another measure"
            ),
            others.join(" --measure ")
        ));
    }
    tell(&match (dry, lang) {
        (true, Lang::Nl) => "Er is niets geschreven.".to_owned(),
        (true, Lang::En) => "Nothing was written.".to_owned(),
        (false, Lang::Nl) => format!("Verder: koers check, dan koers sync {}", draft.dataset),
        (false, Lang::En) => format!("Next: koers check, then koers sync {}", draft.dataset),
    });
    Ok(())
}

fn list(draft: &Draft) -> List {
    let row = |measure: &koers_run::adding::Offered| {
        let unit = match measure.unit {
            Some(unit) => Field::named(unit.id, |lang| unit.label(lang).to_owned()),
            None => Field::Empty,
        };
        let becomes = |lang: Lang| {
            let said = match (measure.is_chosen, measure.unit) {
                (true, _) => ("indicator", "indicator"),
                (false, Some(_)) => ("in de catalogus", "in the catalogue"),
                (false, None) => ("niet overgenomen", "left out"),
            };
            lang.pick(said.0, said.1).to_owned()
        };
        vec![
            plain(&draft.dataset),
            plain(&measure.key),
            plain(&measure.title),
            plain(&measure.published_unit),
            unit,
            both(becomes),
        ]
    };
    List {
        columns: vec![
            Column::new("dataset", "gegevensset", "data set"),
            Column::new("measure", "maat", "measure"),
            Column::new("title", "titel", "title"),
            Column::new(
                "published_unit",
                "eenheid bij de uitgever",
                "unit of the publisher",
            ),
            Column::new("unit", "eenheid", "unit"),
            Column::new("becomes", "wordt", "becomes"),
        ],
        rows: draft.measures.iter().map(row).collect(),
    }
}
