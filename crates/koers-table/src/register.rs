//! Registers of regions as published: which municipalities there are and were, and what became of them.
//!
//! Bytes go in, regions and changes come out, each with a remark where the register leaves something open. Nothing is guessed: a register that
//! says that a municipality ended and not where it went gives no change.

mod cbs;
mod nuts;
mod tooi;

use crate::decode;
use crate::error::{Place, ReadError, code};
use jiff::civil::Date;
use koers_model::region::{Change, Region, RegionCode};
use koers_model::text::Text;

/// A register is not larger than this.
pub const MOST_BYTES: usize = 64 << 20;
/// A register does not hold more changes than this: the Netherlands had about a thousand municipalities, ever.
const MOST_CHANGES: usize = 100_000;

/// The forms of registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The register of municipalities of TOOI ("gemeenten compleet"), JSON-LD.
    Tooi,
    /// A list of regions of Statistics Netherlands (`RegioSCodes`), CSV with semicolons, days in the description.
    Cbs,
    /// A table of changes of NUTS, CSV with commas: a code for every version.
    Nuts,
}

impl Form {
    /// Every form with its word on the command line.
    pub const WORDS: [(Self, &'static str); 3] =
        [(Self::Tooi, "tooi"), (Self::Cbs, "cbs"), (Self::Nuts, "nuts")];

    /// The form with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .into_iter()
            .find(|(_, known)| *known == word)
            .map(|(form, _)| form)
    }
    /// The form that bytes look like.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Self {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match text.iter().find(|byte| !byte.is_ascii_whitespace()) {
            Some(b'{' | b'[') => Self::Tooi,
            _ if text
                .split(|byte| *byte == b'\n')
                .next()
                .is_some_and(|line| line.contains(&b',')) =>
            {
                Self::Nuts
            }
            _ => Self::Cbs,
        }
    }
}

/// What a reader should know of a register: something that it leaves open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// What.
    pub text: Text,
}

/// A register as read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Register {
    /// The municipalities, by code. A begin that the register does not give and no change tells is open.
    pub regions: Vec<Region>,
    /// The changes, by day.
    pub changes: Vec<Change>,
    /// What it leaves open, in the order of the file.
    pub remarks: Vec<Remark>,
}

/// Reads a register.
///
/// # Errors
/// Everything that is wrong, by place, at most 50 errors and a count of the others.
pub fn read(bytes: &[u8], form: Form) -> Result<Register, Vec<ReadError>> {
    if bytes.len() > MOST_BYTES {
        let error = ReadError::new(code::TOO_LONG, "the file is larger than any register of regions");
        return Err(vec![error]);
    }
    let text = decode::text(bytes).map_err(|error| vec![error])?;
    let mut register = match form {
        Form::Tooi => tooi::read(text),
        Form::Cbs => cbs::read(text),
        Form::Nuts => nuts::read(text),
    }?;
    register.regions.sort_by(|a, b| a.code.cmp(&b.code));
    register
        .changes
        .sort_by(|a, b| (a.date, &a.to, &a.from).cmp(&(b.date, &b.to, &b.from)));
    register.changes.dedup();
    Ok(register)
}

/// At most 50 errors and a count of the others.
fn capped(mut errors: Vec<ReadError>) -> Vec<ReadError> {
    const MOST: usize = 50;
    if let Some(more @ 1..) = errors.len().checked_sub(MOST) {
        errors.truncate(MOST);
        errors.push(ReadError::new(code::MORE, format!("and {more} more")));
    }
    errors
}

/// The code of a municipality: `gm0416` at the end of an address, or `GM0416  `.
fn municipality(text: &str) -> Option<RegionCode> {
    let last = text.rsplit(['/', '#', ':']).next().unwrap_or(text).trim();
    let digits = last.strip_prefix("gm").or_else(|| last.strip_prefix("GM"))?;
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    four.then(|| RegionCode::new(&format!("GM{digits}"))).flatten()
}

fn day_before(day: Date) -> Option<Date> {
    day.yesterday().ok()
}
