//! Packing the answers of a table into one file, while the next are asked.

use super::state::Kept;
use crate::atomic;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::Receiver;

/// What is told to whoever packs.
pub(super) enum ToPack {
    /// The next answer, which is in its place.
    Answer(Kept),
    /// That was all of them.
    End,
}

/// Packs answers into one file as they come. The same answers give the same bytes: no moment and no name of a machine is in it. Without an end
/// there is no file.
pub(super) fn pack(folder: &Path, answers: &Receiver<ToPack>, path: &Path) -> io::Result<()> {
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(1))
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    atomic::write_with(path, |file| {
        let mut archive = zip::ZipWriter::new(io::BufWriter::new(file));
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            let one = match answers.recv() {
                Ok(ToPack::Answer(one)) => one,
                Ok(ToPack::End) => break,
                Err(_) => return Err(io::ErrorKind::Interrupted.into()),
            };
            let number = numbers.entry(one.set.clone()).or_default();
            *number += 1;
            // A description has one page nearly always, and then no number.
            let name = match (one.is_rows, *number) {
                (false, 1) => format!("{}.json", one.set),
                (_, number) => format!("{}-{number:05}.json", one.set),
            };
            archive.start_file(name, options)?;
            io::copy(&mut File::open(folder.join(&one.file))?, &mut archive)?;
        }
        archive.finish()?.flush()
    })
}
