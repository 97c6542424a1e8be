//! Carries out a plan to evaluate, to the letter: what could not be done as it was written is a deviation, and is said.
//!
//! Nothing is chosen here. A region to compare with that has a gap is left out, a period that is not there yet shortens the plan, and both
//! are deviations; where the region with the measure has a gap, or the comparison does not fit as the plan asks, nothing is said of an effect.

mod judge;
mod prepare;

pub use judge::{Verdict, decimals};

use crate::analysis::{Analysis, Asked, Input, analyse};
use crate::answer::{Effect, Fit};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::method::{Family, Method};
use crate::methods::evaluation::smallest_effect;
use crate::methods::{METHODS, method};
use crate::role;
use crate::say::{Sentence, Slot, say};
use jiff::civil::Date;
use koers_model::evaluation::{EvaluationPlan, Scale, Way};
use koers_model::period::Period;
use koers_model::text::Text;
use prepare::Prepared;
use std::collections::BTreeMap;

/// The figures that a plan is carried out on.
#[derive(Debug, Clone)]
pub struct Panel {
    /// A row for each region and period.
    pub frame: Frame,
    /// What they are about.
    pub subject: Subject,
    /// Where they come from.
    pub inputs: Vec<Input>,
    /// The day on which the plan is carried out.
    pub today: Date,
}

/// What a plan is about, in words of people; empty where only a table is known.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// What regions are called in the figures, by how the plan writes them; empty where the plan writes the names of the figures.
    pub names: BTreeMap<String, String>,
    /// What the figures are.
    pub outcome: Option<Text>,
    /// The policy that the plan is about, in the words of its elements.
    pub policy: Vec<Text>,
    /// What a difference of two figures is counted in.
    pub unit: Option<Text>,
}

/// What a difference of two index numbers is counted in.
#[must_use]
pub fn points() -> Text {
    Text::both("punten van de index", "points of the index")
}

/// A plan carried out.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// What came out.
    pub verdict: Verdict,
    /// The same in a sentence, and after it what one must know of it.
    pub said: Vec<Sentence>,
    /// What was done otherwise than the plan says.
    pub deviations: Vec<Sentence>,
    /// The method that decides, carried out.
    pub analysis: Option<Analysis>,
    /// What stands beside it.
    pub beside: Vec<Beside>,
    /// What the plan is about.
    pub subject: Subject,
}

impl Evaluation {
    /// The effect that was judged, where there is one.
    #[must_use]
    pub fn effect(&self) -> Option<Effect> {
        self.analysis.as_ref()?.answer.effect
    }
}

/// A method that stands beside the one that decides.
#[derive(Debug, Clone)]
pub struct Beside {
    /// Its word, as the plan writes it.
    pub method: String,
    /// What it gave, and the verdict if it had decided.
    pub found: Result<(Analysis, Verdict), Fault>,
}

/// Whether a plan can be carried out at all: every method is one that finds an effect, and those that are compared with are looked at.
///
/// # Errors
/// [`Fault::NoSuchMethod`] for a method that finds no effect; [`Fault::SettingTwice`] for regions under settings of a method;
/// [`Fault::Method`] for donors of a method that looks at the region alone.
pub fn can_be_carried_out(plan: &EvaluationPlan) -> Result<(), Fault> {
    for way in std::iter::once(&plan.method).chain(&plan.beside) {
        deciding(&way.method)?;
        for word in ["start", "donors", "without", "level"] {
            if way.settings.iter().any(|(own, _)| own == word) {
                return Err(Fault::SettingTwice {
                    word: word.to_owned(),
                });
            }
        }
    }
    let method = deciding(&plan.method.method)?;
    if !compares(method) && !plan.donors.is_empty() {
        return Err(Fault::Method(say(
            "{0} kijkt alleen naar het gebied zelf, en het plan noemt onder `donors` met wie wordt vergeleken",
            "{0} looks at the area alone, and the plan names under `donors` with whom is compared",
            [method.title.into()],
        )));
    }
    Ok(())
}

/// Whether a method compares with other regions.
fn compares(method: &Method) -> bool {
    method.settings.iter().any(|setting| setting.word == "donors")
        || method.roles.iter().any(|(role, _)| *role == role::START)
}

/// Carries out a plan.
#[must_use]
pub fn carry_out(plan: &EvaluationPlan, panel: &Panel) -> Evaluation {
    let mut deviations = Vec::new();
    let mut out = Evaluation {
        verdict: Verdict::Unanswered,
        said: Vec::new(),
        deviations: Vec::new(),
        analysis: None,
        beside: Vec::new(),
        subject: Subject {
            unit: match plan.scale {
                Scale::AsIs => panel.subject.unit.clone(),
                Scale::Index => Some(points()),
            },
            ..panel.subject.clone()
        },
    };
    let prepared = match prepare::prepare(plan, panel, &mut deviations) {
        Ok(prepared) => prepared,
        Err((verdict, sentence)) => {
            out.verdict = verdict;
            out.said = vec![sentence];
            out.deviations = deviations;
            out.said.extend(afterwards(plan, panel.today));
            return out;
        }
    };
    match carried(plan, &plan.method, &prepared, &panel.inputs) {
        Ok(analysis) => {
            let effect = analysis.answer.effect;
            let warnings = judge::warnings(&analysis);
            out.analysis = Some(analysis);
            out.verdict = judge::verdict(effect, &plan.effect);
            let unmeasured = effect.is_some_and(|effect| effect.fit == Fit::Unmeasured);
            if plan.effect.fit.is_some() && unmeasured {
                // What the plan asks cannot be told, so no verdict keeps to it.
                out.verdict = Verdict::Unanswered;
                out.said = vec![say(
                    "Of er een effect is, is niet te zeggen: het plan vraagt dat de vergelijking past, en {0} meet dat niet.",
                    "Whether there is an effect cannot be said: the plan asks that the comparison fits, and {0} does not measure that.",
                    [title(&plan.method.method)],
                )];
            } else {
                out.said = judge::sentences(plan, &prepared, &out);
                if matches!(out.verdict, Verdict::Effect | Verdict::Small | Verdict::Opposite) {
                    out.said.extend(warnings);
                }
            }
        }
        Err(fault) => out.said = vec![unanswered(fault.into())],
    }
    for way in &plan.beside {
        let found = carried(plan, way, &prepared, &panel.inputs).map(|analysis| {
            let verdict = judge::verdict(analysis.answer.effect, &plan.effect);
            (analysis, verdict)
        });
        out.beside.push(Beside {
            method: way.method.clone(),
            found,
        });
    }
    out.said.extend(judge::agreement(&out, plan.effect.fit.is_some()));
    out.said.extend(afterwards(plan, panel.today));
    out.said.extend(prepared.unnamed);
    out.deviations = deviations;
    out
}

/// That nothing can be said, and why.
fn unanswered(reason: Slot) -> Sentence {
    say(
        "Of er een effect is, is niet te zeggen: {0}",
        "Whether there is an effect cannot be said: {0}",
        [reason],
    )
}

/// The method of a plan: one that finds an effect.
fn deciding(word: &str) -> Result<&'static Method, Fault> {
    // How large an effect must be to be seen is no effect.
    let decides = |method: &&&'static Method| {
        method.family == Family::Evaluation && method.id != smallest_effect::METHOD.id
    };
    let mut all = METHODS.iter().filter(decides);
    all.clone()
        .find(|method| method.id == word)
        .copied()
        .ok_or_else(|| Fault::NoSuchMethod {
            word: word.to_owned(),
            known: all.by_ref().map(|method| method.id.to_owned()).collect(),
        })
}

/// One method of the plan, on the figures as they were prepared.
fn carried(
    plan: &EvaluationPlan,
    way: &Way,
    prepared: &Prepared,
    inputs: &[Input],
) -> Result<Analysis, Fault> {
    let method = deciding(&way.method)?;
    let takes = |word: &str| method.settings.iter().any(|setting| setting.word == word);
    let many = method.roles.iter().any(|(role, _)| *role == role::START);
    let unit = match prepared.units.as_slice() {
        _ if many => None,
        [unit] => Some(unit.clone()),
        _ => {
            return Err(Fault::Method(say(
                "{0} gaat over één regio met de maatregel, en het plan noemt er {1}",
                "{0} is about one region with the measure, and the plan names {1}",
                [method.title.into(), prepared.units.len().into()],
            )));
        }
    };
    if compares(method) && prepared.donors.is_empty() {
        return Err(Fault::Method(say(
            "er is niemand om mee te vergelijken",
            "there is nobody to compare with",
            [],
        )));
    }
    let mut settings = way.settings.clone();
    if takes("start") {
        settings.push(("start".to_owned(), prepared.start.clone()));
    }
    if takes("donors") {
        settings.push(("donors".to_owned(), prepared.donors.join(";")));
    }
    if takes("level") {
        settings.push(("level".to_owned(), plan.effect.level.get().to_string()));
    }
    let frame = if many {
        let starts = prepared.frame.names(role::REGION)?.iter().map(|region| {
            let treated = prepared.units.contains(region);
            if treated {
                prepared.start.clone()
            } else {
                String::new()
            }
        });
        prepared.frame.clone().named(role::START, starts.collect())?
    } else {
        prepared.frame.clone()
    };
    let asked = Asked {
        region: unit,
        reference: None,
        from: Some(prepared.from.clone()),
        to: Some(prepared.to.clone()),
        sector: None,
        settings,
    };
    analyse(method, &frame, asked, inputs.to_vec())
}

/// How much of the time after the start had passed when the plan was written: a plan that is written afterwards binds less.
fn afterwards(plan: &EvaluationPlan, today: Date) -> Option<Sentence> {
    if plan.written > today {
        return Some(say(
            "Het plan zegt dat het is geschreven op {0}, en die dag is er nog niet.",
            "The plan says that it was written on {0}, and that day has not come.",
            [Slot::Day(plan.written)],
        ));
    }
    let (start, to) = (
        Period::parse(&plan.periods.start).ok()?,
        Period::parse(&plan.periods.to).ok()?,
    );
    let steps = to.steps_since(start).filter(|steps| *steps >= 0)?;
    let passed = (0..=steps)
        .filter(|step| start.plus(*step).end() < plan.written)
        .count();
    let all = usize::try_from(steps).ok()? + 1;
    let slots = [Slot::Day(plan.written), passed.into(), all.into()];
    Some(if passed == 0 {
        say(
            "Volgens het plan zelf is het geschreven op {0}, voordat er een periode met de maatregel voorbij was.",
            "By its own word the plan was written on {0}, before any period with the measure had passed.",
            slots,
        )
    } else {
        say(
            "Volgens het plan zelf is het geschreven op {0}; van de periodes met de maatregel ({2}) waren er toen {1} voorbij. Wie het schreef, kon daarvan de uitkomst kennen.",
            "By its own word the plan was written on {0}; of the periods with the measure ({2}) {1} had passed then. Who wrote it could know the outcome of those.",
            slots,
        )
    })
}

/// The name of a method, or its word where there is none of that name.
fn title(word: &str) -> Slot {
    method(word).map_or_else(|_| word.into(), |method| Slot::Words(method.title))
}
