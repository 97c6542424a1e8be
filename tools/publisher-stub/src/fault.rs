//! What can go wrong with a publisher.

use std::time::Duration;

/// Something that goes wrong, so many times, with questions whose address has a text in it.
#[derive(Debug, Clone)]
pub struct Fault {
    /// The text.
    pub at: String,
    /// What goes wrong.
    pub fit: Fit,
    /// How many times it still does.
    pub times: usize,
}

impl Fault {
    /// Something that goes wrong once.
    #[must_use]
    pub fn once(at: &str, fit: Fit) -> Self {
        Self {
            at: at.to_owned(),
            fit,
            times: 1,
        }
    }

    /// Something that goes wrong from now on.
    #[must_use]
    pub fn always(at: &str, fit: Fit) -> Self {
        Self {
            times: usize::MAX,
            ..Self::once(at, fit)
        }
    }

    /// A fault as it is written on a command line: `TEXT=KIND[:NUMBER][*TIMES]`, such as `Observations=cut-off:1000*2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (at, rest) = text.split_once('=')?;
        let (kind, times) = match rest.split_once('*') {
            Some((kind, times)) => (kind, times.parse().ok()?),
            None => (rest, usize::MAX),
        };
        let (kind, number) = match kind.split_once(':') {
            Some((kind, number)) => (kind, Some(number.parse::<u64>().ok()?)),
            None => (kind, None),
        };
        let fit = match kind {
            "slow" => Fit::Slow(Duration::from_millis(number.unwrap_or(1000))),
            "cut-off" => Fit::CutOff(usize::try_from(number.unwrap_or(100)).ok()?),
            "drop" => Fit::Drop,
            "status" => Fit::Status(u16::try_from(number?).ok()?, None),
            "busy" => Fit::Status(429, Some(number.unwrap_or(1).to_string())),
            "wrong-length" => Fit::WrongLength,
            "page" => Fit::WebPage,
            "error" => Fit::ErrorBody,
            "circle" => Fit::Circle,
            "same-page" => Fit::SamePage,
            "endless" => Fit::Endless,
            "queued" => Fit::Queued,
            "empty" => Fit::Empty,
            "garbage" => Fit::Garbage,
            _ => return None,
        };
        Some(Self {
            at: at.to_owned(),
            fit,
            times,
        })
    }
}

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// The answer begins later.
    Slow(Duration),
    /// The answer ends after so many bytes, while its length says more.
    CutOff(usize),
    /// The connection ends without an answer.
    Drop,
    /// Another status, with what `Retry-After` says.
    Status(u16, Option<String>),
    /// The length is larger than the answer.
    WrongLength,
    /// A web page with status 200.
    WebPage,
    /// An error of the protocol with status 200.
    ErrorBody,
    /// The page names itself as the next one.
    Circle,
    /// The next page has the same rows under another address.
    SamePage,
    /// There is always another page.
    Endless,
    /// The table is being made: XML with status 200.
    Queued,
    /// No rows.
    Empty,
    /// Bytes that are no text.
    Garbage,
}
