//! Every data set and every indicator in one file: `/cijfers/alles.zip`.

use crate::answer::{Answer, Fault, media};
use crate::ask::Ask;
use crate::site::Site;
use koers_run::publish;

/// Its address.
pub const PATH: &str = "/cijfers/alles.zip";

pub fn answer(site: &Site, ask: &Ask) -> Result<Answer, Fault> {
    let as_of = ask.day("bekendOp")?;
    let href = format!("{}{}", site.address, ask.here(ask.lang));
    let (bytes, _) = publish::bundle(site, as_of, Some(href), ask.lang, Vec::new())?;
    let day = as_of.unwrap_or_else(|| site.today());
    Ok(Answer::new(media::ZIP, bytes).download(&format!("koers-cijfers-{day}.zip")))
}
