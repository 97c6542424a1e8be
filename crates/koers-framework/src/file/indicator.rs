//! `indicators/<id>.yaml`: what an indicator is.

use super::decode::{Decode, Decoder, Keyed, Many};
use super::element::{Bilingual, build_optional};
use super::leaf::{Aim, Decimals, RuleKind};
use super::schema::Defs;
use crate::place::{Place, Sp};
use crate::yaml::{Kind, Node};
use koers_model::id::Id;
use koers_model::indicator::{Counted, Indicator, Level, Operand, Profile, Rule, Series, Yearly};
use koers_model::period::Period;
use koers_model::region::RegionCode;
use koers_model::target::Direction;
use koers_model::unit::Unit;
use koers_model::value::Number;
use serde_json::{Value, json};
use std::collections::BTreeMap;

record! {
    /// The definition of an indicator.
    pub struct IndicatorFile {
        /// Its name, equal to the name of the file.
        required indicator: Option<Sp<Id>>,
        /// Goes up when the definition changes what comes out.
        required version: Option<Sp<u32>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What it means and what not.
        optional text: Option<Bilingual>,
        /// Unit of its readings.
        required unit: Option<Sp<&'static Unit>>,
        /// Decimals shown.
        required decimals: Option<Sp<Decimals>>,
        /// Which way is better.
        required direction: Option<Sp<Aim>>,
        /// What was done (output), what changed (outcome), or what society has of it (impact).
        required level: Option<Sp<Level>>,
        /// Who answers for it.
        required owner: Option<Bilingual>,
        /// Periods for which the definition makes sense; an end that is left out is open.
        optional valid: Option<ValidPeriods>,
        /// Regions to compare with.
        optional benchmarks: Vec<Sp<RegionCode>>,
        /// A reading older than this many months on the day judged says nothing any more.
        required stale_after_months: Option<Sp<u32>>,
        /// When in its period a reading was counted, where that is not over the whole of it or at its end. Its age is counted from there.
        optional counted: Option<Sp<Counted>>,
        /// How a reading is computed.
        required rule: Option<RuleEntry>,
        /// Where it comes from, in words.
        required source: Option<Bilingual>,
    }
}

record! {
    /// From a first to a last period, both inclusive.
    pub struct ValidPeriods {
        /// First period; open when left out or null.
        optional from: Option<Sp<Period>>,
        /// Last period; open when left out or null.
        optional to: Option<Sp<Period>>,
    }
}

record! {
    /// How a reading is computed.
    pub struct RuleEntry by kind {
        /// The rule.
        required kind: Option<Sp<RuleKind>>,
        /// What it works on.
        required of: Option<Box<OperandEntry>>
            where "measure" | "sum" | "per-head" | "growth" | "index" | "difference" | "relative"
                | "herfindahl" | "entropy" | "krugman" | "hachman" | "regional-shift",
        /// Above the line.
        required numerator: Option<Box<OperandEntry>> where "ratio",
        /// Below the line.
        required denominator: Option<Box<OperandEntry>> where "ratio",
        /// 1, 100, 1000 …
        required times: Option<Sp<Number>> where "ratio",
        /// The part.
        required part: Option<Box<OperandEntry>> where "share",
        /// The whole.
        required whole: Option<Box<OperandEntry>> where "share",
        /// Heads.
        required population: Option<Box<OperandEntry>> where "per-head",
        /// Per how many heads.
        required per: Option<Sp<Number>> where "per-head",
        /// How many periods back; at least one.
        required over: Option<Sp<u32>> where "growth" | "regional-shift",
        /// The period that is 100.
        required base: Option<Sp<Period>> where "index",
        /// What is taken off.
        required minus: Option<Box<OperandEntry>> where "difference",
        /// The region that is 100.
        required benchmark: Option<Sp<RegionCode>> where "relative",
        /// The region that regions are held against, or several that are added up.
        filled against: Many<Sp<RegionCode>> where "krugman" | "hachman" | "regional-shift",
    }
}

record! {
    /// A published series: one measure of one data set, with every category dimension fixed.
    pub struct SeriesEntry {
        /// The data set.
        required dataset: Option<Sp<Id>>,
        /// The measure.
        required measure: Option<Sp<String>>,
        /// Category dimension and its code; in the rule `sum`, and in methods on figures by activity, a list of codes.
        optional codes = "where": Keyed<Many<Sp<String>>>,
        /// Turns quarters or months into years.
        optional yearly: Option<Sp<Yearly>>,
    }
}

record! {
    /// A rule inside a rule.
    pub struct RuleOperand {
        /// The rule.
        required rule: Option<Box<RuleEntry>>,
    }
}

/// What a rule works on: a published series, or another rule.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum OperandEntry {
    Series(SeriesEntry),
    Rule(RuleOperand),
}

impl Decode for OperandEntry {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let rule = matches!(&node.kind, Kind::Map(entries) if entries.iter().any(|e| e.key == "rule"));
        if rule {
            RuleOperand::decode(node, decoder).map(Self::Rule)
        } else {
            SeriesEntry::decode(node, decoder).map(Self::Series)
        }
    }
    fn schema(defs: &mut Defs) -> Value {
        json!({"oneOf": [SeriesEntry::schema(defs), RuleOperand::schema(defs)]})
    }
}

impl OperandEntry {
    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Series(series) => series.head,
            Self::Rule(operand) => operand.head,
        }
    }
    fn build(&self) -> Option<Operand> {
        Some(match self {
            Self::Series(series) => Operand::Series(series.build()?),
            Self::Rule(operand) => Operand::Rule(Box::new(operand.rule.as_ref()?.build()?)),
        })
    }
}

impl SeriesEntry {
    pub(crate) fn build(&self) -> Option<Series> {
        let codes = |codes: &Many<Sp<String>>| codes.0.iter().map(|code| code.value.clone()).collect();
        Some(Series {
            dataset: self.dataset.as_ref()?.value.clone(),
            measure: self.measure.as_ref()?.value.clone(),
            codes: self
                .codes
                .0
                .iter()
                .map(|(dimension, list)| (dimension.value.clone(), codes(list)))
                .collect::<BTreeMap<String, Vec<String>>>(),
            yearly: self.yearly.as_ref().map(|yearly| yearly.value),
        })
    }
}

impl RuleEntry {
    /// The operands that are there, in the order of the formula.
    pub(crate) fn operands(&self) -> impl Iterator<Item = &OperandEntry> {
        [
            &self.of,
            &self.numerator,
            &self.denominator,
            &self.part,
            &self.whole,
            &self.population,
            &self.minus,
        ]
        .into_iter()
        .filter_map(|operand| operand.as_deref())
    }

    /// Every series that the rule reads, also those of rules inside it, with the kind of the rule that reads it.
    pub(crate) fn series(&self) -> Vec<(Option<RuleKind>, &SeriesEntry)> {
        let kind = self.kind.as_ref().map(|kind| kind.value);
        let mut found = Vec::new();
        for operand in self.operands() {
            match operand {
                OperandEntry::Series(series) => found.push((kind, series)),
                OperandEntry::Rule(operand) => {
                    found.extend(operand.rule.iter().flat_map(|rule| rule.series()));
                }
            }
        }
        found
    }

    pub(crate) fn build(&self) -> Option<Rule> {
        let operand = |operand: &Option<Box<OperandEntry>>| operand.as_ref()?.build();
        let against = || {
            let codes: Vec<RegionCode> = self.against.0.iter().map(|code| code.value.clone()).collect();
            (!codes.is_empty()).then_some(codes)
        };
        Some(match self.kind.as_ref()?.value {
            RuleKind::Measure => Rule::Measure {
                of: operand(&self.of)?,
            },
            RuleKind::Sum => Rule::Sum {
                of: operand(&self.of)?,
            },
            RuleKind::Ratio => Rule::Ratio {
                numerator: operand(&self.numerator)?,
                denominator: operand(&self.denominator)?,
                times: self.times.as_ref()?.value,
            },
            RuleKind::Share => Rule::Share {
                part: operand(&self.part)?,
                whole: operand(&self.whole)?,
            },
            RuleKind::PerHead => Rule::PerHead {
                of: operand(&self.of)?,
                population: operand(&self.population)?,
                per: self.per.as_ref()?.value,
            },
            RuleKind::Growth => Rule::Growth {
                of: operand(&self.of)?,
                over: self.over.as_ref()?.value,
            },
            RuleKind::Index => Rule::Index {
                of: operand(&self.of)?,
                base: self.base.as_ref()?.value,
            },
            RuleKind::Difference => Rule::Difference {
                of: operand(&self.of)?,
                minus: operand(&self.minus)?,
            },
            RuleKind::Relative => Rule::Relative {
                of: operand(&self.of)?,
                benchmark: self.benchmark.as_ref()?.value.clone(),
            },
            RuleKind::Herfindahl => self.profile(Profile::Herfindahl)?,
            RuleKind::Entropy => self.profile(Profile::Entropy)?,
            RuleKind::Krugman => self.profile(Profile::Krugman { against: against()? })?,
            RuleKind::Hachman => self.profile(Profile::Hachman { against: against()? })?,
            RuleKind::RegionalShift => self.profile(Profile::RegionalShift {
                against: against()?,
                over: self.over.as_ref()?.value,
            })?,
        })
    }

    fn profile(&self, method: Profile) -> Option<Rule> {
        let of = self.of.as_ref()?.build()?;
        Some(Rule::Profile { of, method })
    }
}

impl IndicatorFile {
    pub(crate) fn build(&self) -> Option<Indicator> {
        let valid = self.valid.as_ref();
        Some(Indicator {
            id: self.indicator.as_ref()?.value.clone(),
            version: self.version.as_ref()?.value,
            title: self.title.as_ref()?.build()?,
            text: build_optional(self.text.as_ref(), Bilingual::build)?,
            unit: self.unit.as_ref()?.value,
            decimals: self.decimals.as_ref()?.value.0,
            direction: match self.direction.as_ref()?.value {
                Aim::Up => Some(Direction::Up),
                Aim::Down => Some(Direction::Down),
                Aim::Neither => None,
            },
            level: self.level.as_ref()?.value,
            owner: self.owner.as_ref()?.build()?,
            valid_from: valid.and_then(|valid| valid.from.as_ref()).map(|p| p.value),
            valid_to: valid.and_then(|valid| valid.to.as_ref()).map(|p| p.value),
            benchmarks: self.benchmarks.iter().map(|code| code.value.clone()).collect(),
            stale_after_months: self.stale_after_months.as_ref()?.value,
            counted: self
                .counted
                .as_ref()
                .map_or(Counted::Over, |counted| counted.value),
            rule: self.rule.as_ref()?.build()?,
            source: self.source.as_ref()?.build()?,
        })
    }
}
