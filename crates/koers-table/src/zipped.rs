//! Files inside a zip, by name, with limits.

use crate::decode::{limit, read_limited};
use crate::error::{ReadError, code};
use std::io::Cursor;
use zip::ZipArchive;
use zip::result::ZipError;

/// More files than a bundle of code lists or pages has.
const MOST_FILES: usize = 50_000;

/// A zip whose files are unpacked one by one.
pub(crate) struct Zipped<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Names without folders, in the order of the zip. Each stands there once.
    names: Vec<String>,
    packed: usize,
    unpacked: u64,
}

fn broken(error: ZipError) -> ReadError {
    ReadError::new(code::PACKED, format!("the zip file cannot be read: {error}"))
        .help("the file may have been cut off; fetch it again")
}

impl<'b> Zipped<'b> {
    /// Opens a zip, of which files of some names are wanted.
    pub(crate) fn open(bytes: &'b [u8], wanted: impl Fn(&str) -> bool) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if archive.len() > MOST_FILES {
            return Err(ReadError::new(
                code::PACKED,
                format!("the zip holds more than {MOST_FILES} files"),
            ));
        }
        let mut names = Vec::with_capacity(archive.len());
        let mut seen = std::collections::BTreeSet::new();
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(broken)?;
            let name = file.name().map_err(broken)?;
            let name = name.rsplit(['/', '\\']).next().unwrap_or("").to_owned();
            if wanted(&name) && !seen.insert(name.clone()) {
                return Err(ReadError::new(
                    code::PACKED,
                    format!("the zip holds two files named {name}"),
                ));
            }
            names.push(name);
        }
        Ok(Self {
            archive,
            names,
            packed: bytes.len(),
            unpacked: 0,
        })
    }

    /// How many bytes all files say that they hold, as far as a zip of this size may.
    pub(crate) fn most_unpacked(&mut self) -> u64 {
        let said =
            (0..self.archive.len()).map(|at| self.archive.by_index_raw(at).map_or(0, |file| file.size()));
        said.fold(0, u64::saturating_add).min(limit(self.packed))
    }

    /// Names without folders, in the order of the zip.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Gives the texts of files one after another to `each`, unpacking the next while one is looked at. Ends at the first fault.
    pub(crate) fn each(
        &mut self,
        names: &[String],
        mut each: impl FnMut(&str, &[u8]) -> Result<(), Vec<ReadError>>,
    ) -> Result<(), Vec<ReadError>> {
        std::thread::scope(|scope| {
            let (give, take) = std::sync::mpsc::sync_channel(0);
            scope.spawn(move || {
                for name in names {
                    let file = self.file(name).map(Option::unwrap_or_default);
                    let is_end = file.is_err();
                    // Nobody takes it any more after a fault there.
                    if give.send((name, file)).is_err() || is_end {
                        return;
                    }
                }
            });
            take.iter()
                .try_for_each(|(name, file)| each(name, &file.map_err(|error| vec![error])?))
        })
    }

    /// The bytes of a file; `None` when there is none of that name.
    pub(crate) fn file(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.names.iter().position(|own| own == name) else {
            return Ok(None);
        };
        let file = self.archive.by_index(index).map_err(broken)?;
        let said = file.size();
        let unpacked = read_limited(file, said, self.packed, name)?;
        self.unpacked += unpacked.len() as u64;
        if self.unpacked > limit(self.packed) {
            return Err(ReadError::new(
                code::PACKED,
                "the files of the zip unpack to far too much",
            ));
        }
        Ok(Some(unpacked))
    }
}
