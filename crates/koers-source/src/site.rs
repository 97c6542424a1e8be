//! Where publishers that are known by name answer: their own addresses, or one that stands in for them.

use koers_model::address::WebAddress;
use koers_model::published::Publisher;

/// Where a publisher answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    publisher: Publisher,
    /// Stands in for every host of the publisher: a mirror, or a publisher on this machine.
    instead: Option<String>,
}

impl Site {
    /// The publisher's own hosts.
    #[must_use]
    pub fn of(publisher: Publisher) -> Self {
        Self {
            publisher,
            instead: None,
        }
    }

    /// An address that stands in for all of them: what comes before `/odata/v1`, `/ODataFeed`, `/ODataCatalog` and `/api/dissemination`.
    #[must_use]
    pub fn at(publisher: Publisher, instead: &WebAddress) -> Self {
        Self {
            publisher,
            instead: Some(instead.as_str().trim_end_matches('/').to_owned()),
        }
    }

    /// Whose it is.
    #[must_use]
    pub fn publisher(&self) -> Publisher {
        self.publisher
    }

    /// What may be asked.
    #[must_use]
    pub fn addresses(&self) -> Vec<WebAddress> {
        let all = match self.publisher {
            Publisher::Cbs => vec![self.odata4(), self.odata3()],
            Publisher::Eurostat => vec![self.eurostat()],
        };
        all.iter()
            .filter_map(|address| WebAddress::new(address))
            .collect()
    }

    fn or(&self, own: &str) -> String {
        self.instead.clone().unwrap_or_else(|| own.to_owned())
    }

    /// What comes before the names of catalogues and tables of OData v4.
    pub(crate) fn odata4(&self) -> String {
        format!("{}/odata/v1", self.or("https://datasets.cbs.nl"))
    }

    /// What comes before `/ODataCatalog` and `/ODataFeed`.
    pub(crate) fn odata3(&self) -> String {
        self.or("https://opendata.cbs.nl")
    }

    /// What comes before `/sdmx`, `/statistics` and `/catalogue`.
    pub(crate) fn eurostat(&self) -> String {
        match &self.instead {
            Some(instead) => format!("{instead}/api/dissemination"),
            None => "https://ec.europa.eu/eurostat/api/dissemination".to_owned(),
        }
    }
}
