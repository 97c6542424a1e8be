//! Which outcomes an indicator measures, and where those stand.

use crate::answer::Fault;
use crate::ask::Ask;
use crate::paths;
use crate::site::Site;
use crate::standing::Standing;
use koers_model::framework::{Framework, Judged, Measurement};
use koers_model::id::Id;
use koers_report::html;
use koers_report::view::Phrase;
use koers_report::words;
use koers_run::status::Asked;

/// An outcome that an indicator measures.
pub(super) struct Measured {
    pub(super) link: String,
    pub(super) title: Phrase,
    pub(super) programme: Phrase,
    /// The shape of the verdict, as HTML.
    pub(super) shape: String,
    /// Its name in styles.
    pub(super) class: &'static str,
    /// Its word.
    pub(super) verdict: String,
    pub(super) covers: Option<Phrase>,
}

/// Whether something judged is measured by an indicator.
pub(super) fn uses(judged: &Judged<'_>, indicator: &Id) -> bool {
    matches!(
        judged.measurement,
        Some(Measurement::Measured(measures)) if measures.iter().any(|measure| measure.indicator == *indicator)
    )
}

/// All outcomes that an indicator measures, by programme, each judged on the day of its programme.
pub(super) fn of(site: &Site, ask: &Ask, asked: &Asked, indicator: &Id) -> Result<Vec<Measured>, Fault> {
    let mut all = Vec::new();
    for framework in &site.definitions()?.frameworks {
        let judged: Vec<Judged<'_>> = framework
            .judged()
            .filter(|judged| uses(judged, indicator))
            .collect();
        if judged.is_empty() {
            continue;
        }
        let standing = Standing::of(site, asked, framework)?;
        for judged in judged {
            all.push(one(ask, framework, &standing, &judged, indicator)?);
        }
    }
    Ok(all)
}

fn one(
    ask: &Ask,
    framework: &Framework,
    standing: &Standing,
    judged: &Judged<'_>,
    indicator: &Id,
) -> Result<Measured, Fault> {
    let lang = ask.lang;
    let id = judged.element.id.as_str();
    let (_, outcome) = standing.outcome(id)?;
    let covers = match judged.measurement {
        Some(Measurement::Measured(measures)) => measures
            .iter()
            .find(|measure| measure.indicator == *indicator)
            .map(|measure| Phrase::new(&measure.covers, lang)),
        _ => None,
    };
    Ok(Measured {
        link: ask.carry(&paths::outcome(framework.id.as_str(), id)),
        title: Phrase::new(judged.element.title.text(), lang),
        programme: Phrase::new(&framework.title, lang),
        shape: html::shape(outcome.verdict),
        class: html::class(outcome.verdict),
        verdict: words::verdict(outcome.verdict, lang),
        covers,
    })
}
