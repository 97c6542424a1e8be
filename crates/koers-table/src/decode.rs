//! From bytes to text: unpacking with a limit, UTF-8 and nothing else.

use crate::error::{Place, ReadError, code, shown};
use std::borrow::Cow;
use std::io::Read;

/// What may always be unpacked.
const SMALL: u64 = 64 << 20;
/// Above that, so many times the size of the packed bytes; tables pack ten to fifty times.
const RATIO: u64 = 200;
/// Never more than this.
const MOST: u64 = 2 << 30;

/// How many bytes may come out of so many packed ones.
pub(crate) fn limit(packed: usize) -> u64 {
    (packed as u64).saturating_mul(RATIO).clamp(SMALL, MOST)
}

/// Whether the bytes are a gzip file.
fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1f, 0x8b])
}

/// Whether the bytes are a zip file.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The bytes without gzip around them.
pub(crate) fn unpack(bytes: &[u8]) -> Result<Cow<'_, [u8]>, ReadError> {
    if !is_gzip(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let unpacked = read_limited(
        flate2::read::MultiGzDecoder::new(bytes),
        0,
        bytes.len(),
        "the gzip file",
    )?;
    if is_gzip(&unpacked) {
        return Err(ReadError::new(
            code::PACKED,
            "a gzip file lies inside the gzip file",
        ));
    }
    Ok(Cow::Owned(unpacked))
}

/// The first bytes of a file without gzip around them, as far as they can be unpacked: enough to see what it is.
pub(crate) fn peek(bytes: &[u8], length: usize) -> Cow<'_, [u8]> {
    if !is_gzip(bytes) {
        return Cow::Borrowed(&bytes[..bytes.len().min(length)]);
    }
    let mut head = Vec::new();
    // A broken end does not matter here: what was unpacked before it is kept.
    let _ = flate2::read::MultiGzDecoder::new(bytes)
        .take(length as u64)
        .read_to_end(&mut head);
    Cow::Owned(head)
}

/// Reads all, but never more than a packed file of that size may hold. `said`: how much it says that it is.
pub(crate) fn read_limited(
    source: impl Read,
    said: u64,
    packed: usize,
    what: &str,
) -> Result<Vec<u8>, ReadError> {
    let limit = limit(packed);
    // What is said is believed as far as a small file may go; above that it is shown by the bytes.
    let mut unpacked = Vec::with_capacity(usize::try_from(said.min(limit).min(SMALL)).unwrap_or(0));
    source
        .take(limit + 1)
        .read_to_end(&mut unpacked)
        .map_err(|error| {
            ReadError::new(code::PACKED, format!("{what} cannot be unpacked: {error}"))
                .help("the file may have been cut off; fetch it again")
        })?;
    if unpacked.len() as u64 > limit {
        return Err(
            ReadError::new(code::PACKED, format!("{what} unpacks to more than {limit} bytes"))
                .help("no table packs so well; unpack it by hand when it is really one"),
        );
    }
    Ok(unpacked)
}

/// The bytes as text, without a byte order mark.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, ReadError> {
    if is_zip(bytes) {
        return Err(ReadError::new(code::WRONG_FORM, "the file is a zip file").help(
            "only the CBS bulk download (cbs-odata4-csv) is read as zip; for other forms, unpack it first",
        ));
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::new(code::NOT_UTF8, "the file is UTF-16")
            .expected("UTF-8")
            .help("save it as UTF-8; better: use the file as published"));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = memchr::memchr_iter(b'\n', &bytes[..at]).count() as u64 + 1;
        let byte = bytes.get(at).copied().unwrap_or(0);
        let around = &bytes[bytes[..at].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1)..at];
        let guess = if bytes.iter().take(64).filter(|&&b| b == 0).count() > 16 {
            "it looks like UTF-16 without a byte order mark"
        } else if error.error_len().is_some() {
            "it looks like Windows-1252"
        } else {
            "the text was cut off inside a character"
        };
        ReadError::new(
            code::NOT_UTF8,
            format!("byte {at} (0x{byte:02x}) is not UTF-8; {guess}"),
        )
        .at(Place::Line(line))
        .found(format!(
            "{}\u{fffd}",
            shown(&around[around.len().saturating_sub(30)..])
        ))
        .expected("UTF-8")
        .help("use the file as published, or save it as UTF-8")
    })
}

/// What to say of bytes that are no table of the form asked for, but are known for what they are.
pub(crate) fn not_a_table(text: &str) -> Option<ReadError> {
    let start = text.trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let head: String = start.chars().take(4000).collect();
    if head.contains("syncResponse") && (head.contains("queued") || head.contains("SUBMITTED")) {
        let id = between(&head, "<id>", "</id>").unwrap_or("not given");
        return Some(
            ReadError::new(
                code::QUEUED,
                "Eurostat put the question in a queue: this is its receipt, not the table",
            )
            .at(Place::Line(1))
            .found(format!("request {}", shown(id.as_bytes())))
            .help("fetch the data of that request from the async service later, or ask for less at once"),
        );
    }
    let what = if head.to_ascii_lowercase().contains("<html") {
        "a web page"
    } else {
        "XML"
    };
    Some(
        ReadError::new(code::WRONG_FORM, format!("the file is {what}, not a table"))
            .at(Place::Line(1))
            .found(shown(head.lines().next().unwrap_or("").as_bytes()))
            .help("the publisher may have answered with an error page; fetch it again"),
    )
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(open)?;
    Some(rest.split_once(close)?.0.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn gzip_is_unpacked_and_a_bomb_is_not() {
        assert_eq!(&*unpack(&gzip(b"a,b\n")).unwrap(), b"a,b\n");
        assert_eq!(&*peek(&gzip(b"a,b\n"), 2), b"a,");
        let bomb = gzip(&vec![b'0'; 80 << 20]);
        assert!(bomb.len() < 400_000);
        assert_eq!(unpack(&bomb).unwrap_err().code, code::PACKED);
        assert_eq!(unpack(&gzip(&gzip(b"x"))).unwrap_err().code, code::PACKED);
        assert_eq!(unpack(&[0x1f, 0x8b, 8, 0]).unwrap_err().code, code::PACKED);
    }

    #[test]
    fn other_encodings_are_named_with_their_place() {
        let error = text(b"naam\nFrysl\xe2n,1\n").unwrap_err();
        assert_eq!((error.code, error.place), (code::NOT_UTF8, Some(Place::Line(2))));
        assert!(
            error.message.contains("byte 10 (0xe2)") && error.message.contains("Windows-1252"),
            "{error}"
        );
        assert!(text(b"\xff\xfea\0b\0").unwrap_err().message.contains("UTF-16"));
        assert!(
            text(b"a\0b\0\xe2\0".repeat(20).as_slice())
                .unwrap_err()
                .message
                .contains("UTF-16")
        );
        assert!(
            text("Fryslâ".as_bytes().split_last().unwrap().1)
                .unwrap_err()
                .message
                .contains("cut off")
        );
        assert_eq!(text("\u{feff}Fryslân".as_bytes()).unwrap(), "Fryslân");
    }
}
