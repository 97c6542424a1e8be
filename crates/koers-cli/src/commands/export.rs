//! `koers export`: tables to hand out.

use super::{tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::waiting::Waiting;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::snapshot::Hash;
use koers_model::spelling::near;
use koers_model::text::Lang;
use koers_run::error::{EvaluateError, RunError};
use koers_run::held::Held;
use koers_run::publish::{Form, Published, Resource, data_package, dataset, package, readings};
use koers_source::atomic;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The list of contents of a folder.
const LIST: &str = "datapackage.json";

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let held = Held::read(Arc::new(world(matches)?), lang)?;
    let form = Form::from_word(text(matches, "format")).unwrap_or(Form::Csv);
    let as_of = matches.get_one::<Date>("as-of").copied();
    let definitions = held.definitions()?;
    let all = matches.get_flag("all");
    let wanted: Vec<Of> = match all {
        true => {
            let datasets = definitions.datasets.keys().cloned().map(Of::Dataset);
            datasets
                .chain(definitions.indicators.keys().cloned().map(Of::Indicator))
                .collect()
        }
        false => {
            let asked = matches.get_many::<String>("what").into_iter().flatten();
            asked.map(|id| of(definitions, id)).collect::<Result<_, _>>()?
        }
    };
    let waiting = Waiting::for_(lang.pick("Schrijven", "Writing").to_owned());
    let to = matches.get_one::<PathBuf>("to");
    let mut written: Vec<(String, Vec<u8>, Published)> = Vec::new();
    for of in &wanted {
        let table = match table(&held, of, as_of) {
            Ok(table) => table,
            // Of everything, what was not known yet is told and left out.
            Err(Failure::Run(RunError::Evaluate(error))) if all => {
                tell(&format!(
                    "{}: {}",
                    of.id(),
                    RunError::Evaluate(error).message(lang)
                ));
                continue;
            }
            Err(other) => return Err(other),
        };
        let bytes = table.write(form, lang).map_err(RunError::from)?;
        match to {
            Some(folder) => {
                let name = format!("{}/{}", of.folder(), table.file_name(form));
                put(folder, &name, &bytes)?;
                if form == Form::Csv {
                    let about = table.write(Form::Csvw, lang).map_err(RunError::from)?;
                    put(
                        folder,
                        &format!("{}/{}", of.folder(), table.file_name(Form::Csvw)),
                        &about,
                    )?;
                }
                written.push((name, bytes, table));
            }
            None if wanted.len() > 1 => {
                return Err(Failure::Usage(
                    lang.pick(
                        "meer tabellen passen niet in één uitvoer: noem een map met --to",
                        "several tables do not fit in one output: name a folder with --to",
                    )
                    .to_owned(),
                ));
            }
            None => {
                drop(waiting);
                return show(&bytes, form, lang);
            }
        }
    }
    if let Some(folder) = to {
        if form == Form::Csv {
            put(folder, LIST, &list(&held, &written, as_of, lang)?)?;
        }
        drop(waiting);
        tell(&match lang {
            Lang::Nl => format!("{} tabellen geschreven in {}", written.len(), folder.display()),
            Lang::En => format!("{} tables written to {}", written.len(), folder.display()),
        });
    }
    Ok(Exit::Done)
}

/// What a table is of. An indicator can have the name of a data set.
enum Of {
    Dataset(Id),
    Indicator(Id),
}

impl Of {
    fn id(&self) -> &Id {
        match self {
            Self::Dataset(id) | Self::Indicator(id) => id,
        }
    }
    /// The folder for such tables, as in the package of the dashboard.
    fn folder(&self) -> &'static str {
        match self {
            Self::Dataset(_) => "cijfers",
            Self::Indicator(_) => "indicatoren",
        }
    }
}

/// What is asked for by an id: an indicator, else a data set.
fn of(definitions: &Definitions, id: &str) -> Result<Of, Failure> {
    if let Some((id, _)) = definitions.indicators.get_key_value(id) {
        return Ok(Of::Indicator(id.clone()));
    }
    if let Some((id, _)) = definitions.datasets.get_key_value(id) {
        return Ok(Of::Dataset(id.clone()));
    }
    let known = definitions.indicators.keys().chain(definitions.datasets.keys());
    Err(Failure::Run(RunError::Unknown {
        what: "indicator or data set",
        id: id.to_owned(),
        near: near(id, known.map(Id::as_str)),
    }))
}

fn table(held: &Held, of: &Of, as_of: Option<Date>) -> Result<Published, Failure> {
    match of {
        Of::Indicator(id) => Ok(readings(held, id.as_str(), as_of, None)?),
        Of::Dataset(id) => {
            let unknown = || EvaluateError::NoTable { dataset: id.clone() };
            let found = dataset(held, id.as_str(), as_of, None)?;
            found.ok_or_else(|| RunError::Evaluate(unknown()).into())
        }
    }
}

/// The list of contents of a folder, as a Data Package.
fn list(
    held: &Held,
    written: &[(String, Vec<u8>, Published)],
    as_of: Option<Date>,
    lang: Lang,
) -> Result<Vec<u8>, Failure> {
    let definitions = held.definitions()?;
    let package = package(definitions, as_of.unwrap_or_else(|| held.today()), None);
    let resources: Vec<Resource<'_>> = written
        .iter()
        .map(|(path, bytes, table)| Resource {
            path,
            bytes: bytes.len(),
            hash: Hash::of(bytes),
            cube: &table.cube,
            description: &table.description,
        })
        .collect();
    Ok(data_package(&package, &resources, lang).map_err(RunError::from)?)
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = folder.join(name);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(write_error(folder))?;
    }
    atomic::write(&path, bytes).map_err(write_error(&path))
}

fn write_error(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + use<> {
    let path = path.to_owned();
    move |source| Failure::Write { path, source }
}

/// Writes a table to the output as it is: what programs read has no colours to be taken out.
fn show(bytes: &[u8], form: Form, lang: Lang) -> Result<Exit, Failure> {
    let mut out = std::io::stdout().lock();
    if form == Form::Parquet && out.is_terminal() {
        return Err(Failure::Usage(
            lang.pick(
                "Parquet is niet te lezen op een scherm: schrijf het naar een map met --to, of naar een bestand",
                "Parquet cannot be read on a screen: write it to a folder with --to, or to a file",
            )
            .to_owned(),
        ));
    }
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // A reader that goes away is no error.
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(Exit::Done),
    }
}
