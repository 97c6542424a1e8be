//! Where a data set is fetched, and in which protocol.

use crate::address::WebAddress;

/// The protocol that a publisher speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Connector {
    /// CBS OData v3: wide rows, at most 10,000 in an answer.
    CbsOdata3,
    /// CBS OData v4: a row for each figure, pages that name the next one.
    CbsOdata4,
    /// Eurostat: SDMX-CSV with the day of the last change in the catalogue of Eurostat.
    Eurostat,
    /// Any other service that answers with SDMX-CSV.
    Sdmx,
    /// A file at an address, in any form that is read here.
    File,
}

impl Connector {
    /// Every protocol with its word in files.
    pub const WORDS: [(Self, &'static str); 5] = [
        (Self::CbsOdata3, "cbs-odata3"),
        (Self::CbsOdata4, "cbs-odata4"),
        (Self::Eurostat, "eurostat"),
        (Self::Sdmx, "sdmx"),
        (Self::File, "file"),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(connector, _)| *connector == self)
            .map_or("", |(_, word)| word)
    }

    /// Whether an address can be one of this protocol.
    #[must_use]
    pub fn understands(self, address: &WebAddress) -> bool {
        let data = ["/sdmx/2.1/data/", "/sdmx/3.0/data/dataflow/"];
        self != Self::Eurostat || data.iter().any(|part| address.as_str().contains(part))
    }

    /// Whether rows can be chosen in words of the protocol.
    #[must_use]
    pub fn filters(self) -> bool {
        matches!(self, Self::CbsOdata3 | Self::CbsOdata4)
    }
}

/// Where a data set is fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// How is asked.
    pub connector: Connector,
    /// The address of the table: of OData what stands before the names of its sets, of SDMX that of its data.
    pub address: WebAddress,
    /// Which rows are asked for, in words of the protocol; all where left out.
    pub filter: Option<String>,
}
