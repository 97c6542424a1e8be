//! Tables as their publishers tell of them: in a list of all that there are, and one by one with columns and codes. Nothing of them is taken over
//! yet, and no figure is among it.

use crate::address::WebAddress;
use crate::period::Frequency;
use crate::provider::Connector;
use crate::text::Lang;
use jiff::civil::Date;

/// A publisher that Koers knows by name: where its tables are listed and described.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Publisher {
    /// Statistics Netherlands.
    Cbs,
    /// The statistical office of the European Union.
    Eurostat,
}

impl Publisher {
    /// Every publisher with its word.
    pub const WORDS: [(Self, &'static str); 2] = [(Self::Cbs, "cbs"), (Self::Eurostat, "eurostat")];

    /// The word on the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(publisher, _)| *publisher == self)
            .map_or("", |(_, word)| word)
    }

    /// The publisher with that word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::WORDS
            .iter()
            .find(|(_, own)| *own == word)
            .map(|(publisher, _)| *publisher)
    }

    /// Its name, as it stands beside figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cbs => "CBS",
            Self::Eurostat => "Eurostat",
        }
    }

    /// The language in which it tells of its tables to us.
    #[must_use]
    pub fn lang(self) -> Lang {
        match self {
            Self::Cbs => Lang::Nl,
            Self::Eurostat => Lang::En,
        }
    }
}

/// A table in the list of a publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Who publishes it.
    pub publisher: Publisher,
    /// The publisher's name of it.
    pub table: String,
    /// What people read.
    pub title: String,
    /// What it is about, in a few lines; empty where the list does not say.
    pub summary: String,
    /// Which periods it has, as written.
    pub periods: Option<String>,
    /// The day of its last change.
    pub changed: Option<Date>,
    /// The publisher no longer keeps it up.
    pub is_stopped: bool,
}

/// What a dimension of a table tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// Where.
    Region,
    /// When.
    Period,
    /// What is counted, and in which unit: its codes are the measures.
    Measure,
    /// Of what kind.
    Category,
}

/// A code of a dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedCode {
    /// The code, without padding.
    pub code: String,
    /// What people read.
    pub title: String,
}

/// A dimension of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedDimension {
    /// The name of its column.
    pub name: String,
    /// What people read.
    pub title: String,
    /// What it tells.
    pub axis: Axis,
    /// Its codes, in the order of the publisher.
    pub codes: Vec<PublishedCode>,
}

/// A measure of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedMeasure {
    /// Its code, or the name of its column.
    pub key: String,
    /// What people read, with the headings above it.
    pub title: String,
    /// The unit, as written; empty where none is.
    pub unit: String,
    /// Decimals of its figures.
    pub decimals: Option<u8>,
    /// The publisher says that it is a share of something.
    pub is_relative: bool,
    /// Its cells hold texts, so that there is nothing to compute with.
    pub is_text: bool,
}

/// A table with its columns and codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedTable {
    /// Who publishes it.
    pub publisher: Publisher,
    /// The publisher's name of it, spelled as the publisher does.
    pub table: String,
    /// In which protocol it is fetched.
    pub connector: Connector,
    /// The address of the table in that protocol, without any choice among its figures.
    pub address: WebAddress,
    /// What people read.
    pub title: String,
    /// What it is about, in a few lines; empty where the publisher does not say.
    pub summary: String,
    /// The day of its last change.
    pub changed: Option<Date>,
    /// The address of its licence, where the publisher gives one.
    pub licence: Option<String>,
    /// How often it has a figure, where the periods themselves do not say.
    pub frequency: Option<Frequency>,
    /// The publisher no longer keeps it up.
    pub is_stopped: bool,
    /// Its dimensions, in the order of the publisher.
    pub dimensions: Vec<PublishedDimension>,
    /// Its measures, in the order of the publisher.
    pub measures: Vec<PublishedMeasure>,
}
