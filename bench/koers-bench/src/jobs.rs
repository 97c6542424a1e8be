//! The jobs themselves.

use crate::{Asked, Outcome, dump, repeat};
use koers_framework::{Beside, Definitions, SourceFile, check, parse};
use koers_indicator::{ReadingTable, Scope, Source, Tables, evaluate_all};
use koers_model::diagnostic::Severity;
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::text::Lang;
use koers_source::folder::Folder;
use koers_table::Options;
use koers_table::cache::{self, CacheError};
use koers_table::cube::Cube;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Instant;

/// The definitions of a workspace.
fn definitions(workspace: &Path) -> Outcome<Definitions> {
    let folder = Folder::find(workspace)?;
    let files: Vec<SourceFile> = folder
        .policy_files()?
        .into_iter()
        .map(|(path, bytes)| SourceFile { path, bytes })
        .collect();
    let checked = check(&parse(&files), &Beside::default(), Lang::En);
    checked.definitions.ok_or_else(|| {
        let errors = checked
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error);
        let all = errors.take(5).map(|found| found.message.clone());
        format!("the workspace has errors: {}", all.collect::<Vec<_>>().join("; ")).into()
    })
}

fn id(text: &str) -> Outcome<Id> {
    Ok(Id::new(text).map_err(|error| format!("`{text}`: {error:?}"))?)
}

pub fn json(asked: &Asked, rest: &str) -> String {
    format!(
        r#"{{"version": {{"koers": "{}"}}, "job": "{}", {rest}}}"#,
        env!("CARGO_PKG_VERSION"),
        asked.job
    )
}

/// The bytes of a published file to a cube.
pub fn read(asked: &Asked, workspace: &str, dataset: &str, format: &str, file: &str) -> Outcome<String> {
    let definitions = definitions(Path::new(workspace))?;
    let dataset = definitions
        .datasets
        .get(&id(dataset)?)
        .ok_or("no such data set")?;
    let format = Format::from_word(format).ok_or("no such format")?;
    let (runs, cube) = repeat(asked.repeat, || {
        let bytes = fs::read(file)?;
        koers_table::read(&bytes, format, dataset, &definitions.regions, Options::default())
            .map(|table| table.cube)
            .map_err(|errors| {
                errors
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join("\n")
                    .into()
            })
    })?;
    if let Some(target) = &asked.dump {
        dump::cube(&cube, Path::new(target))?;
    }
    Ok(json(
        asked,
        &format!(
            r#""observations": {}, "runs": {runs:?}"#,
            cube.observation_count()
        ),
    ))
}

/// The published files of all data sets to Parquet caches.
pub fn import(asked: &Asked, folder: &str) -> Outcome<String> {
    let folder = Path::new(folder);
    let definitions = definitions(&folder.join("workspace"))?;
    let target = folder.join("koers-cache");
    fs::create_dir_all(&target)?;
    let (mut reading, mut packing) = (Vec::new(), Vec::new());
    let (runs, sizes) = repeat(asked.repeat, || {
        let (mut observations, mut bytes_kept) = (0, 0);
        let (mut read, mut pack) = (0.0, 0.0);
        for dataset in definitions.datasets.values() {
            let bytes = fs::read(folder.join("published").join(format!("{}.csv", dataset.id)))?;
            let start = Instant::now();
            let table = koers_table::read(
                &bytes,
                Format::KoersCsv,
                dataset,
                &definitions.regions,
                Options::default(),
            )
            .map_err(|errors| format!("{}: {}", dataset.id, errors[0]))?;
            read += start.elapsed().as_secs_f64();
            observations += table.cube.observation_count();
            let start = Instant::now();
            let packed = cache::to_parquet(&table.cube)?;
            bytes_kept += packed.len();
            fs::write(target.join(format!("{}.parquet", dataset.id)), &packed)?;
            pack += start.elapsed().as_secs_f64();
        }
        reading.push(read);
        packing.push(pack);
        Ok((observations, bytes_kept))
    })?;
    let rest = format!(
        r#""observations": {}, "bytes": {}, "runs": {runs:?}, "reading": {reading:?}, "packing": {packing:?}"#,
        sizes.0, sizes.1
    );
    Ok(json(asked, &rest))
}

/// The cubes that the indicators need, with a record of where they come from.
type Loaded = BTreeMap<Id, (Cube, Provenance)>;

/// As `koers` does: files one after the other, unpacked on all processors.
fn load(definitions: &Definitions, folder: &Path, wanted: Option<&BTreeSet<&Id>>) -> Outcome<Loaded> {
    let mut files = Vec::new();
    for dataset in definitions.datasets.values() {
        if wanted.is_some_and(|wanted| !wanted.contains(&dataset.id)) {
            continue;
        }
        let name = format!("{}.parquet", dataset.id);
        let bytes = fs::read(folder.join("koers-cache").join(&name))?;
        let provenance = Provenance {
            dataset: dataset.id.clone(),
            // The hash of the snapshot is not measured here: it is computed once, at import.
            hash: Hash::of(name.as_bytes()),
            size: bytes.len() as u64,
            format: Format::KoersCsv,
            origin: name,
            published: None,
            stamp: None,
            retrieved: "2021-06-01".parse()?,
        };
        files.push((bytes, provenance));
    }
    let unpacked: Result<Vec<(Cube, Provenance)>, CacheError> = files
        .into_par_iter()
        .map(|(bytes, provenance)| Ok((cache::from_parquet(&bytes)?, provenance)))
        .collect();
    Ok(unpacked?
        .into_iter()
        .map(|(cube, provenance)| (provenance.dataset.clone(), (cube, provenance)))
        .collect())
}

fn evaluated(definitions: &Definitions, loaded: &Loaded) -> Outcome<Vec<ReadingTable>> {
    // Made anew in every run, so that working out which regions add up to which is part of what is measured.
    let mut tables = Tables::new(&definitions.regions);
    for (id, (cube, provenance)) in loaded {
        let dataset = definitions.datasets.get(id).ok_or("no such data set")?;
        tables.insert(Source {
            cube,
            provenance,
            dataset,
        });
    }
    let indicators: Vec<&Indicator> = definitions.indicators.values().collect();
    let readings = evaluate_all(&indicators, &tables, &Scope::All);
    readings
        .into_iter()
        .zip(&indicators)
        .map(|(result, indicator)| result.map_err(|error| format!("{}: {error}", indicator.id).into()))
        .collect()
}

fn wanted(definitions: &Definitions) -> BTreeSet<&Id> {
    let rules = definitions.indicators.values().map(|indicator| &indicator.rule);
    rules
        .flat_map(|rule| rule.series())
        .map(|series| &series.dataset)
        .collect()
}

fn finish(asked: &Asked, readings: &[ReadingTable], rest: &str) -> Outcome<String> {
    if let Some(target) = &asked.dump {
        dump::readings(readings, Path::new(target))?;
    }
    let numbers: usize = readings
        .iter()
        .map(|table| table.kinds().iter().filter(|kind| **kind == 0).count())
        .sum();
    let cells: usize = readings.iter().map(|table| table.kinds().len()).sum();
    Ok(json(
        asked,
        &format!(r#""cells": {cells}, "numbers": {numbers}, {rest}"#),
    ))
}

/// All indicators from caches on disk.
pub fn evaluate_files(asked: &Asked, folder: &str) -> Outcome<String> {
    let folder = Path::new(folder);
    let definitions = definitions(&folder.join("workspace"))?;
    let wanted = wanted(&definitions);
    let mut loading = Vec::new();
    let (runs, readings) = repeat(asked.repeat, || {
        let start = Instant::now();
        let loaded = load(&definitions, folder, Some(&wanted))?;
        loading.push(start.elapsed().as_secs_f64());
        evaluated(&definitions, &loaded)
    })?;
    finish(
        asked,
        &readings,
        &format!(r#""runs": {runs:?}, "loading": {loading:?}"#),
    )
}

/// All indicators from cubes in memory.
pub fn evaluate_memory(asked: &Asked, folder: &str) -> Outcome<String> {
    let folder = Path::new(folder);
    let definitions = definitions(&folder.join("workspace"))?;
    let start = Instant::now();
    let loaded = load(&definitions, folder, None)?;
    let load = start.elapsed().as_secs_f64();
    let (runs, readings) = repeat(asked.repeat, || evaluated(&definitions, &loaded))?;
    finish(
        asked,
        &readings,
        &format!(r#""load": {load:?}, "runs": {runs:?}"#),
    )
}
