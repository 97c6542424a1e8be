//! Finished answers, by address: a page is made once for each state of the workspace.

use crate::answer::{Answer, Framing};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use koers_model::snapshot::Hash;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use std::io::Write as _;
use std::sync::Arc;

/// How many bytes of finished answers are kept.
const ROOM: u64 = 24 * 1024 * 1024;
/// About how many answers that is.
const ABOUT: usize = 2048;
/// What is shorter is not worth packing.
const SHORTEST_TO_PACK: usize = 860;

/// An answer as it goes out.
#[derive(Debug)]
pub struct Finished {
    /// HTTP status.
    pub status: u16,
    /// Kind of content.
    pub media: &'static str,
    /// As it is.
    pub plain: Bytes,
    /// Packed, where that helps.
    pub gzip: Option<Bytes>,
    /// Its name: another one for other bytes.
    pub etag: String,
    /// More headers.
    pub headers: Vec<(&'static str, String)>,
    /// Who may frame it.
    pub framing: Framing,
}

impl Finished {
    /// Packs and names an answer.
    #[must_use]
    pub fn new(answer: Answer) -> Self {
        let packs = !matches!(
            answer.media,
            crate::answer::media::PNG | crate::answer::media::PARQUET | crate::answer::media::ZIP
        );
        let gzip = (packs && answer.body.len() >= SHORTEST_TO_PACK)
            .then(|| pack(&answer.body))
            .flatten();
        Self {
            etag: format!("\"{}\"", Hash::of(&answer.body).short()),
            status: answer.status,
            media: answer.media,
            plain: answer.body,
            gzip,
            headers: answer.headers,
            framing: answer.framing,
        }
    }
}

fn pack(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().map(Bytes::from)
}

/// How much room an answer takes.
#[derive(Debug, Clone)]
pub struct Size;

impl Weighter<String, Arc<Finished>> for Size {
    fn weight(&self, key: &String, answer: &Arc<Finished>) -> u64 {
        let gzip = answer.gzip.as_ref().map_or(0, Bytes::len);
        (key.len() + answer.plain.len() + gzip + 256) as u64
    }
}

/// Finished answers of one state of the workspace.
pub type Answers = Cache<String, Arc<Finished>, Size>;

/// An empty one.
#[must_use]
pub fn answers() -> Answers {
    Cache::with_weighter(ABOUT, ROOM, Size)
}
