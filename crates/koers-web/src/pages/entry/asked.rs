//! What a row of a test asks: the question of its gate or criterion, where that stands, and the steps of its scale in words. Who tests
//! reads it where the answer is filled in.

use jiff::civil::Date;
use koers_framework::Definitions;
use koers_framework::definitions::Yardstick;
use koers_model::citation::Citation;
use koers_model::framework::Framework;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::{Anchor, GateTest};
use koers_model::text::Lang;
use koers_report::view::{Cited, Phrase};
use koers_run::portfolio::{ceiling_on, yardstick_of};
use koers_sheet::Sheet;
use koers_sheet::form::Form;

/// The law that a gate is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    /// The name of the rule.
    pub title: Phrase,
    /// The law with its article, and where it can be read; none on a day on which the rule has no ceiling.
    pub source: Option<(Phrase, Option<String>)>,
}

/// What a row asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The name of the gate or the criterion.
    pub title: Phrase,
    /// The question.
    pub question: Phrase,
    /// Where it stands in the programme.
    pub cited: Vec<Cited>,
    /// The law behind it.
    pub law: Option<Law>,
    /// Each step of the scale with what it means; empty for a gate.
    pub scale: Vec<(u8, Phrase)>,
}

/// The questions of the yardstick that a form of a test names.
pub struct Questions<'d> {
    definitions: &'d Definitions,
    yardstick: &'d Yardstick,
    framework: Option<&'d Framework>,
    /// The day whose law holds.
    on: Date,
    lang: Lang,
}

impl<'d> Questions<'d> {
    /// The questions; `None` for a form that is no test, or that does not name a yardstick of the workspace yet.
    pub fn of(form: &Form, definitions: &'d Definitions, on: Date, lang: Lang) -> Option<Self> {
        let yardstick = yardstick_of(form, definitions)?;
        let mut frameworks = definitions.frameworks.iter();
        let framework = frameworks.find(|one| one.id == yardstick.set.framework);
        Some(Self {
            definitions,
            yardstick,
            framework,
            on,
            lang,
        })
    }

    /// What the row asks that names this gate or criterion.
    pub fn asked(&self, sheet: Sheet, named: &str) -> Option<Asked> {
        let (set, lang) = (&self.yardstick.set, self.lang);
        match sheet {
            Sheet::Gates => {
                let gate = set.gates.iter().find(|gate| gate.id.as_str() == named)?;
                Some(Asked {
                    title: Phrase::new(&gate.title, lang),
                    question: Phrase::new(&gate.question, lang),
                    cited: self.cited(&gate.cite),
                    law: match &gate.test {
                        GateTest::AidCeiling(rule) => self.law(rule),
                        GateTest::ServesOutcome
                        | GateTest::EligibleRegion(_)
                        | GateTest::CofinancingComplete
                        | GateTest::NotDecided
                        | GateTest::Judged => None,
                    },
                    scale: Vec::new(),
                })
            }
            Sheet::Scores => {
                let criterion = set.criteria.iter().find(|one| one.id.as_str() == named)?;
                let step = |step: &Anchor| (step.score, Phrase::new(&step.words, lang));
                Some(Asked {
                    title: Phrase::new(&criterion.title, lang),
                    question: Phrase::new(&criterion.question, lang),
                    cited: self.cited(&criterion.cite),
                    law: None,
                    scale: criterion.scale.iter().map(step).collect(),
                })
            }
            _ => None,
        }
    }

    fn cited(&self, cite: &[Citation]) -> Vec<Cited> {
        self.framework
            .map_or_else(Vec::new, |framework| Cited::all(framework, cite, self.lang))
    }

    fn law(&self, rule: &Id) -> Option<Law> {
        let rule = self.definitions.aid_rules.get(rule)?;
        let ceiling = ceiling_on(&rule.ceilings, self.on);
        Some(Law {
            title: Phrase::new(&rule.title, self.lang),
            source: ceiling.map(|ceiling| {
                let link = ceiling.url.as_ref().map(ToString::to_string);
                (Phrase::new(&ceiling.source, self.lang), link)
            }),
        })
    }
}
