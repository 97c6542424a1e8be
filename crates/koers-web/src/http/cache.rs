//! Finished answers, by address: a page is made once for each state of the workspace.

use crate::answer::{Answer, Framing};
use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderName, HeaderValue};
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
    pub etag: HeaderValue,
    /// The name of the packed bytes (RFC 9110, 8.8.3).
    pub packed_etag: HeaderValue,
    /// More headers, ready to be sent.
    pub headers: Vec<(HeaderName, HeaderValue)>,
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
        let hash = Hash::of(&answer.body).short();
        let headers = answer.headers.iter();
        Self {
            etag: tag(&hash),
            packed_etag: tag(&format!("gz-{hash}")),
            status: answer.status,
            media: answer.media,
            plain: answer.body,
            gzip,
            headers: headers
                .filter_map(|(name, text)| {
                    Some((HeaderName::from_static(name), HeaderValue::from_str(text).ok()?))
                })
                .collect(),
            framing: answer.framing,
        }
    }
}

/// A name in quotes, as a header has it.
fn tag(name: &str) -> HeaderValue {
    // A hash is letters and digits, so this always goes well.
    HeaderValue::from_str(&format!("\"{name}\"")).unwrap_or_else(|_| HeaderValue::from_static("\"\""))
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
