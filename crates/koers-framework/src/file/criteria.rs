//! `criteria/<set>.<version>.yaml`: a yardstick for proposals.

use super::element::{Bilingual, Cites, build_all, build_optional};
use super::leaf::{FormatVersion, GateWord, ScoreStep, Thousandths};
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{
    Anchor, CriteriaSet, Criterion, Gate, GateTest, WeightRange, WeightsFrom,
};
use koers_model::region::RegionCode;
use koers_model::text::Text;

record! {
    /// A yardstick for proposals: gates first, then criteria. Whoever changes it makes a new version, in a file of its own.
    pub struct CriteriaFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name of the set; the file is called `<set>.<version>.yaml`.
        required set: Option<Sp<Id>>,
        /// Its version, from 1.
        required version: Option<Sp<u32>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What it is and how it was made, in our own words.
        optional text: Option<Bilingual>,
        /// The programme it comes from.
        required framework: Option<Sp<Id>>,
        /// The first day on which it is used.
        required from: Option<Sp<Date>>,
        /// Where the weights come from: `programme`, or `assumed` as long as nobody decided them.
        required weights_from: Option<Sp<WeightsFrom>>,
        /// Questions that decide before any score is looked at.
        optional gates: Vec<GateEntry>,
        /// What is scored.
        filled criteria: Vec<CriterionEntry>,
    }
}

record! {
    /// A question that decides before any score is looked at.
    pub struct GateEntry by test {
        /// Name within the set, for appraisals to point at.
        required id: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// The question; yes passes.
        required question: Option<Bilingual>,
        /// What it looks at.
        required test: Option<Sp<GateWord>>,
        /// The aid rule whose ceiling must hold.
        required rule: Option<Sp<Id>> where "aid-ceiling",
        /// The regions where it may land.
        filled regions: Vec<Sp<RegionCode>> where "eligible-region",
        /// Where the programme asks for it: `document#section`, or a list of them.
        optional cite: Cites,
        /// Why it is asked, where the programme does not say.
        optional why: Option<Bilingual>,
    }
}

record! {
    /// Something that proposals are scored on.
    pub struct CriterionEntry {
        /// Name within the set, for appraisals to point at.
        required id: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What is asked.
        required question: Option<Bilingual>,
        /// The outcome of the programme that it is, where it is one.
        optional outcome: Option<Sp<Id>>,
        /// The scale, lowest step first; at least two steps.
        filled scale: Vec<AnchorEntry>,
        /// How heavy it weighs.
        required weight: Option<WeightEntry>,
        /// Where the programme asks for it: `document#section`, or a list of them.
        optional cite: Cites,
        /// Why it is asked, where the programme does not say.
        optional why: Option<Bilingual>,
    }
}

record! {
    /// A step of a scale, in words.
    pub struct AnchorEntry {
        /// The score.
        required score: Option<Sp<ScoreStep>>,
        /// What earns it, in Dutch.
        required nl: Option<Sp<String>>,
        /// What earns it, in English.
        optional en: Option<Sp<String>>,
    }
}

record! {
    /// Weights in thousandths of the whole: what is used unless somebody asks for another, and how far that may go.
    pub struct WeightEntry {
        /// The least.
        required low: Option<Sp<Thousandths>>,
        /// The usual one; those of a set add up to 1000.
        required usual: Option<Sp<Thousandths>>,
        /// The most.
        required high: Option<Sp<Thousandths>>,
    }
}

impl GateEntry {
    fn build(&self) -> Option<Gate> {
        Some(Gate {
            id: self.id.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            question: self.question.as_ref()?.build()?,
            test: match self.test.as_ref()?.value {
                GateWord::ServesOutcome => GateTest::ServesOutcome,
                GateWord::AidCeiling => GateTest::AidCeiling(self.rule.as_ref()?.value.clone()),
                GateWord::EligibleRegion => {
                    GateTest::EligibleRegion(self.regions.iter().map(|code| code.value.clone()).collect())
                }
                GateWord::CofinancingComplete => GateTest::CofinancingComplete,
                GateWord::NotDecided => GateTest::NotDecided,
                GateWord::Judged => GateTest::Judged,
            },
            cite: self.cite.build(),
            why: build_optional(self.why.as_ref(), Bilingual::build)?,
        })
    }
}

impl WeightEntry {
    /// Low, usual, high.
    pub(crate) fn thousandths(&self) -> Option<[&Sp<Thousandths>; 3]> {
        Some([self.low.as_ref()?, self.usual.as_ref()?, self.high.as_ref()?])
    }

    pub(crate) fn build(&self) -> Option<WeightRange> {
        let [low, usual, high] = self.thousandths()?.map(|weight| weight.value.0);
        WeightRange::new(low, usual, high).ok()
    }
}

impl CriterionEntry {
    fn build(&self) -> Option<Criterion> {
        let anchor = |entry: &AnchorEntry| {
            Some(Anchor {
                score: entry.score.as_ref()?.value.0,
                words: Text {
                    nl: entry.nl.as_ref()?.value.clone(),
                    en: entry.en.as_ref().map(|en| en.value.clone()),
                },
            })
        };
        Some(Criterion {
            id: self.id.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            question: self.question.as_ref()?.build()?,
            outcome: self.outcome.as_ref().map(|outcome| outcome.value.clone()),
            scale: build_all(&self.scale, anchor)?,
            weight: self.weight.as_ref()?.build()?,
            cite: self.cite.build(),
            why: build_optional(self.why.as_ref(), Bilingual::build)?,
        })
    }
}

impl CriteriaFile {
    pub(crate) fn build(&self) -> Option<CriteriaSet> {
        self.koers.as_ref()?;
        Some(CriteriaSet {
            id: self.set.as_ref()?.value.clone(),
            version: self.version.as_ref()?.value,
            title: self.title.as_ref()?.build()?,
            text: build_optional(self.text.as_ref(), Bilingual::build)?,
            framework: self.framework.as_ref()?.value.clone(),
            from: self.from.as_ref()?.value,
            weights_from: self.weights_from.as_ref()?.value,
            gates: build_all(&self.gates, GateEntry::build)?,
            criteria: build_all(&self.criteria, CriterionEntry::build)?,
        })
    }
}
