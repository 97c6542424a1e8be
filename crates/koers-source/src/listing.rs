//! The tables that publishers have. A list that was fetched stays in `cache/` of the workspace: the next time is asked whether it changed, and
//! without a network the list of an earlier day serves.

mod read;

pub use read::read;

use crate::fetch::fault::FetchFault;
use crate::fetch::{Asking, Fetcher, Reply};
use crate::folder::Folder;
use crate::site::Site;
use jiff::civil::Date;
use koers_model::published::{Listed, Publisher};
use serde::{Deserialize, Serialize};

/// The largest list: that of CBS OData v3 has some thousands of tables with their descriptions.
const MOST: u64 = 128 << 20;
/// A list has no more pages than this.
const MOST_PAGES: usize = 50;
/// Version of the form in which a list is kept.
const VERSION: u32 = 1;

/// A list of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Catalogue {
    /// CBS, OData v4.
    Cbs4,
    /// CBS, OData v3.
    Cbs3,
    /// The table of contents of Eurostat.
    Eurostat,
}

impl Catalogue {
    /// The lists of a publisher, the one that counts first.
    #[must_use]
    pub fn of(publisher: Publisher) -> &'static [Self] {
        match publisher {
            Publisher::Cbs => &[Self::Cbs4, Self::Cbs3],
            Publisher::Eurostat => &[Self::Eurostat],
        }
    }

    fn address(self, site: &Site) -> String {
        match self {
            Self::Cbs4 => format!("{}/Datasets", site.odata4()),
            Self::Cbs3 => format!("{}/ODataCatalog/Tables?$format=json", site.odata3()),
            Self::Eurostat => format!("{}/catalogue/toc/txt?lang=en", site.eurostat()),
        }
    }

    fn accept(self) -> &'static str {
        match self {
            Self::Cbs4 | Self::Cbs3 => "application/json",
            Self::Eurostat => "text/plain, */*;q=0.1",
        }
    }

    /// The name of its file in the cache.
    fn key(self) -> &'static str {
        match self {
            Self::Cbs4 => "catalogue-cbs-4.json",
            Self::Cbs3 => "catalogue-cbs-3.json",
            Self::Eurostat => "catalogue-eurostat.json",
        }
    }
}

/// A list of tables, and of which day it is.
#[derive(Debug)]
pub struct Listing {
    /// The tables.
    pub tables: Vec<Listed>,
    /// The day on which the publisher said so last.
    pub on: Date,
    /// Why it is a list of an earlier time: the publisher could not be asked.
    pub fault: Option<FetchFault>,
}

/// A row of a list as it is kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    table: String,
    title: String,
    summary: String,
    periods: Option<String>,
    changed: Option<String>,
    is_stopped: bool,
}

/// A list as it is kept.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    koers_catalogue: u32,
    address: String,
    /// How the publisher tells this state of the list from another; none when it does not say.
    version: Option<String>,
    on: String,
    rows: Vec<Row>,
}

/// The tables of a catalogue: what is kept when it is still the same or the publisher cannot be asked, else fetched.
///
/// # Errors
/// [`FetchFault`] when the publisher cannot be asked and nothing is kept.
pub fn tables(
    fetcher: &Fetcher,
    folder: &Folder,
    site: &Site,
    catalogue: Catalogue,
    today: Date,
) -> Result<Listing, FetchFault> {
    let address = catalogue.address(site);
    let kept = kept(folder, catalogue, &address);
    let known = kept.as_ref().and_then(|kept| kept.version.clone());
    // Who does not tell one state of the list from another is asked once a day: the list is large.
    let is_fresh = |kept: &Kept| kept.version.is_none() && kept.on == today.to_string();
    if let Some(kept) = kept.as_ref().filter(|kept| is_fresh(kept))
        && let Some(listing) = opened(kept, site.publisher(), None)
    {
        return Ok(listing);
    }
    let fetched = fetched(fetcher, catalogue, &address, known.as_deref());
    let (version, tables) = match (fetched, kept) {
        (Ok(Some(fresh)), _) => fresh,
        (Ok(None), Some(mut kept)) => {
            kept.on = today.to_string();
            save(folder, catalogue, &kept);
            return opened(&kept, site.publisher(), None).ok_or_else(|| unreadable(&address));
        }
        (Err(fault), Some(kept)) => {
            return opened(&kept, site.publisher(), Some(fault)).ok_or_else(|| unreadable(&address));
        }
        (Err(fault), None) => return Err(fault),
        (Ok(None), None) => return Err(unreadable(&address)),
    };
    save(
        folder,
        catalogue,
        &Kept {
            koers_catalogue: VERSION,
            address,
            version,
            on: today.to_string(),
            rows: tables.iter().map(Row::of).collect(),
        },
    );
    Ok(Listing {
        tables,
        on: today,
        fault: None,
    })
}

/// Asks for a list; `None` when it is the one that is known.
#[expect(
    clippy::type_complexity,
    reason = "a version and the tables, read at one place"
)]
fn fetched(
    fetcher: &Fetcher,
    catalogue: Catalogue,
    address: &str,
    known: Option<&str>,
) -> Result<Option<(Option<String>, Vec<Listed>)>, FetchFault> {
    let mut tables = Vec::new();
    let mut first = None;
    let mut next = Some(address.to_owned());
    let mut asked: Vec<String> = Vec::new();
    while let Some(at) = next.take() {
        if asked.contains(&at) {
            return Err(FetchFault::Circle { address: at });
        }
        if asked.len() == MOST_PAGES {
            return Err(FetchFault::Endless { address: at });
        }
        let asking = Asking {
            address: &at,
            accept: catalogue.accept(),
            known: known.filter(|_| asked.is_empty()),
            limit: MOST,
            gives_up_on: &[],
        };
        let (reply, body) = fetcher.get(&asking, || Ok(Vec::new()))?;
        let Reply::Whole { version, .. } = reply else {
            return Ok(None);
        };
        if asked.is_empty() {
            first = version;
        }
        let (more, then) = read(catalogue, &at, &body)?;
        tables.extend(more);
        next = then;
        asked.push(at);
    }
    if tables.is_empty() {
        return Err(FetchFault::Misread {
            address: address.to_owned(),
            why: "no table in the list".to_owned(),
        });
    }
    // Of a list in pages the first page does not tell what became of the others.
    let version = first.filter(|_| asked.len() == 1);
    Ok(Some((version, tables)))
}

fn unreadable(address: &str) -> FetchFault {
    FetchFault::Misread {
        address: address.to_owned(),
        why: "the same as what is not here".to_owned(),
    }
}

/// What is kept of the same list; anything else there is of no use, and will be written over.
fn kept(folder: &Folder, catalogue: Catalogue, address: &str) -> Option<Kept> {
    let bytes = folder.cached(catalogue.key())?;
    let kept: Kept = serde_json::from_slice(&bytes).ok()?;
    let fits = kept.koers_catalogue == VERSION && kept.address == address && day(&kept).is_some();
    fits.then_some(kept)
}

fn save(folder: &Folder, catalogue: Catalogue, kept: &Kept) {
    if let Ok(bytes) = serde_json::to_vec(kept) {
        folder.keep(catalogue.key(), &bytes);
    }
}

fn day(kept: &Kept) -> Option<Date> {
    kept.on.parse().ok()
}

fn opened(kept: &Kept, publisher: Publisher, fault: Option<FetchFault>) -> Option<Listing> {
    Some(Listing {
        on: day(kept)?,
        tables: kept.rows.iter().map(|row| row.listed(publisher)).collect(),
        fault,
    })
}

impl Row {
    fn of(table: &Listed) -> Self {
        Self {
            table: table.table.clone(),
            title: table.title.clone(),
            summary: table.summary.clone(),
            periods: table.periods.clone(),
            changed: table.changed.map(|day| day.to_string()),
            is_stopped: table.is_stopped,
        }
    }

    fn listed(&self, publisher: Publisher) -> Listed {
        Listed {
            publisher,
            table: self.table.clone(),
            title: self.title.clone(),
            summary: self.summary.clone(),
            periods: self.periods.clone(),
            changed: self.changed.as_ref().and_then(|day| day.parse().ok()),
            is_stopped: self.is_stopped,
        }
    }
}
