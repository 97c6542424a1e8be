//! Figures come in by themselves: ask every publisher what changed, fetch that, look whether it is sound, store it beside what was there.

use crate::error::RunError;
use crate::import::{Import, Read, Remark, read};
use crate::publishers::{Fetched, Progress, Publishers, TableState, Unfetched};
use crate::revisions::step;
use crate::tables::{self, Catalogue, Vintages, is_figures};
use crate::world::World;
use koers_framework::parse;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::revision::VintageStep;
use koers_model::snapshot::{Hash, Provenance};
use koers_model::spelling::near;
use koers_table::cube::Cube;
use koers_table::error::Note;
pub use koers_table::quality::Finding;
use koers_table::quality::{Seen, Units, examine};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// So many tables are fetched at the same time.
const AT_ONCE: usize = 4;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The data sets; none: all that say where they are fetched.
    pub datasets: Vec<String>,
    /// Ask what changed, and fetch nothing.
    pub dry: bool,
    /// Fetch also what says that it did not change: figures that changed in silence show by their bytes.
    pub whole: bool,
    /// Take over also what does not look sound.
    pub accept: bool,
}

/// What came of a data set.
#[derive(Debug)]
pub enum Outcome {
    /// The publisher says that nothing changed.
    Current(TableState),
    /// Its bytes are the same, whatever the publisher says.
    SameBytes,
    /// It would be fetched.
    Would(Option<TableState>),
    /// A new snapshot.
    New(Box<News>),
    /// It was fetched and does not look sound: the last snapshot stays in use.
    Unsound(Vec<Finding>),
    /// The publisher gave no table.
    Unfetched(Unfetched),
    /// What came cannot be read as the catalogue says, or not be stored.
    Failed(RunError),
}

/// A new snapshot.
#[derive(Debug)]
pub struct News {
    /// Its record.
    pub provenance: Provenance,
    /// What became of all figures since the last one.
    pub step: VintageStep,
    /// What a reader should know of it.
    pub notes: Vec<Note>,
    /// What a reader should know of its days.
    pub remarks: Vec<Remark>,
    /// What is worth a look.
    pub findings: Vec<Finding>,
}

/// What came of every data set that was asked for, in the order of their ids.
#[derive(Debug)]
pub struct Synced {
    /// By data set.
    pub outcomes: Vec<(Dataset, Outcome)>,
}

impl Synced {
    /// Whether everything that was asked for is as the publishers have it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let fails = |outcome: &Outcome| {
            matches!(
                outcome,
                Outcome::Unsound(_) | Outcome::Unfetched(_) | Outcome::Failed(_)
            )
        };
        !self.outcomes.iter().any(|(_, outcome)| fails(outcome))
    }
}

/// Brings data sets up to date.
///
/// # Errors
/// [`RunError::Unknown`] for a data set that is not there or does not say where it is fetched; [`RunError::World`]. What fails for one data set is an
/// outcome, and does not keep the others from coming in.
pub fn sync(
    world: &dyn World,
    publishers: &dyn Publishers,
    asked: &Asked,
    told: &(dyn Fn(&Dataset, Progress) + Sync),
) -> Result<Synced, RunError> {
    let files = world.policy_files()?;
    let parsed = parse(&files);
    let datasets = parsed.datasets();
    let wanted = wanted(&datasets, &asked.datasets)?;
    let snapshots = tables::all_snapshots(world, &files)?;
    let task = Task {
        world,
        publishers,
        asked,
        told,
        catalogue: Catalogue {
            datasets: &datasets,
            regions: parsed.regions(),
            files: &files,
        },
        snapshots: &snapshots,
    };
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, Outcome>> = Mutex::default();
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE.min(wanted.len()) {
            scope.spawn(|| {
                while let Some((at, dataset)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    wanted.get(at).map(|dataset| (at, *dataset))
                } {
                    let outcome = task.one(dataset);
                    done.lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .insert(at, outcome);
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let outcomes = wanted
        .iter()
        .enumerate()
        .filter_map(|(at, dataset)| Some(((*dataset).clone(), done.remove(&at)?)))
        .collect();
    Ok(Synced { outcomes })
}

/// The data sets that are asked for.
fn wanted<'d>(datasets: &'d BTreeMap<Id, Dataset>, asked: &[String]) -> Result<Vec<&'d Dataset>, RunError> {
    let fetched = || datasets.values().filter(|dataset| dataset.from.is_some());
    if asked.is_empty() {
        return Ok(fetched().collect());
    }
    let ids: BTreeSet<&String> = asked.iter().collect();
    let mut found = Vec::new();
    for id in ids {
        let dataset = fetched().find(|dataset| dataset.id.as_str() == id.as_str());
        let unknown = || RunError::Unknown {
            what: match datasets.contains_key(id.as_str()) {
                true => "data set with `from:`",
                false => "data set",
            },
            id: id.clone(),
            near: near(id, fetched().map(|dataset| dataset.id.as_str())),
        };
        found.push(dataset.ok_or_else(unknown)?);
    }
    Ok(found)
}

/// Where figures come from, and which: the address, and the filter where there is one.
fn origin(dataset: &Dataset) -> String {
    let from = dataset.from.as_ref();
    let filter = from.and_then(|from| from.filter.as_ref());
    let filter = filter.map_or_else(String::new, |filter| format!(" $filter={filter}"));
    from.map_or_else(String::new, |from| format!("{}{filter}", from.address))
}

struct Task<'t> {
    world: &'t dyn World,
    publishers: &'t dyn Publishers,
    asked: &'t Asked,
    told: &'t (dyn Fn(&Dataset, Progress) + Sync),
    catalogue: Catalogue<'t>,
    snapshots: &'t [Provenance],
}

impl Task<'_> {
    fn one(&self, dataset: &Dataset) -> Outcome {
        self.try_one(dataset).unwrap_or_else(|outcome| outcome)
    }

    fn try_one(&self, dataset: &Dataset) -> Result<Outcome, Outcome> {
        let last = self.last(dataset);
        let origin = origin(dataset);
        // What came from elsewhere, of other rows, or was taken over by hand, says nothing of the state there.
        let same_place = last.filter(|last| last.origin == origin);
        let known = same_place
            .and_then(|last| last.stamp.as_deref())
            .filter(|_| !self.asked.whole);
        if self.asked.dry {
            let state = self.publishers.state(dataset).map_err(Outcome::Unfetched)?;
            return Ok(match state {
                Some(state) if state.stamp.is_some() && state.stamp.as_deref() == known => {
                    Outcome::Current(state)
                }
                state => Outcome::Would(state),
            });
        }
        let told = |progress| (self.told)(dataset, progress);
        let fetched = self
            .publishers
            .fetch(dataset, known, &told)
            .map_err(Outcome::Unfetched)?;
        let (state, bytes, format) = match fetched {
            Fetched::Same(state) => return Ok(Outcome::Current(state)),
            Fetched::Whole { state, bytes, format } => (state, bytes, format),
        };
        let what = Import {
            dataset: dataset.id.as_str(),
            bytes: &bytes,
            origin: &origin,
            format,
            published: state.changed,
            stamp: state.stamp.as_deref(),
        };
        let outcome = self.take_over(dataset, &what, last).map_err(Outcome::Failed);
        // Also what is of no use is fetched anew the next time: the publisher may mend it without saying so.
        self.publishers.forget(dataset);
        outcome
    }

    /// The snapshot in use.
    fn last(&self, dataset: &Dataset) -> Option<&Provenance> {
        let last = Vintages::known_on(self.snapshots, jiff::civil::Date::MAX).get(&dataset.id);
        last.filter(|last| !is_figures(last))
    }

    fn take_over(
        &self,
        dataset: &Dataset,
        what: &Import<'_>,
        last: Option<&Provenance>,
    ) -> Result<Outcome, RunError> {
        let hash = Hash::of(what.bytes);
        if let Some(last) = last.filter(|last| last.hash == hash) {
            // Puts its bytes back when they were changed since.
            self.world.add_snapshot(last, what.bytes)?;
            return Ok(Outcome::SameBytes);
        }
        let mut new = read(self.world, self.catalogue, dataset, what)?;
        // A snapshot that the rows of today cannot read, or that is damaged, is no reason to go on without figures.
        let before = last.and_then(|last| self.before(dataset, last).ok());
        let mut findings = match (&before, last) {
            (Some((cube, units)), _) => self.findings(dataset, (cube, units), (&new, what.bytes)),
            (None, Some(_)) => vec![Finding::incomparable()],
            (None, None) => Vec::new(),
        };
        if !self.asked.accept && findings.iter().any(|finding| finding.rule.stops()) {
            return Ok(Outcome::Unsound(findings));
        }
        if let Some(last) = last.filter(|last| new.provenance.retrieved < last.retrieved) {
            findings.push(Finding::clock(new.provenance.retrieved, last.retrieved));
            new.provenance.retrieved = last.retrieved;
        }
        // Other figures under the day of the last ones, or under an earlier one: nobody could know them before they were fetched.
        if last.is_some_and(|last| new.provenance.known_since() <= last.known_since()) {
            findings.push(Finding::unannounced(new.provenance.published));
            new.provenance.published = None;
        }
        let step = step(
            last.zip(before.as_ref().map(|(cube, _)| cube)),
            (&new.provenance, &new.table.cube),
        );
        let is_back = self
            .snapshots
            .iter()
            .any(|other| other.dataset == dataset.id && other.hash == hash);
        let imported = match is_back {
            true => new.store_again(self.world, self.catalogue, what.bytes)?,
            false => new.store(self.world, self.catalogue, what.bytes)?,
        };
        Ok(Outcome::New(Box::new(News {
            provenance: imported.provenance,
            step,
            notes: imported.notes,
            remarks: imported.remarks,
            findings,
        })))
    }

    /// The figures of the snapshot in use, and how the publisher counted them.
    fn before(&self, dataset: &Dataset, last: &Provenance) -> Result<(Cube, Units), RunError> {
        let bytes = self.world.snapshot_bytes(last)?;
        let cube = tables::cube_of(self.world, self.catalogue, dataset, last)?;
        Ok((cube, koers_table::units(&bytes, last.format)))
    }

    fn findings(
        &self,
        dataset: &Dataset,
        (cube, units): (&Cube, &Units),
        (new, bytes): (&Read, &[u8]),
    ) -> Vec<Finding> {
        let new_units = koers_table::units(bytes, new.provenance.format);
        let (before, after) = (
            Seen { cube, units },
            Seen {
                cube: &new.table.cube,
                units: &new_units,
            },
        );
        examine(before, after, dataset, self.catalogue.regions)
    }
}
