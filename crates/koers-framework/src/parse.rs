//! From the bytes of files to records with places. Nothing is decided here; what is wrong is remembered without words.

use crate::definitions::Planned;
use crate::file::aid::AidFile;
use crate::file::analysis::AnalysisFile;
use crate::file::criteria::CriteriaFile;
use crate::file::dataset::DatasetFile;
use crate::file::evaluation::EvaluationFile;
use crate::file::figures::{FiguresFile, read_figures};
use crate::file::framework::FrameworkFile;
use crate::file::golden::TestFile;
use crate::file::indicator::IndicatorFile;
use crate::file::regions::RegionFiles;
use crate::file::selection::SelectionFile;
use crate::file::succession::SuccessionFile;
use crate::file::tiles::{TileRow, read_tiles};
use crate::file::workspace::WorkspaceFile;
use crate::file::{CsvFault, Decode, Decoder, Fault};
use crate::place::{Place, Sources, Sp};
use crate::yaml::{self, YamlFault};
use koers_model::address::Host;
use koers_model::citation::Citation;
use koers_model::dataset::Dataset;
use koers_model::framework::Workspace;
use koers_model::id::Id;
use koers_model::publication::StylePath;
use koers_model::region::{RegionRegistry, RegistryError};
use koers_model::snapshot::Hash;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file of a workspace as it lies on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path relative to the workspace, with `/` between folders.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Larger files than this are refused: 4 MiB.
pub const LARGEST_FILE: usize = 4 * 1024 * 1024;

/// What is wrong with a file as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FileFault {
    /// Larger than [`LARGEST_FILE`].
    TooLarge { at: Place, bytes: usize },
    /// Its bytes are no UTF-8; `at` is where they stop to be.
    NotText { at: Place, valid: usize },
    /// It says nothing.
    Blank { at: Place },
    /// A file of a kind that is not read, where files that are read lie.
    NotRead { at: Place },
    /// The same path was given twice.
    Twice { at: Place },
    /// More files than one workspace can have.
    TooMany,
}

/// A file with an id that its name repeats: an indicator, a test, a data set, a criteria set.
#[derive(Debug)]
pub(crate) struct Named<T> {
    /// What the name of the file says.
    pub(crate) stem: String,
    /// The first byte of the file.
    pub(crate) file: Place,
    pub(crate) record: T,
}

/// A part of a programme, with the folder that it lies in.
#[derive(Debug)]
pub(crate) struct FrameworkPart {
    pub(crate) folder: String,
    /// What the file says it belongs to; where it does not say, the folder.
    pub(crate) id: Option<Id>,
    pub(crate) record: FrameworkFile,
}

/// Citations of one file that belongs to a framework (or, without a framework, of another file).
#[derive(Debug)]
pub(crate) struct Citations {
    pub(crate) framework: Option<Id>,
    pub(crate) cited: Vec<Sp<Citation>>,
}

/// A workspace as written: every file read as far as it can be, and everything that is wrong with its form.
#[derive(Debug, Default)]
pub struct Parsed {
    pub(crate) sources: Sources,
    pub(crate) file_faults: Vec<FileFault>,
    pub(crate) yaml_faults: Vec<YamlFault>,
    pub(crate) shape_faults: Vec<Fault>,
    pub(crate) csv_faults: Vec<CsvFault>,
    pub(crate) region_faults: Vec<(RegistryError, Vec<Place>)>,
    pub(crate) workspace: Option<WorkspaceFile>,
    pub(crate) frameworks: Vec<FrameworkPart>,
    pub(crate) successions: Vec<Sp<SuccessionFile>>,
    pub(crate) indicators: Vec<Named<IndicatorFile>>,
    pub(crate) tests: Vec<Named<TestFile>>,
    pub(crate) datasets: Vec<Named<DatasetFile>>,
    pub(crate) criteria: Vec<Named<CriteriaFile>>,
    pub(crate) aid: Vec<Named<AidFile>>,
    pub(crate) analyses: Vec<Named<AnalysisFile>>,
    pub(crate) evaluations: Vec<Named<EvaluationFile>>,
    pub(crate) selections: Vec<Named<SelectionFile>>,
    pub(crate) figures: Vec<FiguresFile>,
    pub(crate) regions: RegionRegistry,
    pub(crate) tiles: Vec<Sp<TileRow>>,
    pub(crate) citations: Vec<Citations>,
    /// Places of names without a translation.
    pub(crate) untranslated: Vec<Place>,
    /// Style sheets that are there. What they say is for browsers.
    pub(crate) styles: BTreeSet<String>,
    /// Files that gave no tree: what they say is not known, so rules that reason from absence hold back.
    pub(crate) unread: BTreeSet<String>,
}

impl Parsed {
    /// The texts of the files, to show what is said about them.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The data sets whose files say all that is needed to read them, whatever else may be wrong in the workspace. Of two files with
    /// the same id the first counts.
    #[must_use]
    pub fn datasets(&self) -> BTreeMap<Id, Dataset> {
        let mut datasets = BTreeMap::new();
        for dataset in self.datasets.iter().filter_map(|named| named.record.build()) {
            datasets.entry(dataset.id.clone()).or_insert(dataset);
        }
        datasets
    }

    /// The settings of the workspace, whatever else may be wrong in it; `None` when `koers.yaml` does not say all that it must.
    #[must_use]
    pub fn settings(&self) -> Option<Workspace> {
        self.workspace.as_ref()?.build()
    }

    /// Hosts of one's own network that figures may be fetched from.
    #[must_use]
    pub fn own_hosts(&self) -> Vec<Host> {
        let hosts = self.workspace.iter().flat_map(|workspace| &workspace.own_hosts);
        hosts.map(|host| host.value.clone()).collect()
    }

    /// A plan to evaluate, as far as its file says all that it must.
    pub(crate) fn planned(&self, file: &Named<EvaluationFile>) -> Option<Planned> {
        Some(Planned {
            plan: file.record.build()?,
            hash: Hash::of(self.sources.file(file.file.file)?.text.as_bytes()),
        })
    }

    /// The regions, as far as they could be read.
    #[must_use]
    pub fn regions(&self) -> &RegionRegistry {
        &self.regions
    }
}

/// The kinds of file, told by the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FileKind<'p> {
    Workspace,
    Framework {
        folder: &'p str,
    },
    Succession,
    Indicator {
        stem: &'p str,
    },
    Test {
        stem: &'p str,
    },
    Dataset {
        stem: &'p str,
    },
    Criteria {
        stem: &'p str,
    },
    Aid {
        stem: &'p str,
    },
    Analysis {
        stem: &'p str,
    },
    Evaluation {
        stem: &'p str,
    },
    Selection {
        stem: &'p str,
    },
    Regions,
    Hierarchy,
    Events,
    Weights,
    Tiles,
    Figures,
    /// Lies where files that are read lie, but is not read itself.
    NotRead,
    /// None of ours.
    Other,
}

fn kind_of(path: &str) -> FileKind<'_> {
    let is_yaml = |name: &str| name.ends_with(".yml") || name.ends_with(".yaml");
    match path.split_once('/') {
        None if path == "koers.yaml" => FileKind::Workspace,
        Some(("framework", rest)) => match rest.rsplit_once('/') {
            None if rest.ends_with(".succession.yaml") => FileKind::Succession,
            Some((folder, name)) if name.ends_with(".yaml") => FileKind::Framework { folder },
            _ if is_yaml(rest) => FileKind::NotRead,
            _ => FileKind::Other,
        },
        Some(("indicators", rest)) => {
            if let Some(stem) = rest.strip_suffix(".test.yaml") {
                FileKind::Test { stem }
            } else if let Some(stem) = rest.strip_suffix(".yaml") {
                FileKind::Indicator { stem }
            } else if is_yaml(rest) {
                FileKind::NotRead
            } else {
                FileKind::Other
            }
        }
        Some((
            folder @ ("catalogue" | "criteria" | "aid" | "analyses" | "evaluations" | "selections"),
            rest,
        )) => match rest.strip_suffix(".yaml") {
            Some(stem) => match folder {
                "catalogue" => FileKind::Dataset { stem },
                "criteria" => FileKind::Criteria { stem },
                "aid" => FileKind::Aid { stem },
                "analyses" => FileKind::Analysis { stem },
                "evaluations" => FileKind::Evaluation { stem },
                _ => FileKind::Selection { stem },
            },
            None if is_yaml(rest) => FileKind::NotRead,
            None => FileKind::Other,
        },
        Some(("regions", "regions.csv")) => FileKind::Regions,
        Some(("regions", "hierarchy.csv")) => FileKind::Hierarchy,
        Some(("regions", "events.csv")) => FileKind::Events,
        Some(("regions", "weights.csv")) => FileKind::Weights,
        Some(("regions", "tiles.csv")) => FileKind::Tiles,
        Some(("figures", rest)) if rest.ends_with(".csv") => FileKind::Figures,
        _ => FileKind::Other,
    }
}

/// Reads the files of a workspace. Files that are not part of the definitions (snapshots, a README) may be among them.
/// The order of the files does not matter: they are read by path.
#[must_use]
pub fn parse(files: &[SourceFile]) -> Parsed {
    let is_style = |file: &&SourceFile| StylePath::new(&file.path).is_some();
    let mut parsed = Parsed {
        styles: files
            .iter()
            .filter(is_style)
            .map(|file| file.path.to_string())
            .collect(),
        ..Parsed::default()
    };
    let mut files: Vec<&SourceFile> = files
        .iter()
        .filter(|file| kind_of(&file.path) != FileKind::Other)
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.len() > Sources::MOST {
        parsed.file_faults.push(FileFault::TooMany);
        files.truncate(Sources::MOST);
    }
    let mut regions = RegionFiles::default();
    let mut last = "";
    for (file, read) in files.iter().zip(read_all(&files)) {
        let number = parsed.sources.add(Arc::clone(&file.path), read.text.clone());
        if last == &*file.path {
            let at = beginning(number);
            parsed.file_faults.push(FileFault::Twice { at });
        } else {
            parsed.add(&file.path, read, &mut regions);
        }
        last = &file.path;
    }
    match regions.build() {
        Ok(registry) => parsed.regions = registry,
        Err(faults) => parsed.region_faults = faults,
    }
    parsed
}

/// The first byte of a file.
fn beginning(file: u16) -> Place {
    Place {
        file,
        start: 0,
        end: 0,
    }
}

/// From this many bytes on, files are read on several threads.
const WORTH_THREADS: usize = 64 * 1024;

/// Reads every file by itself. The result does not depend on how many threads there are.
fn read_all(files: &[&SourceFile]) -> Vec<Read> {
    let number = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get().min(8));
    if bytes < WORTH_THREADS || threads == 1 {
        let files = files.iter().enumerate();
        return files.map(|(at, file)| Read::file(file, number(at))).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(file) = files.get(at) else {
                return done;
            };
            done.push((at, Read::file(file, number(at))));
        }
    };
    let mut all: Vec<(usize, Read)> = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for helper in helpers {
            match helper.join() {
                Ok(done) => all.extend(done),
                // A panic in a helper is a bug of ours; it goes on where it would have gone without threads.
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, read)| read).collect()
}

/// What one file says.
enum Content {
    Nothing,
    Workspace(WorkspaceFile),
    Framework(FrameworkPart),
    Succession(Sp<SuccessionFile>),
    Indicator(Named<IndicatorFile>),
    Test(Named<TestFile>),
    Dataset(Named<DatasetFile>),
    Criteria(Named<CriteriaFile>),
    Aid(Named<AidFile>),
    Analysis(Named<AnalysisFile>),
    Evaluation(Named<EvaluationFile>),
    Selection(Named<SelectionFile>),
    Regions(RegionFiles),
    Tiles(Vec<Sp<TileRow>>),
    Figures(FiguresFile),
}

/// One file, read by itself.
struct Read {
    text: Arc<str>,
    content: Content,
    fault: Option<FileFault>,
    yaml_faults: Vec<YamlFault>,
    csv_faults: Vec<CsvFault>,
    decoder: Decoder,
    /// Nothing could be read of it.
    unread: bool,
}

impl Read {
    fn file(file: &SourceFile, number: u16) -> Self {
        let at = beginning(number);
        let mut read = Self {
            text: Arc::from(""),
            content: Content::Nothing,
            fault: None,
            yaml_faults: Vec::new(),
            csv_faults: Vec::new(),
            decoder: Decoder::default(),
            unread: true,
        };
        if file.bytes.len() > LARGEST_FILE {
            let bytes = file.bytes.len();
            read.fault = Some(FileFault::TooLarge { at, bytes });
            return read;
        }
        let text = match std::str::from_utf8(&file.bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = error.valid_up_to();
                read.fault = Some(FileFault::NotText { at, valid });
                return read;
            }
        };
        read.text = Arc::from(text);
        read.unread = false;
        let mut regions = RegionFiles::default();
        match kind_of(&file.path) {
            FileKind::NotRead => read.fault = Some(FileFault::NotRead { at }),
            FileKind::Regions => regions.read_regions(text, number, &mut read.csv_faults),
            FileKind::Hierarchy => regions.read_hierarchy(text, number, &mut read.csv_faults),
            FileKind::Events => regions.read_events(text, number, &mut read.csv_faults),
            FileKind::Weights => regions.read_weights(text, number, &mut read.csv_faults),
            FileKind::Tiles => {
                read.content = Content::Tiles(read_tiles(text, number, &mut read.csv_faults));
                return read;
            }
            FileKind::Figures => {
                read.content = Content::Figures(read_figures(text, number, &mut read.csv_faults));
                return read;
            }
            kind => {
                read.yaml(kind, text, at);
                return read;
            }
        }
        read.content = Content::Regions(regions);
        read
    }

    fn yaml(&mut self, kind: FileKind<'_>, text: &str, at: Place) {
        let (root, faults) = yaml::read(text, at.file);
        let broken = faults
            .iter()
            .any(|fault| !matches!(fault, YamlFault::DuplicateKey { .. }));
        self.yaml_faults = faults;
        let Some(root) = root else {
            self.fault = (!broken).then_some(FileFault::Blank { at });
            self.unread = true;
            return;
        };
        let content = self.decode(kind, &root, at);
        self.content = content.unwrap_or(Content::Nothing);
    }

    fn decode(&mut self, kind: FileKind<'_>, root: &yaml::Node, at: Place) -> Option<Content> {
        fn named<T: Decode>(
            stem: &str,
            file: Place,
            root: &yaml::Node,
            decoder: &mut Decoder,
        ) -> Option<Named<T>> {
            let record = T::decode(root, decoder)?;
            let stem = stem.to_owned();
            Some(Named { stem, file, record })
        }
        let decoder = &mut self.decoder;
        Some(match kind {
            FileKind::Workspace => Content::Workspace(Decode::decode(root, decoder)?),
            FileKind::Framework { folder } => {
                let record = FrameworkFile::decode(root, decoder)?;
                let said = record.framework.as_ref().map(|id| id.value.clone());
                Content::Framework(FrameworkPart {
                    folder: folder.to_owned(),
                    id: said.or_else(|| Id::new(folder).ok()),
                    record,
                })
            }
            FileKind::Succession => Content::Succession(Sp::new(Decode::decode(root, decoder)?, at)),
            FileKind::Indicator { stem } => Content::Indicator(named(stem, at, root, decoder)?),
            FileKind::Test { stem } => Content::Test(named(stem, at, root, decoder)?),
            FileKind::Dataset { stem } => Content::Dataset(named(stem, at, root, decoder)?),
            FileKind::Criteria { stem } => Content::Criteria(named(stem, at, root, decoder)?),
            FileKind::Aid { stem } => Content::Aid(named(stem, at, root, decoder)?),
            FileKind::Analysis { stem } => Content::Analysis(named(stem, at, root, decoder)?),
            FileKind::Evaluation { stem } => Content::Evaluation(named(stem, at, root, decoder)?),
            FileKind::Selection { stem } => Content::Selection(named(stem, at, root, decoder)?),
            _ => return None,
        })
    }
}

impl Parsed {
    /// Puts a file with the others.
    fn add(&mut self, path: &str, read: Read, regions: &mut RegionFiles) {
        self.file_faults.extend(read.fault);
        self.yaml_faults.extend(read.yaml_faults);
        self.csv_faults.extend(read.csv_faults);
        self.shape_faults.extend(read.decoder.faults);
        self.untranslated.extend(read.decoder.untranslated);
        if read.unread {
            self.unread.insert(path.to_owned());
        }
        let mut framework = None;
        match read.content {
            Content::Nothing => {}
            Content::Workspace(file) => self.workspace = Some(file),
            Content::Framework(part) => {
                framework = part.id.clone();
                self.frameworks.push(part);
            }
            Content::Succession(file) => self.successions.push(file),
            Content::Indicator(file) => self.indicators.push(file),
            Content::Test(file) => self.tests.push(file),
            Content::Dataset(file) => self.datasets.push(file),
            Content::Criteria(file) => {
                framework = file.record.framework.as_ref().map(|id| id.value.clone());
                self.criteria.push(file);
            }
            Content::Aid(file) => self.aid.push(file),
            Content::Analysis(file) => self.analyses.push(file),
            Content::Evaluation(file) => self.evaluations.push(file),
            Content::Selection(file) => self.selections.push(file),
            Content::Figures(file) => self.figures.push(file),
            Content::Regions(files) => regions.add(files),
            Content::Tiles(rows) => self.tiles = rows,
        }
        if !read.decoder.citations.is_empty() {
            self.citations.push(Citations {
                framework,
                cited: read.decoder.citations,
            });
        }
    }
}
