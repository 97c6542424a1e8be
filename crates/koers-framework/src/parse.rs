//! From the bytes of files to records with places. Nothing is decided here; what is wrong is remembered without words.

use crate::file::dataset::DatasetFile;
use crate::file::figures::{FiguresFile, read_figures};
use crate::file::framework::FrameworkFile;
use crate::file::golden::TestFile;
use crate::file::indicator::IndicatorFile;
use crate::file::regions::RegionFiles;
use crate::file::succession::SuccessionFile;
use crate::file::workspace::WorkspaceFile;
use crate::file::{CsvFault, Decode, Decoder, Fault};
use crate::place::{Place, Sources, Sp};
use crate::yaml::{self, YamlFault};
use koers_model::citation::Citation;
use koers_model::id::Id;
use koers_model::region::{RegionRegistry, RegistryError};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A file of a workspace as it lies on disk.
#[derive(Debug, Clone)]
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

/// A file with an id that its name repeats: an indicator, a test or a data set.
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

/// Citations of one framework file (or, without a framework, of another file).
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
    pub(crate) figures: Vec<FiguresFile>,
    pub(crate) regions: RegionRegistry,
    pub(crate) citations: Vec<Citations>,
    /// Places of names without a translation.
    pub(crate) untranslated: Vec<Place>,
    /// Files that gave no tree: what they say is not known, so rules that reason from absence hold back.
    pub(crate) unread: BTreeSet<String>,
}

impl Parsed {
    /// The texts of the files, to show what is said about them.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
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
    Regions,
    Hierarchy,
    Events,
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
        Some(("catalogue", rest)) => match rest.strip_suffix(".yaml") {
            Some(stem) => FileKind::Dataset { stem },
            None if is_yaml(rest) => FileKind::NotRead,
            None => FileKind::Other,
        },
        Some(("regions", "regions.csv")) => FileKind::Regions,
        Some(("regions", "hierarchy.csv")) => FileKind::Hierarchy,
        Some(("regions", "events.csv")) => FileKind::Events,
        Some(("figures", rest)) if rest.ends_with(".csv") => FileKind::Figures,
        _ => FileKind::Other,
    }
}

/// Reads the files of a workspace. Files that are not part of the definitions (snapshots, a README) may be among them.
/// The order of the files does not matter: they are read by path.
#[must_use]
pub fn parse(files: &[SourceFile]) -> Parsed {
    let mut parsed = Parsed::default();
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
    for file in files {
        let twice = last == &*file.path;
        last = &file.path;
        parsed.read_file(file, twice, &mut regions);
    }
    match regions.build() {
        Ok(registry) => parsed.regions = registry,
        Err(faults) => parsed.region_faults = faults,
    }
    parsed
}

impl Parsed {
    fn read_file(&mut self, file: &SourceFile, twice: bool, regions: &mut RegionFiles) {
        let whole = std::str::from_utf8(&file.bytes);
        let text = match (&whole, file.bytes.len() > LARGEST_FILE) {
            (Ok(text), false) => *text,
            _ => "",
        };
        let number = self.sources.add(Arc::clone(&file.path), Arc::from(text));
        let at = Place {
            file: number,
            start: 0,
            end: 0,
        };
        let fault = match whole {
            _ if twice => Some(FileFault::Twice { at }),
            _ if file.bytes.len() > LARGEST_FILE => Some(FileFault::TooLarge {
                at,
                bytes: file.bytes.len(),
            }),
            Err(error) => Some(FileFault::NotText {
                at,
                valid: error.valid_up_to(),
            }),
            Ok(_) if kind_of(&file.path) == FileKind::NotRead => Some(FileFault::NotRead { at }),
            Ok(_) => None,
        };
        if let Some(fault) = fault {
            if !matches!(fault, FileFault::NotRead { .. } | FileFault::Twice { .. }) {
                self.unread.insert(file.path.to_string());
            }
            self.file_faults.push(fault);
            return;
        }
        match kind_of(&file.path) {
            FileKind::Regions => regions.read_regions(text, number, &mut self.csv_faults),
            FileKind::Hierarchy => regions.read_hierarchy(text, number, &mut self.csv_faults),
            FileKind::Events => regions.read_events(text, number, &mut self.csv_faults),
            FileKind::Figures => {
                let figures = read_figures(text, number, &mut self.csv_faults);
                self.figures.push(figures);
            }
            kind => self.read_yaml(kind, text, &file.path, at),
        }
    }

    fn read_yaml(&mut self, kind: FileKind<'_>, text: &str, path: &str, at: Place) {
        let (root, faults) = yaml::read(text, at.file);
        let broken = faults
            .iter()
            .any(|fault| !matches!(fault, YamlFault::DuplicateKey { .. }));
        self.yaml_faults.extend(faults);
        let Some(root) = root else {
            if !broken {
                self.file_faults.push(FileFault::Blank { at });
            }
            self.unread.insert(path.to_owned());
            return;
        };
        let mut decoder = Decoder::default();
        let mut framework = None;
        let named = |stem: &str| (stem.to_owned(), at);
        match kind {
            FileKind::Workspace => self.workspace = Decode::decode(&root, &mut decoder),
            FileKind::Framework { folder } => {
                if let Some(record) = FrameworkFile::decode(&root, &mut decoder) {
                    let said = record.framework.as_ref().map(|id| id.value.clone());
                    framework = said.or_else(|| Id::new(folder).ok());
                    self.frameworks.push(FrameworkPart {
                        id: framework.clone(),
                        folder: folder.to_owned(),
                        record,
                    });
                }
            }
            FileKind::Succession => {
                let record = SuccessionFile::decode(&root, &mut decoder);
                self.successions.extend(record.map(|record| Sp::new(record, at)));
            }
            FileKind::Indicator { stem } => add(&mut self.indicators, named(stem), &root, &mut decoder),
            FileKind::Test { stem } => add(&mut self.tests, named(stem), &root, &mut decoder),
            FileKind::Dataset { stem } => add(&mut self.datasets, named(stem), &root, &mut decoder),
            _ => {}
        }
        self.shape_faults.extend(decoder.faults);
        self.untranslated.extend(decoder.untranslated);
        self.citations.push(Citations {
            framework,
            cited: decoder.citations,
        });
    }
}

fn add<T: Decode>(
    to: &mut Vec<Named<T>>,
    (stem, file): (String, Place),
    root: &yaml::Node,
    decoder: &mut Decoder,
) {
    if let Some(record) = T::decode(root, decoder) {
        to.push(Named { stem, file, record });
    }
}
