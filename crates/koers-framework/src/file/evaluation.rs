//! `evaluations/<id>.yaml`: what is compared with what, how, and what would count as an effect, written down before anybody looks.

use super::decode::Keyed;
use super::element::{Bilingual, build_all, build_optional};
use super::leaf::{EffectMethod, FormatVersion};
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::evaluation::{
    About, Criterion, EvaluationPlan, Outcome, OwnTable, Pool, Scale, Side, Span, Way,
};
use koers_model::id::Id;
use koers_model::value::Number;

record! {
    /// A plan to evaluate: what is compared with what, how, and what would count as an effect.
    pub struct EvaluationFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name, which is also the name of the file.
        required evaluation: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// The question that it answers.
        required question: Option<Bilingual>,
        /// What must be known beside it.
        optional text: Option<Bilingual>,
        /// The day on which the plan was written.
        required written: Option<Sp<Date>>,
        /// Which policy it is about.
        optional about: Option<AboutEntry>,
        /// What is looked at.
        required outcome: Option<OutcomeEntry>,
        /// The regions with the measure: their codes, or their names in a table of one's own.
        filled units: Vec<Sp<String>>,
        /// The regions that they are compared with, and why. Left out for a method that looks at the region alone.
        optional donors: Vec<PoolEntry>,
        /// The regions that they are not compared with, and why.
        optional without: Vec<PoolEntry>,
        /// From when to when.
        required periods: Option<SpanEntry>,
        /// The method that decides.
        required method: Option<WayEntry>,
        /// Methods that stand beside it and do not decide.
        optional beside: Vec<WayEntry>,
        /// What counts as an effect.
        required effect: Option<CriterionEntry>,
    }
}

record! {
    /// Which policy an evaluation is about.
    pub struct AboutEntry {
        /// The programme.
        required framework: Option<Sp<Id>>,
        /// Its elements.
        filled elements: Vec<Sp<Id>>,
    }
}

record! {
    /// What is looked at: an indicator of the workspace, or a table of one's own.
    pub struct OutcomeEntry {
        /// The indicator.
        optional indicator: Option<Sp<Id>>,
        /// The table of one's own.
        optional table: Option<TableEntry>,
        /// Whether regions are compared as they are, or as an index with the mean of each before the measure as 100; `figures` when left out.
        optional scale = "as": Option<Sp<Scale>>,
    }
    exactly one of indicator, table;
}

record! {
    /// A table of one's own.
    pub struct TableEntry {
        /// Its file, from the folder of the plan.
        required file: Option<Sp<String>>,
        /// The heading of the column in each role; a heading that is the word of a role need not be named.
        optional columns: Keyed<Sp<String>>,
        /// The role of the headings of all other columns.
        optional wide: Option<Sp<String>>,
    }
}

record! {
    /// Regions that take part, or do not, for one reason.
    pub struct PoolEntry {
        /// Which: their codes, or their names in a table of one's own.
        filled regions: Vec<Sp<String>>,
        /// Why.
        required why: Option<Bilingual>,
    }
}

record! {
    /// From when to when, both included.
    pub struct SpanEntry {
        /// The first period before the measure.
        required from: Option<Sp<String>>,
        /// The first period with the measure.
        required start: Option<Sp<String>>,
        /// The last period.
        required to: Option<Sp<String>>,
    }
}

record! {
    /// A method with what is set of it.
    pub struct WayEntry {
        /// The method, as `koers analyse --list` calls it: one that finds an effect.
        required id: Option<Sp<EffectMethod>>,
        /// What is set of it, by the words that `koers analyse METHOD --about` tells.
        optional settings: Keyed<Sp<String>>,
    }
}

record! {
    /// What counts as an effect.
    pub struct CriterionEntry {
        /// Which way.
        required direction: Option<Sp<Side>>,
        /// From what size on, in the unit of the outcome; in points of the index where regions are compared as an index.
        required at_least: Option<Sp<Number>>,
        /// Up to which p.
        required level: Option<Sp<Number>>,
        /// How far the comparison may be off before the measure, as a part of how much the region itself moves around its mean then.
        optional fit: Option<Sp<Number>>,
    }
}

fn pairs(entries: &Keyed<Sp<String>>) -> Vec<(String, String)> {
    let entries = entries.0.iter();
    entries
        .map(|(word, value)| (word.value.clone(), value.value.clone()))
        .collect()
}

fn pool(entry: &PoolEntry) -> Option<Pool> {
    Some(Pool {
        regions: entry.regions.iter().map(|region| region.value.clone()).collect(),
        why: entry.why.as_ref()?.build()?,
    })
}

fn members(pools: &[PoolEntry], part: Part) -> impl Iterator<Item = (&Sp<String>, Part)> {
    let regions = pools.iter().flat_map(|pool| &pool.regions);
    regions.map(move |region| (region, part))
}

fn way(entry: &WayEntry) -> Option<Way> {
    Some(Way {
        method: entry.id.as_ref()?.value.0.to_owned(),
        settings: pairs(&entry.settings),
    })
}

impl OutcomeEntry {
    fn build(&self) -> Option<Outcome> {
        if let Some(id) = &self.indicator {
            return Some(Outcome::Indicator(id.value.clone()));
        }
        let table = self.table.as_ref()?;
        Some(Outcome::Table(OwnTable {
            file: table.file.as_ref()?.value.clone(),
            columns: pairs(&table.columns),
            wide: table.wide.as_ref().map(|wide| wide.value.clone()),
        }))
    }
}

impl EvaluationFile {
    /// Every region that it names, with whether it is one with the measure, one to compare with, or neither.
    pub(crate) fn regions(&self) -> impl Iterator<Item = (&Sp<String>, Part)> {
        let units = self.units.iter().map(|region| (region, Part::Unit));
        units
            .chain(members(&self.donors, Part::Donor))
            .chain(members(&self.without, Part::Without))
    }

    pub(crate) fn build(&self) -> Option<EvaluationPlan> {
        self.koers.as_ref()?;
        let about = |entry: &AboutEntry| {
            Some(About {
                framework: entry.framework.as_ref()?.value.clone(),
                elements: entry.elements.iter().map(|id| id.value.clone()).collect(),
            })
        };
        let outcome = self.outcome.as_ref()?;
        let (periods, effect) = (self.periods.as_ref()?, self.effect.as_ref()?);
        Some(EvaluationPlan {
            id: self.evaluation.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            question: self.question.as_ref()?.build()?,
            text: build_optional(self.text.as_ref(), Bilingual::build)?,
            written: self.written.as_ref()?.value,
            about: build_optional(self.about.as_ref(), about)?,
            outcome: outcome.build()?,
            scale: outcome.scale.as_ref().map_or(Scale::AsIs, |scale| scale.value),
            units: self.units.iter().map(|region| region.value.clone()).collect(),
            donors: build_all(&self.donors, pool)?,
            without: build_all(&self.without, pool)?,
            periods: Span {
                from: periods.from.as_ref()?.value.clone(),
                start: periods.start.as_ref()?.value.clone(),
                to: periods.to.as_ref()?.value.clone(),
            },
            method: way(self.method.as_ref()?)?,
            beside: build_all(&self.beside, way)?,
            effect: Criterion {
                direction: effect.direction.as_ref()?.value,
                at_least: effect.at_least.as_ref()?.value,
                level: effect.level.as_ref()?.value,
                fit: effect.fit.as_ref().map(|fit| fit.value),
            },
        })
    }
}

/// What a region is in an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// With the measure.
    Unit,
    /// To compare with.
    Donor,
    /// Not to compare with.
    Without,
}
