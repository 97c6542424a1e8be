//! Which snapshot of a data set counts on a day, and the cube made from it.

use crate::error::RunError;
use crate::world::{World, WorldError, locked};
use jiff::civil::Date;
use koers_framework::SourceFile;
use koers_model::dataset::{Coverage, Dataset};
use koers_model::diagnostic::{Diagnostic, Severity};
use koers_model::id::Id;
use koers_model::region::RegionRegistry;
use koers_model::snapshot::{Format, Hash, Provenance};
use koers_model::text::Lang;
use koers_table::cache;
use koers_table::cube::Cube;
use koers_table::error::ReadError;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

/// Folder of the hand-entered figures.
const FIGURES: &str = "figures/";

/// What a table is read with: the rows of the catalogue, the regions, and the files that both were read from.
#[derive(Debug, Clone, Copy)]
pub struct Catalogue<'a> {
    /// Data sets by id.
    pub datasets: &'a BTreeMap<Id, Dataset>,
    /// Regions.
    pub regions: &'a RegionRegistry,
    /// The files of the workspace.
    pub files: &'a [SourceFile],
}

/// The snapshot of each data set that counts on an as-of day.
#[derive(Debug, Clone)]
pub struct Vintages<'a> {
    by_dataset: BTreeMap<&'a Id, &'a Provenance>,
    as_of: Date,
}

impl<'a> Vintages<'a> {
    /// For each data set the latest snapshot known on a day.
    #[must_use]
    pub fn known_on(snapshots: &'a [Provenance], as_of: Date) -> Self {
        let mut by_dataset: BTreeMap<&Id, &Provenance> = BTreeMap::new();
        for snapshot in snapshots {
            let known = snapshot.known_since() <= as_of || is_figures(snapshot);
            // The list stands in the order of the imports: of two of one day the last counts.
            let later = |other: &&Provenance| snapshot.known_since() >= other.known_since();
            if known && by_dataset.get(&snapshot.dataset).is_none_or(later) {
                by_dataset.insert(&snapshot.dataset, snapshot);
            }
        }
        Self { by_dataset, as_of }
    }

    /// The snapshot of a data set.
    #[must_use]
    pub fn get(&self, dataset: &Id) -> Option<&'a Provenance> {
        self.by_dataset.get(dataset).copied()
    }
}

/// Cubes that were read before, by data set and snapshot: who asks a workspace many questions reads each table once. Hand-entered
/// figures are not kept, because their rows depend on the as-of day.
#[derive(Debug, Default)]
pub struct Kept(Mutex<BTreeMap<(Id, Hash), Arc<Cube>>>);

impl Kept {
    fn get(&self, snapshot: &Provenance) -> Option<Arc<Cube>> {
        let key = (snapshot.dataset.clone(), snapshot.hash);
        locked(&self.0).get(&key).cloned()
    }
    fn put(&self, snapshot: &Provenance, cube: &Arc<Cube>) {
        if !is_figures(snapshot) {
            let key = (snapshot.dataset.clone(), snapshot.hash);
            locked(&self.0).insert(key, Arc::clone(cube));
        }
    }
}

/// Hand-entered figures stand in the workspace itself, and each row says since when it was known.
#[must_use]
pub fn is_figures(snapshot: &Provenance) -> bool {
    snapshot.origin.starts_with(FIGURES)
}

/// All snapshots: those in the store, and the files of hand-entered figures as they are now.
///
/// # Errors
/// When a record cannot be read.
pub fn all_snapshots(world: &dyn World, files: &[SourceFile]) -> Result<Vec<Provenance>, WorldError> {
    let mut snapshots = world.snapshots()?;
    for file in files {
        let Some(stem) = file
            .path
            .strip_prefix(FIGURES)
            .and_then(|name| name.strip_suffix(".csv"))
        else {
            continue;
        };
        // A file whose name is no id belongs to no data set; the check says so.
        let Ok(dataset) = Id::new(stem) else { continue };
        let stamp = koers_table::stamp(&file.bytes);
        snapshots.push(Provenance {
            dataset,
            hash: Hash::of(&file.bytes),
            size: file.bytes.len() as u64,
            format: Format::KoersCsv,
            origin: file.path.to_string(),
            published: stamp.published,
            retrieved: stamp.retrieved.or(stamp.published).unwrap_or(Date::ZERO),
            stamp: None,
        });
    }
    Ok(snapshots)
}

/// A name for what a cube was made from: snapshot, catalogue row, register of regions and version of the readers. Another one in any of them
/// gives another cube.
fn cache_key(catalogue: Catalogue<'_>, snapshot: &Provenance) -> String {
    let own = format!("catalogue/{}.yaml", snapshot.dataset);
    let mut parts = format!("{} {} {}", cache::VERSION, snapshot.hash, snapshot.format.word());
    for file in catalogue
        .files
        .iter()
        .filter(|file| *file.path == *own || file.path.starts_with("regions/"))
    {
        parts.push_str(&format!(" {}", Hash::of(&file.bytes)));
    }
    format!("{}.parquet", Hash::of(parts.as_bytes()))
}

/// What the cache has of the cube of a snapshot. The rows of hand-entered figures depend on the as-of day, and they are few.
fn cached(world: &dyn World, catalogue: Catalogue<'_>, snapshot: &Provenance) -> Option<Vec<u8>> {
    (!is_figures(snapshot))
        .then(|| world.cached(&cache_key(catalogue, snapshot)))
        .flatten()
}

/// The cube of a snapshot, read anew and kept.
fn cube(
    world: &dyn World,
    catalogue: Catalogue<'_>,
    dataset: &Dataset,
    snapshot: &Provenance,
    known_by: Option<Date>,
) -> Result<Cube, RunError> {
    let own_file = catalogue
        .files
        .iter()
        .find(|file| is_figures(snapshot) && *file.path == *snapshot.origin);
    let stored;
    let bytes: &[u8] = match own_file {
        Some(file) => &file.bytes,
        None => {
            stored = world.snapshot_bytes(snapshot)?;
            &stored
        }
    };
    let options = koers_table::Options {
        retrieved: Some(snapshot.retrieved),
        known_by,
    };
    let table =
        koers_table::read(bytes, snapshot.format, dataset, catalogue.regions, options).map_err(|errors| {
            RunError::Data {
                dataset: dataset.id.clone(),
                origin: snapshot.origin.clone(),
                errors,
            }
        })?;
    if !is_figures(snapshot) {
        keep(world, catalogue, snapshot, &table.cube);
    }
    Ok(table.cube)
}

/// The cube of a snapshot by itself: from the cache, else read anew.
pub(crate) fn cube_of(
    world: &dyn World,
    catalogue: Catalogue<'_>,
    dataset: &Dataset,
    snapshot: &Provenance,
) -> Result<Cube, RunError> {
    let kept = cached(world, catalogue, snapshot).and_then(|bytes| cache::from_parquet(&bytes).ok());
    kept.map_or_else(|| cube(world, catalogue, dataset, snapshot, None), Ok)
}

/// Keeps the cube of a snapshot for the next time.
pub(crate) fn keep(world: &dyn World, catalogue: Catalogue<'_>, snapshot: &Provenance, cube: &Cube) {
    if let Ok(bytes) = cache::to_parquet(cube) {
        world.keep(&cache_key(catalogue, snapshot), &bytes);
    }
}

/// What each data set holds, for the check of the policy, and what is wrong with the files of hand-entered figures. A snapshot that cannot
/// be read is left out here; [`damaged`] tells of it.
pub fn coverage(
    world: &dyn World,
    catalogue: Catalogue<'_>,
    vintages: &Vintages<'_>,
) -> (BTreeMap<Id, Coverage>, Vec<Diagnostic>) {
    let mut found = BTreeMap::new();
    let mut faults = Vec::new();
    for dataset in catalogue.datasets.values() {
        let Some(snapshot) = vintages.get(&dataset.id) else {
            continue;
        };
        let from_cache =
            cached(world, catalogue, snapshot).and_then(|bytes| cache::coverage_from_parquet(&bytes).ok());
        let coverage = match from_cache {
            Some(coverage) => Some(coverage),
            None => match cube(world, catalogue, dataset, snapshot, None) {
                Ok(cube) => Some(cube.coverage()),
                Err(RunError::Data { origin, errors, .. }) if is_figures(snapshot) => {
                    faults.extend(errors.iter().map(|error| {
                        let mut fault = error.diagnostic(&origin);
                        if fault.primary.is_none() {
                            // It is about several rows, or about the file.
                            fault.message = format!("{origin}: {}", fault.message);
                        }
                        fault
                    }));
                    None
                }
                Err(_) => None,
            },
        };
        found.extend(coverage.map(|coverage| (dataset.id.clone(), coverage)));
    }
    (found, faults)
}

/// A finding for every file of hand-entered figures that no row of the catalogue explains: nobody would read it, and nobody would
/// notice.
#[must_use]
pub fn unexplained_figures(
    snapshots: &[Provenance],
    catalogue: Catalogue<'_>,
    lang: Lang,
) -> Vec<Diagnostic> {
    let unexplained =
        |snapshot: &&Provenance| is_figures(snapshot) && !catalogue.datasets.contains_key(&snapshot.dataset);
    let finding = |snapshot: &Provenance| {
        let (file, dataset) = (&snapshot.origin, &snapshot.dataset);
        let message = match lang {
            Lang::Nl => format!(
                "{file}: deze cijfers worden niet gelezen, want catalogue/{dataset}.yaml is er niet (of heeft fouten)"
            ),
            Lang::En => format!(
                "{file}: these figures are not read, for catalogue/{dataset}.yaml is not there (or has errors)"
            ),
        };
        Diagnostic::new(koers_table::error::code::CATALOGUE, Severity::Error, message)
    };
    snapshots.iter().filter(unexplained).map(finding).collect()
}

/// Every snapshot of the store whose bytes are gone, or are no longer those that were stored.
#[must_use]
pub fn damaged(world: &dyn World, snapshots: &[Provenance]) -> Vec<WorldError> {
    let stored = snapshots.iter().filter(|snapshot| !is_figures(snapshot));
    stored
        .filter_map(|snapshot| world.snapshot_bytes(snapshot).err())
        .collect()
}

fn says_nothing(error: &ReadError) -> bool {
    error.code == koers_table::error::code::NOTHING
}

/// Cubes by data set, with the record of the snapshot that each was made from.
pub type Loaded<'a> = BTreeMap<Id, (Arc<Cube>, &'a Provenance)>;

/// The cubes of some data sets, with the record of the snapshot that each was made from. A data set without a snapshot on the as-of
/// day is left out.
///
/// # Errors
/// When a snapshot is gone, changed, or cannot be read as its catalogue row says.
pub fn load<'a>(
    world: &dyn World,
    catalogue: Catalogue<'_>,
    vintages: &Vintages<'a>,
    wanted: &BTreeSet<&Id>,
    kept: &Kept,
) -> Result<Loaded<'a>, RunError> {
    let mut loaded = BTreeMap::new();
    let mut known: Vec<(&Id, &Dataset, &'a Provenance)> = Vec::new();
    for id in wanted {
        if let (Some(dataset), Some(snapshot)) = (catalogue.datasets.get(*id), vintages.get(id)) {
            match kept.get(snapshot) {
                Some(cube) => {
                    loaded.insert((*id).clone(), (cube, snapshot));
                }
                None => known.push((id, dataset, snapshot)),
            }
        }
    }
    // Files come one after the other through the one door; unpacking them takes longer, and is done on all processors.
    let files: Vec<Option<Vec<u8>>> = known
        .iter()
        .map(|(_, _, snapshot)| cached(world, catalogue, snapshot))
        .collect();
    let cubes: Vec<Option<Cube>> = files
        .into_par_iter()
        .map(|file| cache::from_parquet(&file?).ok())
        .collect();
    for (done, ((id, dataset, snapshot), unpacked)) in known.iter().zip(cubes).enumerate() {
        world.progress("cubes", done, wanted.len());
        let cube = match unpacked {
            Some(cube) => {
                // The cache saves the reading, not the proof: an answer never cites bytes that are no longer there.
                world.snapshot_bytes(snapshot)?;
                cube
            }
            None => match cube(world, catalogue, dataset, snapshot, Some(vintages.as_of)) {
                Ok(cube) => cube,
                // No row was known yet on the as-of day.
                Err(RunError::Data { errors, .. })
                    if is_figures(snapshot) && errors.iter().all(says_nothing) =>
                {
                    continue;
                }
                Err(error) => return Err(error),
            },
        };
        let cube = Arc::new(cube);
        kept.put(snapshot, &cube);
        loaded.insert((*id).clone(), (cube, *snapshot));
    }
    world.progress("cubes", wanted.len(), wanted.len());
    Ok(loaded)
}
