//! How an outcome is measured, and its targets.

use super::decode::{Decode, Decoder};
use super::element::{Bilingual, Cites, build_all, build_optional};
use super::leaf::GoalKind;
use super::schema::Defs;
use crate::place::Sp;
use crate::yaml::{Kind, Node};
use jiff::civil::Date;
use koers_model::framework::{Measure, MeasurePart, Measurement};
use koers_model::id::Id;
use koers_model::period::Period;
use koers_model::region::{RegionCode, RegionKind};
use koers_model::target::{Baseline, Direction, Goal, Target};
use koers_model::value::Number;
use serde_json::{Value, json};

record! {
    /// One indicator by which an outcome is measured.
    pub struct MeasureEntry {
        /// The indicator.
        required indicator: Option<Sp<Id>>,
        /// `main`: no verdict without it; `supporting`: shown beside it.
        required part: Option<Sp<MeasurePart>>,
        /// What of the outcome it measures, and what not.
        required covers: Option<Bilingual>,
        /// Where it should be, and when.
        required target: Option<TargetEntry>,
    }
}

record! {
    /// Where an outcome should be, and when.
    pub struct TargetEntry by kind {
        /// Which end.
        required kind: Option<Sp<GoalKind>>,
        /// Which way is better.
        checked direction: Option<Sp<Direction>>,
        /// Where we start.
        checked baseline: Option<BaselineEntry>,
        /// The day by which.
        checked by: Option<Sp<Date>>,
        /// Where the programme says so: `document#section`, or a list of them.
        checked cite: Cites,
        /// The value to reach, in the indicator's unit.
        required value: Option<Sp<Number>> where "level" | "coverage",
        /// By how much, in the indicator's unit.
        optional amount: Option<Sp<Number>> where "change",
        /// By how many percent of the baseline.
        optional relative: Option<Sp<Number>> where "change",
        /// The region that is looked up to.
        required benchmark: Option<Sp<RegionCode>> where "gap",
        /// The distance that is still accepted, in the indicator's unit.
        required within: Option<Sp<Number>> where "gap",
        /// The lowest place that is good enough.
        required top: Option<Sp<u32>> where "rank",
        /// Among which kind of regions.
        required among: Option<Sp<RegionKind>> where "rank",
        /// A margin that a source states, in the indicator's unit.
        optional margin: Option<MarginEntry>,
        /// Other base periods that are shown beside it.
        optional also_from: Vec<Sp<Period>>,
        /// A remark on the choices made.
        optional note: Option<Bilingual>,
    }
    at_most one of amount, relative;
}

record! {
    /// Where we start: a period whose figure is looked up, or a figure that the source states.
    pub struct BaselineEntry {
        /// The period of the starting figure.
        required period: Option<Sp<Period>>,
        /// The figure as the source states it; left out when it is looked up.
        optional value: Option<Sp<Number>>,
        /// Where the source states it; needed with `value`.
        optional cite: Cites,
    }
}

record! {
    /// A rubric that somebody scores by hand, with a reason.
    pub struct QualitativeEntry {
        /// The levels, worst first; at least two.
        required rubric: Vec<Bilingual>,
        /// Why no figure can say this.
        required why: Option<Bilingual>,
    }
}

record! {
    /// That there is no figure.
    pub struct UnmeasuredEntry {
        /// Why there is none.
        required why: Option<Bilingual>,
        /// Which figure could say it.
        required would_do: Option<Bilingual>,
    }
}

record! {
    /// A margin with the place that states it.
    pub struct LongMargin {
        /// Plus or minus this much.
        required value: Option<Sp<Number>>,
        /// Where it is stated.
        required cite: Cites,
    }
}

/// A margin: a number that the target's own citation covers, or a number with a citation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MarginEntry(pub(crate) Option<Sp<Number>>);

impl Decode for MarginEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Some(Self(match &node.kind {
            Kind::Map(_) => LongMargin::decode(node, decoder)?.value,
            _ => Some(Sp::<Number>::decode(node, decoder)?),
        }))
    }
    fn schema(defs: &mut Defs) -> Value {
        let number = <Sp<Number> as Decode>::schema(defs);
        json!({"oneOf": [number, LongMargin::schema(defs)]})
    }
}

impl TargetEntry {
    fn build(&self) -> Option<Target> {
        let number = |number: &Option<Sp<Number>>| number.as_ref().map(|n| n.value);
        let goal = match self.kind.as_ref()?.value {
            GoalKind::Level => Goal::Level {
                value: number(&self.value)?,
            },
            GoalKind::Coverage => Goal::Coverage {
                value: number(&self.value)?,
            },
            GoalKind::Change => match (number(&self.amount), number(&self.relative)) {
                (Some(amount), _) => Goal::ChangeAmount { amount },
                (None, Some(percent)) => Goal::ChangeRelative { percent },
                (None, None) => Goal::ChangeDirection,
            },
            GoalKind::Gap => Goal::Gap {
                benchmark: self.benchmark.as_ref()?.value.clone(),
                within: number(&self.within)?,
            },
            GoalKind::Rank => Goal::Rank {
                top: self.top.as_ref()?.value,
                among: self.among.as_ref()?.value,
            },
        };
        let baseline = self.baseline.as_ref()?;
        Some(Target {
            goal,
            direction: self.direction.as_ref()?.value,
            baseline: Baseline {
                period: baseline.period.as_ref()?.value,
                value: number(&baseline.value),
                cite: baseline.cite.build(),
            },
            by: self.by.as_ref()?.value,
            cite: self.cite.build(),
            margin: match &self.margin {
                None => None,
                Some(margin) => Some(number(&margin.0)?),
            },
            also_from: self.also_from.iter().map(|period| period.value).collect(),
            note: build_optional(self.note.as_ref(), Bilingual::build)?,
        })
    }
}

impl MeasureEntry {
    fn build(&self) -> Option<Measure> {
        Some(Measure {
            indicator: self.indicator.as_ref()?.value.clone(),
            part: self.part.as_ref()?.value,
            covers: self.covers.as_ref()?.build()?,
            target: self.target.as_ref()?.build()?,
        })
    }
}

/// The measurement of an outcome; `None` inside when it has none, outside when what is there cannot be built.
pub(crate) fn build_measurement(
    measures: &[MeasureEntry],
    qualitative: Option<&QualitativeEntry>,
    unmeasured: Option<&UnmeasuredEntry>,
) -> Option<Option<Measurement>> {
    if let Some(entry) = qualitative {
        return Some(Some(Measurement::Qualitative {
            rubric: build_all(&entry.rubric, Bilingual::build)?,
            why: entry.why.as_ref()?.build()?,
        }));
    }
    if let Some(entry) = unmeasured {
        return Some(Some(Measurement::Unmeasured {
            why: entry.why.as_ref()?.build()?,
            would_do: entry.would_do.as_ref()?.build()?,
        }));
    }
    if measures.is_empty() {
        return Some(None);
    }
    build_all(measures, MeasureEntry::build).map(|measures| Some(Measurement::Measured(measures)))
}
