//! A workspace whose register is kept, served to who may enter, and what a browser does with its forms.

use super::served::{Running, Said};
use super::{all, world_of};
use jiff::civil::Date;
use koers_framework::SourceFile;
use koers_model::portfolio::register::Register;
use koers_model::snapshot::Provenance;
use koers_run::world::{Memory, World, WorldError};
use koers_store::{At, Author, Change, Error, Kept, Reason, Store, exchange};
use koers_web::http::Settings;
use koers_web::pen::{Ledger, Pen};
use scraper::{ElementRef, Html};
use std::path::Path;
use std::sync::Arc;

/// The example, with a register that is kept in a file.
pub struct Workspace {
    files: Memory,
    pub store: Arc<Store>,
    pub folder: tempfile::TempDir,
}

const DAY: &str = "2026-11-22T09:00:00.000000Z";

impl Workspace {
    pub fn new() -> Arc<Self> {
        Self::of("drenthe")
    }
    /// The same of another example.
    pub fn of(example: &str) -> Arc<Self> {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("koers.db")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../examples")
            .join(example);
        let text = std::fs::read_to_string(root.join("portfolio/register.json")).unwrap();
        let register = exchange::read(&text).unwrap();
        let one = Self {
            files: world_of(example, Vec::new(), |_, text| text),
            store: Arc::new(store),
            folder,
        };
        one.write(&exchange::changes(&Kept::nothing(), &register));
        Arc::new(one)
    }
    /// Writes as somebody else would.
    pub fn write(&self, changes: &[Change]) {
        let (who, why) = (
            Author::new("iemand anders").unwrap(),
            Reason::new("zo was het").unwrap(),
        );
        self.store
            .write(changes, &who, DAY.parse().unwrap(), &why)
            .unwrap();
    }
    pub fn register(&self) -> Register {
        self.store.kept().unwrap().register
    }
    pub fn served(self: &Arc<Self>, change: impl FnOnce(&mut Settings)) -> Running {
        let pen = Pen::new(
            Arc::clone(self) as Arc<dyn Ledger>,
            Author::new("tester").unwrap(),
        );
        let world = Arc::clone(self) as Arc<dyn World>;
        Running::with(
            |settings| {
                settings.staff = true;
                settings.allowance.rate = 0;
                settings.pen = Some(pen);
                change(settings);
            },
            world,
        )
    }
}

impl Ledger for Workspace {
    fn there(&self) -> Result<Option<Arc<Store>>, Error> {
        Ok(Some(Arc::clone(&self.store)))
    }
    fn made(&self) -> Result<Arc<Store>, Error> {
        Ok(Arc::clone(&self.store))
    }
    fn now(&self) -> Option<At> {
        DAY.parse().ok()
    }
}

impl World for Workspace {
    fn policy_files(&self) -> Result<Vec<SourceFile>, WorldError> {
        self.files.policy_files()
    }
    fn snapshots(&self) -> Result<Vec<Provenance>, WorldError> {
        self.files.snapshots()
    }
    fn snapshot_bytes(&self, provenance: &Provenance) -> Result<Vec<u8>, WorldError> {
        self.files.snapshot_bytes(provenance)
    }
    fn add_snapshot(&self, provenance: &Provenance, bytes: &[u8]) -> Result<bool, WorldError> {
        self.files.add_snapshot(provenance, bytes)
    }
    fn add_again(&self, provenance: &Provenance, bytes: &[u8]) -> Result<(), WorldError> {
        self.files.add_again(provenance, bytes)
    }
    fn cached(&self, key: &str) -> Option<Vec<u8>> {
        self.files.cached(key)
    }
    fn keep(&self, key: &str, bytes: &[u8]) {
        self.files.keep(key, bytes);
    }
    fn register(&self) -> Result<Arc<Register>, WorldError> {
        let kept = self.store.kept().map_err(|error| WorldError::new(&error))?;
        Ok(Arc::new(kept.register))
    }
    fn today(&self) -> Date {
        self.files.today()
    }
    fn mark(&self) -> Result<String, WorldError> {
        let head = self.store.head().map_err(|error| WorldError::new(&error))?;
        Ok(format!("{} {}", self.files.mark()?, head.hash))
    }
    fn progress(&self, _: &str, _: usize, _: usize) {}
}

pub type Pairs = Vec<(String, String)>;

/// What a browser would send of the first form with fields of ours on a page, line ends as browsers send them.
pub fn fields(page: &Html) -> Pairs {
    let mut pairs = Pairs::new();
    let value = |element: &ElementRef<'_>, name: &str| element.attr(name).unwrap_or("").to_owned();
    for element in all(page, "form[method=post] :is(input, textarea, select)") {
        let name = value(&element, "name");
        let said = match element.value().name() {
            "textarea" => {
                let text: String = element.text().collect();
                Some(text.replace('\n', "\r\n"))
            }
            "select" => {
                let chosen = element
                    .select(&scraper::Selector::parse("option[selected]").unwrap())
                    .next();
                Some(chosen.map_or(String::new(), |option| value(&option, "value")))
            }
            _ if element.attr("type") == Some("checkbox") => {
                element.attr("checked").map(|_| value(&element, "value"))
            }
            _ => Some(value(&element, "value")),
        };
        if let Some(said) = said {
            pairs.push((name, said));
        }
    }
    pairs
}

pub fn set(pairs: &mut Pairs, name: &str, text: &str) {
    pairs.retain(|(other, _)| other != name);
    pairs.push((name.to_owned(), text.to_owned()));
}

pub fn send_with(server: &Running, address: &str, pairs: &Pairs, lines: &str) -> Said {
    let body: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    let head = format!(
        "POST {address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{lines}\r\n",
        server.at,
        body.len()
    );
    Said::of(&server.raw(&[head.as_bytes(), body.as_bytes()].concat()))
}

pub const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n";

pub fn send(server: &Running, address: &str, pairs: &Pairs, button: &str) -> Said {
    let mut pairs = pairs.clone();
    set(&mut pairs, "doen", button);
    send_with(server, address, &pairs, FORM)
}

pub fn page(said: &Said) -> Html {
    Html::parse_document(&said.text())
}

pub fn form(server: &Running, address: &str) -> Pairs {
    let said = server.get(address);
    assert_eq!(said.status, 200, "{address}");
    assert_eq!(said.header("cache-control"), Some("no-store"), "{address}");
    fields(&page(&said))
}
