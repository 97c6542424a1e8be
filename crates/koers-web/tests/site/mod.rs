//! The example workspace as a site, in memory, and questions to it: no socket, no disk but for reading the example.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    reason = "shared by several tests, each of which may stop where it fails"
)]

pub mod served;
pub mod workspace;

use jiff::civil::{Date, date};
use koers_framework::SourceFile;
use koers_run::import::{Import, import};
use koers_run::world::Memory;
use koers_web::answer::{Answer, Fault};
use koers_web::routes;
use koers_web::site::Site;
use scraper::{ElementRef, Html, Selector};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The day it is in the tests.
pub const TODAY: Date = date(2026, 11, 21);

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    all.sort();
    for path in all {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The example with its figures taken over.
pub fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| altered(|_, text| text))
}

/// The example with its policy files changed: name and text in, text out. Files under `published/` stay as they are.
pub fn altered(change: impl Fn(&str, String) -> String) -> Site {
    Site::read(Arc::new(world(change)), "http://koers.test").unwrap()
}

/// The world of [`altered`].
pub fn world(change: impl Fn(&str, String) -> String) -> Memory {
    world_with(Vec::new(), change)
}

/// The same with files more.
pub fn world_with(more: Vec<SourceFile>, change: impl Fn(&str, String) -> String) -> Memory {
    world_of("drenthe", more, change)
}

/// The made-up region to practise in, with its proposals, tests, plan, decisions, aid and loans.
pub fn practice() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        let world = world_of("oefening", Vec::new(), |_, text| text);
        Site::read(Arc::new(world), "http://koers.test").unwrap()
    })
}

/// One of the examples as a world, with files more and its policy files changed.
pub fn world_of(example: &str, more: Vec<SourceFile>, change: impl Fn(&str, String) -> String) -> Memory {
    world_from(example, |_| true, more, change)
}

/// The example with only the files whose name is kept.
pub fn world_kept(keep: impl Fn(&str) -> bool) -> Memory {
    world_from("drenthe", keep, Vec::new(), |_, text| text)
}

fn world_from(
    example: &str,
    keep: impl Fn(&str) -> bool,
    more: Vec<SourceFile>,
    change: impl Fn(&str, String) -> String,
) -> Memory {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(example);
    let mut paths = Vec::new();
    files(&root, &mut paths);
    let named = |path: &PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
        (name.replace('\\', "/"), std::fs::read(path).unwrap())
    };
    let (published, written): (Vec<_>, Vec<_>) = paths
        .iter()
        .map(named)
        .filter(|(name, _)| !name.starts_with("portfolio/") && keep(name))
        .partition(|(name, _)| name.starts_with("published/"));
    let written = written.into_iter().map(|(name, bytes)| SourceFile {
        bytes: change(&name, String::from_utf8(bytes).unwrap()).into_bytes(),
        path: name.into(),
    });
    let world = Memory::new(written.chain(more).collect(), TODAY);
    for (origin, bytes) in &published {
        let stem = origin.trim_start_matches("published/");
        import(
            &world,
            &Import {
                dataset: stem.split('.').next().unwrap(),
                bytes,
                origin,
                format: None,
                published: None,
                stamp: None,
            },
        )
        .unwrap();
    }
    let entered = std::fs::read_to_string(root.join("portfolio/register.json")).unwrap();
    world.with_register(koers_store::exchange::read(&entered).unwrap())
}

/// Asks a site for an address with its query.
pub fn ask(site: &Site, address: &str) -> Result<Answer, Fault> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let (route, ask) = routes::find(path, query)?;
    (route.answer)(site, &ask)
}

/// A page of the example.
pub fn page(address: &str) -> Html {
    page_of(site(), address)
}

/// A page of a site.
pub fn page_of(site: &Site, address: &str) -> Html {
    match ask(site, address) {
        Ok(answer) => Html::parse_document(std::str::from_utf8(&answer.body).unwrap()),
        Err(fault) => panic!("{address}: {fault:?}"),
    }
}

/// Every element that a selector finds.
pub fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The text of an element, with runs of white space as one space.
pub fn text(element: &ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of all elements that a selector finds.
pub fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(text).collect()
}
