//! What may be expected of promises: what earlier ones say of them, and whether their effect could be seen in the figures.

use crate::answer::Fault;
use crate::site::Site;
use koers_model::framework::{MeasurePart, Measurement};
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_model::portfolio::estimate::{EffectOn, EffectUnit, Estimate, Incidence};
use koers_model::portfolio::outlook::{Effect, OutsideView, Spread};
use koers_model::text::Lang;
use koers_model::verdict::Reason;
use koers_report::outlook::{Scale, formula, outside_view};
use koers_run::portfolio::detect;
use koers_run::status::Asked;
use std::collections::{BTreeMap, BTreeSet};

/// An effect that is not seen within so many years is not waited for.
const WITHIN: u32 = 20;

/// What earlier promises say of one that nobody checked yet.
pub(super) fn outside(views: &BTreeMap<&Id, OutsideView>, estimate: &Estimate, lang: Lang) -> Option<String> {
    let view = views.get(&estimate.id)?;
    Some(outside_view(view, estimate.amount.central(), lang))
}

/// Whether promised effects could be seen in the figures, each sentence once.
#[derive(Default)]
pub(super) struct Visible {
    pub(super) said: BTreeSet<String>,
    /// By which formula: it depends on how many changes a spread was estimated from.
    pub(super) formulas: BTreeSet<String>,
}

/// Whether the effects that are promised of an action could be seen in the figures of the region itself. Effects that land
/// elsewhere are not looked for in them.
pub(super) fn visible(
    site: &Site,
    action: &Action,
    promised: &[&Estimate],
    lang: Lang,
) -> Result<Visible, Fault> {
    let mut visible = Visible::default();
    let own = promised
        .iter()
        .filter(|estimate| estimate.incidence == Incidence::Region);
    for estimate in own {
        match &estimate.on {
            EffectOn::Indicator(indicator) => {
                let effect = (estimate.unit == EffectUnit::IndicatorPoints)
                    .then_some(Effect::Once(estimate.amount.central()));
                visible.look(site, indicator, effect, lang)?;
            }
            EffectOn::Outcome(outcome) => {
                for indicator in main_indicators(site, action, outcome) {
                    visible.look(site, indicator, None, lang)?;
                }
            }
        }
    }
    Ok(visible)
}

/// The indicators that speak for an outcome.
fn main_indicators<'a>(site: &'a Site, action: &Action, outcome: &Id) -> Vec<&'a Id> {
    let programme = site.framework(action.framework.as_str()).ok();
    let mut judged = programme.into_iter().flat_map(|programme| programme.judged());
    match judged
        .find(|judged| judged.element.id == *outcome)
        .and_then(|judged| judged.measurement)
    {
        Some(Measurement::Measured(measures)) => measures
            .iter()
            .filter(|measure| measure.part == MeasurePart::Main)
            .map(|measure| &measure.indicator)
            .collect(),
        _ => Vec::new(),
    }
}

impl Visible {
    /// What an effect would need to be seen in an indicator; where it counts in the indicator's own unit, whether this one would be.
    fn look(&mut self, site: &Site, indicator: &Id, effect: Option<Effect>, lang: Lang) -> Result<(), Fault> {
        let Ok(indicator) = site.indicator(indicator.as_str()) else {
            return Ok(());
        };
        let region = site.region(&Asked::default())?;
        let scale = Scale {
            indicator: indicator.title.get(lang),
            region: &region.name,
            unit: indicator.unit,
        };
        // An indicator without a table is a gap that its own page tells.
        let Ok(spread) = detect::spread(site, indicator.id.as_str(), &region.code) else {
            return Ok(());
        };
        let answer = spread.and_then(|spread: Spread| {
            let first: Result<String, Reason> = match effect {
                Some(effect) => Ok(scale.seen(effect, detect::seen(effect, spread, WITHIN)?, lang)),
                None => Ok(scale.smallest(detect::smallest(spread)?, lang)),
            };
            let sentence = format!("{} {}", first?, scale.spread(spread, lang));
            Ok((sentence, formula(detect::multiplier(spread)?, spread, lang)))
        });
        match answer {
            Ok((sentence, formula)) => {
                self.said.insert(sentence);
                self.formulas.insert(formula);
            }
            Err(reason) => {
                self.said.insert(scale.silent(&reason, lang));
            }
        }
        Ok(())
    }
}
