//! The protocols of publishers: which addresses a table has, what an answer says of it, and where its rows go on.
//!
//! A protocol is no more than its addresses and the shape of its answers; asking, keeping, starting again and checking are the same for all
//! ([`load`](crate::load)). Nothing here looks at a figure.

mod cbs_odata3;
mod cbs_odata4;
mod eurostat;
pub(crate) mod odata;
mod plain;

use jiff::civil::Date;
use koers_model::provider::{Connector, Provider};
use koers_model::snapshot::{Format, Hash};
use serde::{Deserialize, Serialize};

/// What a publisher says of a table before any row is fetched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// How this state of the table is told from another: the moment of its last change, as written.
    pub stamp: Option<String>,
    /// The day of that moment.
    pub changed: Option<Date>,
    /// How many rows the table has.
    pub rows: Option<u64>,
    /// What the publisher calls it.
    pub title: Option<String>,
}

/// A question that belongs to fetching a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ask {
    /// The set that is asked for: the name of its file.
    pub(crate) set: String,
    pub(crate) address: String,
    /// Whether it gives rows of the table, and not its description.
    pub(crate) is_rows: bool,
    /// The codes of each dimension that it asks for, where it can be asked in parts.
    pub(crate) parts: Vec<Part>,
}

/// Some codes of a dimension, as the publisher writes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) dimension: String,
    pub(crate) codes: Vec<String>,
    /// Whether these are all codes of the dimension.
    pub(crate) is_all: bool,
}

/// What an answer says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// Rows, and where they go on.
    Page {
        rows: u64,
        next: Option<String>,
        /// The hash of the rows by themselves, where they stand among other things.
        hash: Option<Hash>,
    },
    /// The publisher refuses.
    Refused(String),
    /// The publisher is still making the table: where to look how far it is, and where it will be.
    Queued { status: String, data: String },
    /// A web page.
    WebPage(Option<String>),
}

/// The protocol of a publisher.
pub(crate) trait Protocol {
    /// The form that is asked for.
    fn accept(&self) -> &'static str;
    /// Where the publisher tells about the table; `None` where the answer itself has to tell.
    fn about(&self) -> Option<String>;
    /// What it tells.
    fn read_about(&self, body: &[u8]) -> Result<About, String>;
    /// What is to be asked at a stage, after everything of the stages before it is here; `None` after the last one. `kept` gives the pages of a
    /// set that was kept.
    fn stage(
        &self,
        stage: usize,
        about: &About,
        kept: &dyn Fn(&str) -> Option<Vec<Vec<u8>>>,
    ) -> Result<Option<Vec<Ask>>, String>;
    /// What an answer says of itself.
    fn read(&self, ask: &Ask, body: &[u8]) -> Result<Said, String>;
    /// The same question in smaller pieces; none when it has none.
    fn pieces(&self, _: &Ask) -> Vec<Ask> {
        Vec::new()
    }
    /// The form of what is kept in the end; `None`: what the bytes look like.
    fn format(&self) -> Option<Format>;
    /// Whether several answers are kept together.
    fn is_bundle(&self) -> bool;
}

/// The protocol in which a data set is fetched.
pub(crate) fn protocol(provider: &Provider) -> Box<dyn Protocol + '_> {
    match provider.connector {
        Connector::CbsOdata3 => Box::new(cbs_odata3::CbsOdata3(provider)),
        Connector::CbsOdata4 => Box::new(cbs_odata4::CbsOdata4(provider)),
        Connector::Eurostat => Box::new(eurostat::Eurostat(provider)),
        Connector::Sdmx => Box::new(plain::Plain {
            provider,
            accept: "application/vnd.sdmx.data+csv, text/csv;q=0.5",
            format: Some(Format::SdmxCsv),
        }),
        Connector::File => Box::new(plain::Plain {
            provider,
            accept: "*/*",
            format: None,
        }),
    }
}

/// A text as it stands in a query: everything but letters, digits and `-._~` by its bytes (RFC 3986, 2.1).
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// The day of a moment as publishers write them: `2022-05-03T02:00:00`, with or without `Z` or an offset. The day is the one that is written.
pub(crate) fn day(moment: &str) -> Option<Date> {
    moment.get(..10)?.parse().ok()
}
