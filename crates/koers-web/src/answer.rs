//! What a page or a resource gives: bytes with their kind, or why there are none.

use bytes::Bytes;
use koers_model::text::{Lang, Text};
use koers_run::error::RunError;
use koers_run::permission::Denied;

/// Kinds of content.
pub mod media {
    /// A page.
    pub const HTML: &str = "text/html; charset=utf-8";
    /// Plain text.
    pub const TEXT: &str = "text/plain; charset=utf-8";
    /// Markdown (RFC 7763).
    pub const MARKDOWN: &str = "text/markdown; charset=utf-8";
    /// A style sheet.
    pub const CSS: &str = "text/css; charset=utf-8";
    /// A script.
    pub const SCRIPT: &str = "text/javascript; charset=utf-8";
    /// A drawing.
    pub const SVG: &str = "image/svg+xml";
    /// A picture.
    pub const PNG: &str = "image/png";
    /// JSON.
    pub const JSON: &str = "application/json";
    /// A fault of the API (RFC 9457).
    pub const PROBLEM: &str = "application/problem+json";
    /// CSV (RFC 4180).
    pub const CSV: &str = "text/csv; charset=utf-8; header=present";
    /// JSON-stat 2.0. It has no registered name of its own.
    pub const JSON_STAT: &str = "application/vnd.jsonstat+json";
    /// Parquet.
    pub const PARQUET: &str = "application/vnd.apache.parquet";
    /// What the columns of a CSV mean (CSV on the Web).
    pub const CSVW: &str = "application/csvm+json";
    /// Turtle.
    pub const TURTLE: &str = "text/turtle; charset=utf-8";
    /// JSON-LD.
    pub const JSON_LD: &str = "application/ld+json";
    /// XML.
    pub const XML: &str = "application/xml; charset=utf-8";
    /// Days for a calendar (RFC 5545).
    pub const CALENDAR: &str = "text/calendar; charset=utf-8";
    /// A zip file.
    pub const ZIP: &str = "application/zip";
}

/// Who may show an answer inside another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framing {
    /// Nobody.
    Nobody,
    /// Everybody: it was made for that.
    Everybody,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Kind of content.
    pub media: &'static str,
    /// The bytes.
    pub body: Bytes,
    /// More headers: name in lower case, value.
    pub headers: Vec<(&'static str, String)>,
    /// Who may frame it.
    pub framing: Framing,
}

impl Answer {
    /// Something that went well.
    #[must_use]
    pub fn new(media: &'static str, body: impl Into<Bytes>) -> Self {
        Self {
            status: 200,
            media,
            body: body.into(),
            headers: Vec::new(),
            framing: Framing::Nobody,
        }
    }
    /// A page.
    #[must_use]
    pub fn page(html: String) -> Self {
        Self::new(media::HTML, html)
    }
    /// The same with another header.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
    /// The way on, after something was written: the browser gets another page, and getting it again writes nothing.
    #[must_use]
    pub fn see_other(address: String) -> Self {
        Self {
            status: 303,
            ..Self::new(media::TEXT, Bytes::new())
        }
        .with("location", address)
    }
    /// The same, for nobody to keep: it is about this moment and this visitor.
    #[must_use]
    pub fn fleeting(self) -> Self {
        self.with("cache-control", "no-store")
    }
    /// The same as a file to keep. Names are ours or ids, so they need no escaping.
    #[must_use]
    pub fn download(self, file: &str) -> Self {
        self.with("content-disposition", format!("attachment; filename=\"{file}\""))
    }
    /// The same, to be shown inside other pages.
    #[must_use]
    pub fn embeddable(mut self) -> Self {
        self.framing = Framing::Everybody;
        self
    }
}

/// What is wrong with one part of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The key; empty when it is the question as a whole.
    pub key: String,
    /// What is wrong with it, to be read after the key.
    pub what: Text,
}

impl Wrong {
    /// About a key, in both languages.
    #[must_use]
    pub fn new(key: &str, nl: &str, en: &str) -> Self {
        Self {
            key: key.to_owned(),
            what: Text::both(nl, en),
        }
    }
    /// A day was needed.
    #[must_use]
    pub fn no_day(key: &str) -> Self {
        Self::new(
            key,
            "is geen dag; schrijf jjjj-mm-dd, zoals 2019-12-31",
            "is no day; write yyyy-mm-dd, such as 2019-12-31",
        )
    }
    /// One of a few words was needed: they are said as the page offers them, not as they stand in an address.
    #[must_use]
    pub fn one_of<T: Copy>(key: &str, all: &[T], label: impl Fn(T, Lang) -> &'static str) -> Self {
        let said = |lang| {
            let labels: Vec<&str> = all.iter().map(|one| label(*one, lang)).collect();
            labels.join(", ")
        };
        Self::new(
            key,
            &format!("kies een van: {}", said(Lang::Nl)),
            &format!("choose one of: {}", said(Lang::En)),
        )
    }
    /// Key and fault in one sentence.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let what = self.what.get(lang);
        if self.key.is_empty() {
            what.to_owned()
        } else {
            format!("{}: {what}", self.key)
        }
    }
}

/// Why a question is not taken in, whatever it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// It wants to change something, and nothing can be changed here.
    Method,
    /// Whoever asks may not do that here.
    Denied,
    /// A page of another site sent it, or something that is no page of ours.
    Elsewhere,
    /// It did not come in time.
    TooSlow,
    /// It holds more than any form of ours.
    TooMuch,
    /// What it holds is no form.
    NotAForm,
    /// The address is longer than any of ours.
    TooLong,
    /// It does not say as it should for which name it is meant.
    Nameless,
    /// It was meant for a server of another name.
    WrongName,
    /// The client asks too much. It may ask again after so many seconds.
    TooMany {
        /// Seconds.
        after: u64,
    },
    /// The register is damaged or gone: what is entered would be lost.
    Register,
    /// The register stands where nothing may be written.
    ReadOnly,
    /// The server has too much to do, for now.
    Busy {
        /// Seconds.
        after: u64,
    },
}

impl Refusal {
    /// HTTP status.
    #[must_use]
    pub fn status(self) -> u16 {
        match self {
            Self::Nameless => 400,
            Self::Denied | Self::Elsewhere | Self::ReadOnly => 403,
            Self::Method => 405,
            Self::TooSlow => 408,
            Self::TooMuch => 413,
            Self::TooLong => 414,
            Self::NotAForm => 415,
            Self::WrongName => 421,
            Self::TooMany { .. } => 429,
            Self::Register | Self::Busy { .. } => 503,
        }
    }
    /// The header that belongs to it.
    #[must_use]
    pub fn header(self) -> Option<(&'static str, String)> {
        match self {
            Self::Method => Some(("allow", "GET, HEAD".to_owned())),
            Self::TooMany { after } | Self::Busy { after } => Some(("retry-after", after.to_string())),
            Self::Denied
            | Self::Elsewhere
            | Self::TooSlow
            | Self::TooMuch
            | Self::NotAForm
            | Self::TooLong
            | Self::Register
            | Self::ReadOnly
            | Self::Nameless
            | Self::WrongName => None,
        }
    }
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Fault {
    /// The question is not taken in.
    Refused(Refusal),
    /// There is nothing at this address. What may have been meant.
    NotFound {
        /// What was asked for, in the words of the address.
        what: String,
        /// What comes near.
        near: Vec<String>,
    },
    /// The question has these faults.
    BadInput(Vec<Wrong>),
    /// It cannot be had in a form that was asked for; these there are.
    NotAcceptable(Vec<&'static str>),
    /// It should have gone well.
    Broken(String),
}

impl Fault {
    /// Refuses a question that has faults.
    ///
    /// # Errors
    /// [`Fault::BadInput`] with all of them, where there are any.
    pub fn if_any(wrong: Vec<Wrong>) -> Result<(), Self> {
        match wrong.is_empty() {
            true => Ok(()),
            false => Err(Self::BadInput(wrong)),
        }
    }
    /// There is nothing at this address.
    #[must_use]
    pub fn not_found(what: &str) -> Self {
        Self::NotFound {
            what: what.to_owned(),
            near: Vec::new(),
        }
    }
    /// HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound { .. } => 404,
            Self::BadInput(_) => 400,
            Self::NotAcceptable(_) => 406,
            Self::Broken(_) => 500,
            Self::Refused(refusal) => refusal.status(),
        }
    }
}

impl From<Denied> for Fault {
    fn from(_: Denied) -> Self {
        Self::Refused(Refusal::Denied)
    }
}

impl From<koers_store::Error> for Fault {
    fn from(error: koers_store::Error) -> Self {
        use koers_store::Error;
        match error {
            Error::Corrupt { .. }
            | Error::Missing { .. }
            | Error::Unreadable { .. }
            | Error::Broken { .. } => Self::Refused(Refusal::Register),
            Error::ReadOnly { .. } => Self::Refused(Refusal::ReadOnly),
            other => Self::Broken(other.to_string()),
        }
    }
}

impl From<Wrong> for Fault {
    fn from(wrong: Wrong) -> Self {
        Self::BadInput(vec![wrong])
    }
}

impl From<RunError> for Fault {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Unknown {
                what: "region",
                id,
                near,
            } => Self::BadInput(vec![Wrong {
                key: "regio".to_owned(),
                what: Text::both(unknown(&id, &near, Lang::Nl), unknown(&id, &near, Lang::En)),
            }]),
            RunError::Unknown {
                what: "line or theme",
                id,
                near,
            } => Self::BadInput(vec![Wrong {
                key: "lijn".to_owned(),
                what: Text::both(unknown(&id, &near, Lang::Nl), unknown(&id, &near, Lang::En)),
            }]),
            RunError::Unknown { id, near, .. } => Self::NotFound { what: id, near },
            RunError::NotAPeriod(_) => Wrong::new(
                "periode",
                "is geen periode; schrijf bijvoorbeeld 2019, 2019-Q3 of 2019-11",
                "is no period; write for example 2019, 2019-Q3 or 2019-11",
            )
            .into(),
            other => Self::Broken(other.to_string()),
        }
    }
}

fn unknown(id: &str, near: &[String], lang: Lang) -> String {
    let mut sentence = format!("{} `{id}`", lang.pick("er is geen", "there is no"));
    if !near.is_empty() {
        sentence.push_str(lang.pick("; bedoelde u ", "; did you mean "));
        sentence.push_str(&near.join(", "));
        sentence.push('?');
    }
    sentence
}
