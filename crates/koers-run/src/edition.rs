//! Editions: freeze what is told today with everything that it rests on, make it once more from that, and hold two of them side by side.

use crate::error::RunError;
use crate::status::{Asked, status_of, wanted_datasets};
use crate::tables::{Vintages, is_figures};
use crate::workspace::{self, Workspace};
use crate::world::{World, WorldError};
use jiff::civil::Date;
use koers_framework::{Beside, Definitions, SourceFile, check, parse};
use koers_model::dataset::Dataset;
use koers_model::edition::{
    DefinedPart, Defines, DefinitionChange, Edition, EditionDiff, FileChange, Side, SourceChange, Told,
};
use koers_model::id::Id;
use koers_model::indicator::Indicator;
use koers_model::snapshot::{Hash, Provenance};
use koers_model::spelling::near;
use koers_model::status::Status;
use koers_model::text::{Lang, Text};
use koers_outcome::compare as compare_told;
use std::collections::{BTreeMap, BTreeSet};

/// The file of an edition that holds the answer as programs read it.
pub const STATUS: &str = "status.json";
/// The folder of an edition with the policy files as they were.
const POLICY: &str = "policy/";

/// A file by its name, with its bytes.
pub type NamedFile = (String, Vec<u8>);
/// Writes an answer down: the file [`STATUS`], and texts for people.
pub type Texts<'t> = dyn Fn(&Status) -> Vec<NamedFile> + 't;

/// An edition with all its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// Its record.
    pub edition: Edition,
    /// Its files, sorted by name.
    pub files: Vec<NamedFile>,
}

impl Bundle {
    /// The bytes of a file.
    #[must_use]
    pub fn file(&self, name: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(file, _)| file == name);
        found.map(|(_, bytes)| bytes.as_slice())
    }

    /// The policy files as they were.
    #[must_use]
    pub fn policy(&self) -> Vec<SourceFile> {
        let policy = self.files.iter().filter_map(|(name, bytes)| {
            let path = name.strip_prefix(POLICY)?.into();
            Some(SourceFile {
                path,
                bytes: bytes.clone(),
            })
        });
        policy.collect()
    }
}

/// Makes an edition of an answer, without keeping it.
///
/// # Errors
/// As [`status_of`].
pub fn make(
    world: &dyn World,
    workspace: &Workspace,
    (id, title): (&Id, &str),
    asked: &Asked,
    texts: &Texts<'_>,
) -> Result<Bundle, RunError> {
    let status = status_of(world, workspace, asked)?;
    let question = status.record.question.clone();
    let definitions = workspace.definitions()?;
    let vintages = Vintages::known_on(&workspace.snapshots, question.as_of);
    // Hand-entered figures are policy files, and kept as those.
    let snapshots: Vec<Provenance> = wanted_datasets(definitions, question.line.as_ref())
        .into_iter()
        .filter_map(|id| vintages.get(id))
        .filter(|snapshot| !is_figures(snapshot))
        .cloned()
        .collect();
    let mut files = texts(&status);
    let policy = workspace.files.iter();
    files.extend(policy.map(|file| (format!("{POLICY}{}", file.path), file.bytes.to_vec())));
    files.sort();
    let edition = Edition {
        id: id.clone(),
        title: title.to_owned(),
        version: status.record.version.clone(),
        question,
        snapshots,
        files: files
            .iter()
            .map(|(name, bytes)| (name.clone(), Hash::of(bytes)))
            .collect(),
    };
    Ok(Bundle { edition, files })
}

/// Makes an edition once more, from its own policy files and the snapshots that it cites: with the same version of Koers the same bytes come out.
///
/// # Errors
/// As [`make`]; [`RunError::World`] for a file or snapshot that is gone or was changed; [`RunError::Policy`] when this version finds errors in its policy files.
pub fn rebuild(
    world: &dyn World,
    edition: &Edition,
    lang: Lang,
    texts: &Texts<'_>,
) -> Result<Bundle, RunError> {
    let kept = read(world, edition)?;
    let then = Then {
        world,
        files: kept.policy(),
        snapshots: edition.snapshots.clone(),
    };
    let workspace = workspace::read(&then, lang)?;
    let question = &edition.question;
    let asked = Asked {
        region: Some(question.region.clone()),
        line: question.line.as_ref().map(ToString::to_string),
        on: Some(question.on),
        as_of: Some(question.as_of),
    };
    make(&then, &workspace, (&edition.id, &edition.title), &asked, texts)
}

/// An edition with all its files, each held against its hash.
///
/// # Errors
/// [`RunError::World`] for a file that is gone or was changed.
pub fn read(world: &dyn World, edition: &Edition) -> Result<Bundle, RunError> {
    let file = |(name, _): &(String, Hash)| Ok((name.clone(), world.edition_file(edition, name)?));
    let files = edition
        .files
        .iter()
        .map(file)
        .collect::<Result<_, WorldError>>()?;
    Ok(Bundle {
        edition: edition.clone(),
        files,
    })
}

/// The edition with that id.
///
/// # Errors
/// [`RunError::Unknown`], with the ids that come near; [`RunError::World`] when editions cannot be read.
pub fn find(world: &dyn World, id: &str) -> Result<Edition, RunError> {
    let all = world.editions()?;
    let names: Vec<String> = all.iter().map(|one| one.id.to_string()).collect();
    let found = all.into_iter().find(|one| one.id.as_str() == id);
    found.ok_or_else(|| RunError::Unknown {
        what: "edition",
        id: id.to_owned(),
        near: near(id, names.iter().map(String::as_str)),
    })
}

/// What a later edition says otherwise than an earlier one, and from what else: `told` is what each says, as read from its [`STATUS`].
#[must_use]
pub fn compare(before: (&Bundle, &Told), after: (&Bundle, &Told)) -> EditionDiff {
    let (was, is) = (before.0.policy(), after.0.policy());
    let (old, new) = (definitions_of(&was), definitions_of(&is));
    let definitions = match (&old, &new) {
        (Some(old), Some(new)) => definitions(old, new),
        _ => Vec::new(),
    };
    let mut unread = Vec::new();
    if old.is_none() {
        unread.push(Side::Before);
    }
    if new.is_none() {
        unread.push(Side::After);
    }
    EditionDiff {
        sources: sources(&before.0.edition, &after.0.edition),
        files: files(&was, &is),
        unread,
        ..compare_told(before.1, after.1, &definitions)
    }
}

/// The definitions in policy files, where this version of Koers finds no errors in them.
fn definitions_of(files: &[SourceFile]) -> Option<Definitions> {
    let beside = Beside {
        coverage: &BTreeMap::new(),
        register: None,
    };
    check(&parse(files), &beside, Lang::Nl).definitions
}

/// Every id of either, with what each has under it.
fn both<'d, T>(
    one: &'d BTreeMap<Id, T>,
    other: &'d BTreeMap<Id, T>,
) -> impl Iterator<Item = (&'d Id, Option<&'d T>, Option<&'d T>)> {
    let ids: BTreeSet<&Id> = one.keys().chain(other.keys()).collect();
    ids.into_iter().map(|id| (id, one.get(id), other.get(id)))
}

fn definitions(before: &Definitions, after: &Definitions) -> Vec<DefinitionChange> {
    let mut found = Vec::new();
    for (id, was, is) in both(&before.indicators, &after.indicators) {
        let parts = was.zip(is).map_or_else(Vec::new, |(was, is)| indicator(was, is));
        found.extend(changed(
            (Defines::Indicator, id),
            (was.map(|one| &one.title), is.map(|one| &one.title)),
            (was.map(|one| one.version), is.map(|one| one.version)),
            parts,
        ));
    }
    for (id, was, is) in both(&before.datasets, &after.datasets) {
        let parts = was.zip(is).map_or_else(Vec::new, |(was, is)| dataset(was, is));
        found.extend(changed(
            (Defines::Dataset, id),
            (was.map(|one| &one.title), is.map(|one| &one.title)),
            (None, None),
            parts,
        ));
    }
    found
}

fn changed(
    (of, id): (Defines, &Id),
    titles: (Option<&Text>, Option<&Text>),
    (before, after): (Option<u32>, Option<u32>),
    parts: Vec<DefinedPart>,
) -> Option<DefinitionChange> {
    let only = match titles {
        (None, Some(_)) => Some(Side::After),
        (Some(_), None) => Some(Side::Before),
        _ => None,
    };
    let title = titles.1.or(titles.0)?.clone();
    (only.is_some() || !parts.is_empty() || before != after).then(|| DefinitionChange {
        of,
        id: id.clone(),
        title,
        before,
        after,
        only,
        parts,
    })
}

fn parts<const N: usize>(all: [(DefinedPart, bool); N]) -> Vec<DefinedPart> {
    all.into_iter()
        .filter_map(|(part, same)| (!same).then_some(part))
        .collect()
}

fn indicator(was: &Indicator, is: &Indicator) -> Vec<DefinedPart> {
    parts([
        (DefinedPart::Rule, was.rule == is.rule),
        (DefinedPart::Unit, was.unit == is.unit),
        (DefinedPart::Direction, was.direction == is.direction),
        (
            DefinedPart::Period,
            (was.counted, was.valid_from, was.valid_to) == (is.counted, is.valid_from, is.valid_to),
        ),
        (DefinedPart::Age, was.stale_after_months == is.stale_after_months),
        (DefinedPart::Benchmarks, was.benchmarks == is.benchmarks),
        (
            DefinedPart::Words,
            (
                &was.title,
                &was.text,
                &was.owner,
                &was.source,
                was.decimals,
                was.level,
            ) == (&is.title, &is.text, &is.owner, &is.source, is.decimals, is.level),
        ),
    ])
}

fn dataset(was: &Dataset, is: &Dataset) -> Vec<DefinedPart> {
    let figures = was.table == is.table
        && was.frequency == is.frequency
        && was.columns == is.columns
        && was.measures == is.measures
        && was.keep == is.keep
        && was.masks == is.masks;
    let words = was.title == is.title
        && was.publisher == is.publisher
        && was.licence == is.licence
        && was.attribution == is.attribution
        && was.url == is.url
        && was.from == is.from;
    parts([(DefinedPart::Source, figures), (DefinedPart::Words, words)])
}

fn sources(before: &Edition, after: &Edition) -> Vec<SourceChange> {
    let of = |edition: &Edition| -> BTreeMap<Id, (Hash, Date)> {
        let snapshots = edition.snapshots.iter();
        snapshots
            .map(|one| (one.dataset.clone(), (one.hash, one.known_since())))
            .collect()
    };
    let (old, new) = (of(before), of(after));
    both(&old, &new)
        .filter(|(_, was, is)| was.map(|was| was.0) != is.map(|is| is.0))
        .map(|(id, was, is)| SourceChange {
            dataset: id.clone(),
            before: was.copied(),
            after: is.copied(),
        })
        .collect()
}

fn files(before: &[SourceFile], after: &[SourceFile]) -> Vec<(String, FileChange)> {
    let of = |files: &[SourceFile]| -> BTreeMap<String, Hash> {
        let files = files.iter();
        files
            .map(|file| (file.path.to_string(), Hash::of(&file.bytes)))
            .collect()
    };
    let (old, new) = (of(before), of(after));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |name: &String| match (old.get(name), new.get(name)) {
        (None, Some(_)) => Some(FileChange::Came),
        (Some(_), None) => Some(FileChange::Went),
        (was, is) => (was != is).then_some(FileChange::Changed),
    };
    names
        .into_iter()
        .filter_map(|name| Some((name.clone(), change(name)?)))
        .collect()
}

/// The world as an edition has it: its policy files and its snapshots, and nothing that came since.
struct Then<'w> {
    world: &'w dyn World,
    files: Vec<SourceFile>,
    snapshots: Vec<Provenance>,
}

impl World for Then<'_> {
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError> {
        Ok(self.files.clone())
    }
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError> {
        Ok(self.snapshots.clone())
    }
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError> {
        self.world.snapshot_bytes(provenance)
    }
    fn add_snapshot(&self, provenance: &Provenance, _: &[u8]) -> Result<bool, WorldError> {
        Err(closed(provenance))
    }
    fn add_again(&self, provenance: &Provenance, _: &[u8]) -> Result<(), WorldError> {
        Err(closed(provenance))
    }
    // What is derived is made anew: what was kept may come from definitions of now.
    fn cached(&self, _: &str) -> Option<Vec<u8>> {
        None
    }
    fn keep(&self, _: &str, _: &[u8]) {}
    fn today(&self) -> Date {
        self.world.today()
    }
    fn mark(&self) -> Result<String, WorldError> {
        self.world.mark()
    }
    fn progress(&self, what: &str, done: usize, of: usize) {
        self.world.progress(what, done, of);
    }
}

fn closed(provenance: &Provenance) -> WorldError {
    WorldError {
        message: format!("nothing of {} can be added to an edition", provenance.dataset),
    }
}
