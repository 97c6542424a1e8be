//! The publishers of a workspace, asked over the network.

use koers_framework::Parsed;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::provider::Provider;
use koers_model::text::{Lang, Text};
use koers_run::publishers::{Fetched, Progress, Publishers, TableState, Unfetched};
use koers_source::fetch::door::Door;
use koers_source::fetch::fault::FetchFault;
use koers_source::fetch::{Bounds, Fetcher};
use koers_source::folder::Folder;
use koers_source::load::{About, Loaded, Table};
use koers_source::site::Site;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// Bounds on lists and descriptions of tables: somebody waits for them.
const WHILE_SOMEBODY_WAITS: Bounds = Bounds {
    connect: Duration::from_secs(10),
    begin: Duration::from_secs(60),
    silence: Duration::from_secs(30),
    whole: Duration::from_secs(5 * 60),
    tries: 2,
    longest_pause: Duration::from_secs(20),
    first_pause: Duration::from_millis(500),
};

/// Asks a publisher that is known by name, and nobody else.
pub fn asking(site: &Site, parsed: &Parsed) -> Fetcher {
    let door = Door::new(&site.addresses(), &parsed.own_hosts());
    Fetcher::new(door, WHILE_SOMEBODY_WAITS)
}

/// The publishers of a workspace.
pub struct Network {
    fetcher: Fetcher,
    folder: Folder,
}

impl Network {
    /// Those whose hosts the catalogue names.
    pub fn of(folder: Folder, parsed: &Parsed, datasets: &BTreeMap<Id, Dataset>, bounds: Bounds) -> Self {
        let named = datasets.values().filter_map(|dataset| dataset.from.as_ref());
        let door = Door::new(named.map(|from| &from.address), &parsed.own_hosts());
        Self {
            fetcher: Fetcher::new(door, bounds),
            folder,
        }
    }

    fn place(&self, dataset: &Dataset) -> PathBuf {
        self.folder.fetching(&dataset.id)
    }
}

fn state(about: About) -> TableState {
    TableState {
        stamp: about.stamp,
        changed: about.changed,
        rows: about.rows,
        title: about.title,
    }
}

/// Why a publisher gave nothing, as a run and a reader take it.
pub fn unfetched(fault: &FetchFault) -> Unfetched {
    let help = fault.help(Lang::Nl).zip(fault.help(Lang::En));
    Unfetched {
        what: Text::both(fault.sentence(Lang::Nl), fault.sentence(Lang::En)),
        help: help.map(|(nl, en)| Text::both(nl, en)),
        is_ours: matches!(fault, FetchFault::Disk { .. }),
    }
}

/// Where a data set is fetched. A data set without is never asked for.
fn provider(dataset: &Dataset) -> Result<&Provider, Unfetched> {
    dataset.from.as_ref().ok_or_else(|| Unfetched {
        what: Text::both("de catalogus zegt niet waar", "the catalogue does not say where"),
        help: None,
        is_ours: false,
    })
}

impl Publishers for Network {
    fn state(&self, dataset: &Dataset) -> Result<Option<TableState>, Unfetched> {
        let table = Table {
            provider: provider(dataset)?,
            known: None,
            folder: &self.place(dataset),
        };
        let about = table.about(&self.fetcher).map_err(|fault| unfetched(&fault))?;
        Ok(about.map(state))
    }

    fn fetch(
        &self,
        dataset: &Dataset,
        known: Option<&str>,
        told: &dyn Fn(Progress),
    ) -> Result<Fetched, Unfetched> {
        let folder = self.place(dataset);
        let table = Table {
            provider: provider(dataset)?,
            known,
            folder: &folder,
        };
        let progress = |step: koers_source::load::Progress| {
            told(Progress {
                rows: step.rows,
                of: step.of,
            });
        };
        let loaded = table
            .load(&self.fetcher, &progress)
            .map_err(|fault| unfetched(&fault))?;
        let whole = match loaded {
            Loaded::Same(about) => return Ok(Fetched::Same(state(about))),
            Loaded::Whole(whole) => whole,
        };
        let bytes = fs::read(&whole.file).map_err(|error| unfetched(&FetchFault::disk(&error)))?;
        Ok(Fetched::Whole {
            state: state(whole.about),
            bytes,
            format: whole.format,
        })
    }

    fn forget(&self, dataset: &Dataset) {
        // What is left costs room, and the next run clears it away.
        let _ = Table::forget(&self.place(dataset));
    }
}
