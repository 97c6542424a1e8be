//! Style, script and icon: part of the binary, named by their hash, so that a browser asks for each once.

use crate::answer::{Answer, media};
use crate::routes::ROOMS;
use crate::site::Site;
use bytes::Bytes;
use koers_model::snapshot::Hash;
use koers_report::{chart, html, map, plot};
use std::sync::OnceLock;

/// Styles of the frame, in the order in which they are laid over one another.
const FRAME: [&str; 1] = [include_str!("shell/shell.css")];
const SCRIPT: &str = include_str!("shell/koers.js");
const ICON: &str = include_str!("shell/favicon.svg");

/// A file with its address.
struct Asset {
    address: String,
    media: &'static str,
    body: Bytes,
}

impl Asset {
    fn new(stem: &str, ending: &str, media: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let hash = Hash::of(&body).short();
        Self {
            address: format!("/stijl/{stem}-{hash}.{ending}"),
            media,
            body,
        }
    }
}

fn style() -> &'static Asset {
    static STYLE: OnceLock<Asset> = OnceLock::new();
    STYLE.get_or_init(|| {
        let mut text = [html::TOKENS, chart::CSS, plot::CSS, map::CSS, html::PARTS].concat();
        text.push_str(&FRAME.concat());
        for room in ROOMS {
            text.push_str(room.style);
        }
        Asset::new("koers", "css", media::CSS, text)
    })
}

fn script() -> &'static Asset {
    static FILE: OnceLock<Asset> = OnceLock::new();
    FILE.get_or_init(|| Asset::new("koers", "js", media::SCRIPT, SCRIPT.to_owned()))
}

/// The style sheet that a workspace lays over ours.
fn theme(site: &Site) -> Option<Asset> {
    let text = site.theme()?.to_vec();
    Some(Asset::new("huisstijl", "css", media::CSS, text))
}

/// The addresses of the style sheets of a site: ours, then the theme of the workspace.
#[must_use]
pub fn styles(site: &Site) -> Vec<String> {
    let ours = style().address.clone();
    std::iter::once(ours)
        .chain(theme(site).map(|theme| theme.address))
        .collect()
}

/// The address of the script.
#[must_use]
pub fn script_address() -> String {
    script().address.clone()
}

/// Whether an address is that of a file, and not of a page, if it is there.
#[must_use]
pub fn is_one(path: &str) -> bool {
    path.starts_with("/stijl/") || path.starts_with("/favicon.")
}

/// The file at an address.
#[must_use]
pub fn find(site: &Site, path: &str) -> Option<Answer> {
    if path == "/favicon.svg" || path == "/favicon.ico" {
        return Some(Answer::new(media::SVG, ICON).with("cache-control", "public, max-age=86400"));
    }
    if !is_one(path) {
        return None;
    }
    let theirs = theme(site);
    let asset = [style(), script()]
        .into_iter()
        .chain(&theirs)
        .find(|asset| asset.address == path)?;
    Some(
        Answer::new(asset.media, asset.body.clone())
            .with("cache-control", "public, max-age=31536000, immutable"),
    )
}
