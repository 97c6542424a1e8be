//! From figures elsewhere on the site to the methods that can be asked of them.

use super::{PATH, keys};
use crate::answer::Fault;
use crate::ask::{Ask, address};
use crate::site::Site;
use koers_model::figures::Figures;
use koers_model::id::Id;
use koers_model::indicator::Series;
use koers_report::view::Phrase;

/// Figures laid side by side: the list of methods on them, and their name.
pub type Laid = (String, Phrase);

/// The figures that a data set is part of.
///
/// # Errors
/// Never, once the site is served.
pub fn on_dataset(site: &Site, ask: &Ask, dataset: &Id) -> Result<Vec<Laid>, Fault> {
    laid(site, ask, |own| own.dataset == *dataset)
}

/// The figures that one of these series is part of.
///
/// # Errors
/// As [`on_dataset`].
pub fn on_series(site: &Site, ask: &Ask, series: &[&Series]) -> Result<Vec<Laid>, Fault> {
    laid(site, ask, |own| {
        series
            .iter()
            .any(|other| other.dataset == own.dataset && other.measure == own.measure)
    })
}

fn laid(site: &Site, ask: &Ask, has: impl Fn(&Series) -> bool) -> Result<Vec<Laid>, Fault> {
    let all = site.definitions()?.analyses.values();
    let with = all.filter(|figures: &&Figures| figures.every_series().any(&has));
    Ok(with
        .map(|figures| {
            let link = address(ask.lang, PATH, [(keys::FIGURES, Some(figures.id.as_str()))]);
            (link, Phrase::new(&figures.title, ask.lang))
        })
        .collect())
}
