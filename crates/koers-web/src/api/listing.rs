//! Lists in pages.

use super::call::Call;
use crate::answer::{Answer, Fault, media};
use crate::site::Site;
use schemars::JsonSchema;
use serde::Serialize;

/// Eén pagina van een lijst. De kop `Link` geeft de andere pagina’s.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Lijst{T}")]
pub struct Listing<T> {
    /// Hoeveel er in totaal zijn, over alle pagina’s.
    pub totaal: usize,
    /// De hoeveelste pagina dit is; de eerste is 1.
    pub pagina: u32,
    /// Hoeveel er ten hoogste op een pagina staan.
    pub pagina_grootte: u32,
    /// Wat er op deze pagina staat. Leeg voorbij de laatste pagina.
    pub items: Vec<T>,
}

/// Anything as JSON.
///
/// # Errors
/// [`Fault::Broken`]; nothing that is given here can fail.
pub fn json(value: &impl Serialize) -> Result<Answer, Fault> {
    let mut text = serde_json::to_vec(value).map_err(|error| Fault::Broken(error.to_string()))?;
    text.push(b'\n');
    Ok(Answer::new(media::JSON, text))
}

/// The page of a list that was asked for.
///
/// # Errors
/// As [`json`].
pub fn page<T: Serialize>(
    site: &Site,
    call: &Call,
    totaal: usize,
    all: impl Iterator<Item = T>,
) -> Result<Answer, Fault> {
    let (pagina, pagina_grootte) = call.page();
    let size = pagina_grootte as usize;
    let items = all
        .skip((pagina as usize - 1).saturating_mul(size))
        .take(size)
        .collect();
    let list = Listing {
        totaal,
        pagina,
        pagina_grootte,
        items,
    };
    Ok(json(&list)?.with("link", links(site, call, totaal)))
}

/// The page of a list that is at hand.
///
/// # Errors
/// As [`json`].
pub fn page_of<T: Serialize>(site: &Site, call: &Call, all: Vec<T>) -> Result<Answer, Fault> {
    page(site, call, all.len(), all.into_iter())
}

/// The other pages, for the header `Link` (RFC 8288).
fn links(site: &Site, call: &Call, totaal: usize) -> String {
    let (page, size) = call.page();
    let last = u32::try_from(totaal.div_ceil(size as usize))
        .unwrap_or(u32::MAX)
        .max(1);
    let before = (page > 1).then(|| ("prev", (page - 1).min(last)));
    let after = (page < last).then(|| ("next", page + 1));
    [Some(("first", 1)), before, after, Some(("last", last))]
        .into_iter()
        .flatten()
        .map(|(relation, page)| format!("<{}{}>; rel=\"{relation}\"", site.address, call.on_page(page)))
        .collect::<Vec<_>>()
        .join(", ")
}
