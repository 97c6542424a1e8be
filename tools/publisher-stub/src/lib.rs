//! A publisher on this machine: speaks the protocols of CBS OData v3 and v4, of Eurostat's SDMX, and gives plain files, from tables in our own
//! CSV or from tables that it makes up. It misbehaves on demand: slow, cut off, too busy, another schema, pages without end.
//!
//! It is a tool of those who work on Koers: tests drive it in their own process, and `cargo run -p publisher-stub` starts it for clients that are
//! not ours. It listens on loopback only.
//!
//! Reading order: [`table`], [`fault`], [`Stub`].

pub mod fault;
pub mod table;

mod answer;
mod cbs_odata3;
mod cbs_odata4;
mod file;
mod http;
mod query;
mod sdmx;

use answer::Answer;
use fault::{Fault, Fit};
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use table::Table;

/// How the publisher is set up.
#[derive(Debug, Clone)]
pub struct Setting {
    /// Rows in a page of OData v4; CBS gives 100,000.
    pub page: usize,
    /// Rows in a page of the feed of OData v3, and the most in an answer of its interactive service; CBS has 10,000.
    pub cap: usize,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            page: 100_000,
            cap: 10_000,
        }
    }
}

/// What the connections of a publisher share.
#[derive(Debug)]
struct Shared {
    setting: Setting,
    address: SocketAddr,
    tables: Mutex<BTreeMap<String, Arc<Table>>>,
    faults: Mutex<Vec<Fault>>,
    asked: Mutex<Vec<String>>,
    /// Tables that are being made: how often each was looked at.
    queued: Mutex<BTreeMap<String, usize>>,
    stopped: AtomicBool,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A publisher that listens until it is dropped.
#[derive(Debug)]
pub struct Stub {
    shared: Arc<Shared>,
}

impl Stub {
    /// Listens on a port of loopback; on any free one when it is nought.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn listen(port: u16, tables: Vec<Table>, setting: Setting) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let shared = Arc::new(Shared {
            setting,
            address: listener.local_addr()?,
            tables: Mutex::new(
                tables
                    .into_iter()
                    .map(|table| (table.id.clone(), Arc::new(table)))
                    .collect(),
            ),
            faults: Mutex::default(),
            asked: Mutex::default(),
            queued: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let serving = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if serving.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&serving);
                // A client that goes away is no fault of the publisher.
                std::thread::spawn(move || drop(http::serve(stream, &shared)));
            }
        });
        Ok(Self { shared })
    }

    /// Where it listens: `127.0.0.1:8123`.
    #[must_use]
    pub fn host(&self) -> String {
        self.shared.address.to_string()
    }

    /// The address of a table of OData v4, of the feed and of the interactive service of v3, of SDMX, of a file.
    #[must_use]
    pub fn address(&self, service: &str, table: &str) -> String {
        let root = format!("http://{}", self.shared.address);
        match service {
            "odata4" => format!("{root}/odata/v1/CBS/{table}"),
            "feed3" => format!("{root}/ODataFeed/odata/{table}"),
            "api3" => format!("{root}/ODataApi/odata/{table}"),
            "sdmx" => format!("{root}/api/dissemination/sdmx/2.1/data/{table}"),
            _ => format!("{root}/files/{table}.csv"),
        }
    }

    /// What goes wrong from now on. Faults that were set before stay.
    pub fn fail(&self, fault: Fault) {
        locked(&self.shared.faults).push(fault);
    }

    /// Nothing goes wrong any more.
    pub fn behave(&self) {
        locked(&self.shared.faults).clear();
    }

    /// Publishes a table, over one of the same id.
    pub fn publish(&self, table: Table) {
        locked(&self.shared.tables).insert(table.id.clone(), Arc::new(table));
    }

    /// A table as it is published now.
    #[must_use]
    pub fn table(&self, id: &str) -> Option<Table> {
        locked(&self.shared.tables)
            .get(id)
            .map(|table| table.as_ref().clone())
    }

    /// What was asked since the last time that this was asked.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *locked(&self.shared.asked))
    }
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        // Wakes the listener, which then sees that it has to stop.
        drop(std::net::TcpStream::connect(self.shared.address));
    }
}

impl Shared {
    fn table(&self, id: &str) -> Option<Arc<Table>> {
        let tables = locked(&self.tables);
        let same = tables.iter().find(|(own, _)| own.eq_ignore_ascii_case(id));
        same.map(|(_, table)| Arc::clone(table))
    }

    fn root(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The fault that falls on a question, which is then one less.
    fn fault(&self, target: &str) -> Option<Fit> {
        let mut faults = locked(&self.faults);
        let at = faults
            .iter()
            .position(|fault| fault.times > 0 && target.contains(&fault.at))?;
        let fault = faults.get_mut(at)?;
        fault.times -= 1;
        Some(fault.fit.clone())
    }

    /// The answer to a question.
    fn answer(&self, request: &query::Request) -> Answer {
        let path: Vec<&str> = request
            .path
            .split('/')
            .filter(|piece| !piece.is_empty())
            .collect();
        match path.as_slice() {
            ["odata", "v1", "Datasets"] => cbs_odata4::catalogue(self).tagged(request),
            ["odata", "v1", "CBS", id, rest @ ..] => cbs_odata4::answer(self, id, rest, request),
            ["ODataFeed", _, id, rest @ ..] => cbs_odata3::answer(self, (id, false), rest, request),
            ["ODataApi", _, id, rest @ ..] => cbs_odata3::answer(self, (id, true), rest, request),
            ["ODataCatalog", "Tables"] => cbs_odata3::catalogue(self).tagged(request),
            ["api", "dissemination", rest @ ..] => sdmx::answer(self, rest, request),
            ["files", name] => file::answer(self, name, request),
            _ => Answer::text(404, "not here"),
        }
    }
}
