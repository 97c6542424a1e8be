//! One proposal along one version of one yardstick, at every moment at which it was tested.

use super::assessors::Assessors;
use crate::ask::Ask;
use crate::pages::entry::{Sort, Way, Ways};
use crate::paths;
use crate::site::Site;
use koers_framework::definitions::Yardstick as Kept;
use koers_model::citation::Citation;
use koers_model::framework::Framework;
use koers_model::portfolio::action::Action;
use koers_model::portfolio::appraisal::{Criterion, GateAnswer, Moment, Override};
use koers_model::text::{Lang, Text};
use koers_report::view::{Cited, Phrase};
use koers_report::{appraisal, date, gate, number};
use koers_run::portfolio::{CriterionStanding, GateStanding, Stand, Standing, Tested};

/// A yardstick with what it says of the proposal.
pub(super) struct Yardstick {
    pub(super) anchor: String,
    pub(super) title: Phrase,
    pub(super) version: u32,
    pub(super) from: String,
    pub(super) weights: &'static str,
    pub(super) text: Option<Phrase>,
    pub(super) programme: Option<(String, Phrase)>,
    /// When what was tested: the first test, and those of the same yardstick after it.
    pub(super) moments: Vec<AtMoment>,
    pub(super) criteria: Vec<Scored>,
}

/// What came out at one moment.
pub(super) struct AtMoment {
    pub(super) name: &'static str,
    /// The day of the first of the tests that count; none where nobody tested yet.
    pub(super) since: Option<String>,
    /// Unique on the page.
    pub(super) anchor: String,
    pub(super) stand: String,
    pub(super) passed: bool,
    pub(super) total: Option<String>,
    /// Who tested on which day.
    pub(super) by: Vec<(String, String)>,
    /// Who tested with another text of the yardstick than stands there now.
    pub(super) changed: Vec<String>,
    /// What the board decided on the proposal as a whole.
    pub(super) overruled: Vec<String>,
    pub(super) gates: Vec<Gate>,
    pub(super) ways: Vec<Way>,
}

/// A gate with what was answered.
pub(super) struct Gate {
    pub(super) title: Phrase,
    pub(super) question: Phrase,
    pub(super) cite: Vec<Cited>,
    pub(super) why: Option<Phrase>,
    pub(super) holds: String,
    /// The sign beside the answer: what cannot be said is no *no*.
    pub(super) sign: &'static str,
    /// While it cannot be said: what it waits for, and of whom.
    pub(super) wanting: Vec<String>,
    /// What the register says, with the figures.
    pub(super) register: Option<String>,
    /// Who said what and why.
    pub(super) answers: Vec<(String, &'static str, String)>,
    pub(super) board: Option<Board>,
    /// What the board decided before and no longer holds, newest first.
    pub(super) before: Vec<Board>,
}

/// The board's decision to pass over an answer.
pub(super) struct Board {
    pub(super) day: String,
    pub(super) answer: &'static str,
    pub(super) reason: String,
    pub(super) decision: Option<(String, Phrase)>,
    pub(super) ways: Vec<Way>,
}

/// A criterion with the scores at each moment.
pub(super) struct Scored {
    pub(super) title: Phrase,
    pub(super) question: Phrase,
    pub(super) cite: Vec<Cited>,
    pub(super) why: Option<Phrase>,
    pub(super) outcome: Option<String>,
    /// The usual weight in per cent, and between what it may lie.
    pub(super) weight: (String, String),
    /// The steps of the scale: score and words.
    pub(super) scale: Vec<(u8, Phrase)>,
    /// At each moment of the yardstick: drawing, spread.
    pub(super) spreads: Vec<(String, Option<String>)>,
    /// Every score there is: moment (where there are more), who, score, what earns it, why.
    pub(super) scores: Vec<Given>,
}

/// A score of one assessor.
pub(super) struct Given {
    pub(super) moment: &'static str,
    pub(super) by: String,
    pub(super) score: String,
    pub(super) words: Option<Phrase>,
    pub(super) reason: String,
}

impl Yardstick {
    pub(super) fn of(
        site: &Site,
        ask: &Ask,
        (tested, assessors): (&Tested<'_>, &Assessors<'_>),
        action: &Action,
        kept: &Kept,
    ) -> Self {
        let lang = ask.lang;
        let set = &kept.set;
        let framework = site.framework(set.framework.as_str()).ok();
        let mut standings: Vec<(Moment, Standing<'_>)> = Moment::ALL
            .iter()
            .map(|moment| (*moment, tested.standing(&action.id, set, *moment)))
            .filter(|(_, standing)| standing.stand() != Stand::Untested)
            .collect();
        if standings.is_empty() {
            // What will be asked is shown before anybody answered.
            standings.push((Moment::First, tested.standing(&action.id, set, Moment::First)));
        }
        let criteria = set.criteria.iter().enumerate().map(|(at, criterion)| {
            let stand = standings
                .iter()
                .filter_map(|(moment, standing)| Some((*moment, standing.criteria.get(at)?)));
            scored(ask, framework, criterion, (stand.collect(), assessors))
        });
        let anchor = format!("meetlat-{}-{}", set.id, set.version).replace('/', "-");
        Self {
            title: Phrase::new(&set.title, lang),
            version: set.version,
            from: date::date(set.from, lang),
            weights: set.weights_from.label(lang),
            text: set.text.as_ref().map(|text| Phrase::new(text, lang)),
            programme: framework.map(|one| {
                let link = ask.link(&paths::programme(one.id.as_str()));
                (link, Phrase::new(&one.title, lang))
            }),
            criteria: criteria.collect(),
            moments: standings
                .iter()
                .map(|(moment, standing)| {
                    at_moment(site, ask, action, kept, (*moment, standing, assessors), &anchor)
                })
                .collect(),
            anchor,
        }
    }
}

fn at_moment(
    site: &Site,
    ask: &Ask,
    action: &Action,
    kept: &Kept,
    (moment, standing, assessors): (Moment, &Standing<'_>, &Assessors<'_>),
    anchor: &str,
) -> AtMoment {
    let lang = ask.lang;
    let framework = site.framework(kept.set.framework.as_str()).ok();
    let tests = standing.appraisals.iter();
    AtMoment {
        name: moment.label(lang),
        since: standing.since().map(|day| date::date(day, lang)),
        anchor: format!("{anchor}-{}", moment.word()),
        stand: appraisal::stand(standing, lang),
        passed: standing.stand() == Stand::Passed,
        total: appraisal::total(standing, lang),
        by: tests
            .clone()
            .map(|one| (assessors.name(one, lang), date::date(one.made, lang)))
            .collect(),
        changed: tests
            .filter(|one| one.set_hash != kept.hash)
            .map(|one| assessors.name(one, lang))
            .collect(),
        overruled: standing
            .overrides
            .iter()
            .map(|over| appraisal::overruled_whole(over, standing.overrides.iter().copied(), lang))
            .collect(),
        gates: standing
            .gates
            .iter()
            .map(|gate| shown(site, ask, framework, (gate, standing), assessors))
            .collect(),
        ways: ways(site, ask, action, kept, (moment, standing)),
    }
}

/// The test that can be made here, and those that were.
fn ways(
    site: &Site,
    ask: &Ask,
    action: &Action,
    kept: &Kept,
    (moment, standing): (Moment, &Standing<'_>),
) -> Vec<Way> {
    let (lang, set) = (ask.lang, &kept.set);
    let version = set.version.to_string();
    // The same person may test at every moment, along every yardstick.
    let at = format!("{}, {} {version}", moment.label(lang), set.id);
    let mut ways = Ways::beside(site, ask, at).enter(
        Sort::Appraisal,
        ("Toetsen", "Test"),
        &[
            ("proposal", action.id.as_str()),
            ("set", set.id.as_str()),
            ("version", version.as_str()),
            ("moment", moment.label(lang)),
        ],
    );
    for test in &standing.appraisals {
        ways = ways.to_named(Sort::Appraisal, &test.id, &test.assessor);
    }
    for over in &standing.overrides {
        ways = ways.to_named(Sort::Override, &over.id, over.id.as_str());
    }
    ways.all()
}

fn cited(framework: Option<&Framework>, cite: &[Citation], lang: Lang) -> Vec<Cited> {
    framework.map_or_else(Vec::new, |framework| Cited::all(framework, cite, lang))
}

fn phrase(text: Option<&Text>, lang: Lang) -> Option<Phrase> {
    text.map(|text| Phrase::new(text, lang))
}

fn shown(
    site: &Site,
    ask: &Ask,
    framework: Option<&Framework>,
    (standing, of): (&GateStanding<'_>, &Standing<'_>),
    assessors: &Assessors<'_>,
) -> Gate {
    let (lang, asked) = (ask.lang, standing.gate);
    let portfolio = site.portfolio();
    let decisions = &portfolio.register().decisions;
    let board = |over: &Override| Board {
        day: date::date(over.made, lang),
        answer: over.answer.label(lang),
        reason: over.reason.clone(),
        decision: decisions.get(&over.decision).map(|decision| {
            let link = ask.link(&paths::decision(decision.id.as_str()));
            (link, Phrase::new(&decision.title, lang))
        }),
        ways: Ways::beside(site, ask, over.id.to_string())
            .to(Sort::Override, &over.id)
            .all(),
    };
    Gate {
        title: Phrase::new(&asked.title, lang),
        question: Phrase::new(&asked.question, lang),
        cite: cited(framework, &asked.cite, lang),
        why: phrase(asked.why.as_ref(), lang),
        holds: appraisal::holds(standing, lang),
        sign: match standing.holds() {
            GateAnswer::Yes => "✓",
            GateAnswer::No => "✗",
            GateAnswer::Unknown => "?",
        },
        register: standing.told.as_ref().map(|told| {
            let names = site.names(portfolio.register());
            gate::told(told, &names, lang)
        }),
        wanting: gate::wanting(standing, &of.appraisals, |test| assessors.name(test, lang), lang),
        answers: standing
            .answers
            .iter()
            .map(|(by, answer, why)| (assessors.name(by, lang), answer.label(lang), (*why).to_owned()))
            .collect(),
        board: standing.overridden.map(board),
        before: standing.earlier.iter().map(|over| board(over)).collect(),
    }
}

fn scored(
    ask: &Ask,
    framework: Option<&Framework>,
    criterion: &Criterion,
    (standings, assessors): (Vec<(Moment, &CriterionStanding<'_>)>, &Assessors<'_>),
) -> Scored {
    let lang = ask.lang;
    let weight = criterion.weight;
    let part = |thousandths: u16| number::thousandths(thousandths, lang);
    let several = standings.len() > 1;
    let given = standings.iter().flat_map(|(moment, standing)| {
        standing.scores.iter().map(move |(by, score, why)| {
            let step = criterion.scale.iter().find(|step| Some(step.score) == *score);
            Given {
                moment: if several { moment.label(lang) } else { "" },
                by: assessors.name(by, lang),
                score: appraisal::score(*score, lang),
                words: step.map(|step| Phrase::new(&step.words, lang)),
                reason: (*why).to_owned(),
            }
        })
    });
    Scored {
        scores: given.collect(),
        spreads: standings
            .iter()
            .map(|(_, standing)| (appraisal::strip(standing), appraisal::spread(standing, lang)))
            .collect(),
        title: Phrase::new(&criterion.title, lang),
        question: Phrase::new(&criterion.question, lang),
        cite: cited(framework, &criterion.cite, lang),
        why: phrase(criterion.why.as_ref(), lang),
        outcome: criterion.outcome.as_ref().and_then(|id| {
            let framework = framework?;
            let path = paths::outcome(framework.id.as_str(), id.as_str());
            framework
                .judged()
                .any(|judged| judged.element.id == *id)
                .then(|| ask.link(&path))
        }),
        weight: (
            part(weight.usual()),
            match lang {
                Lang::Nl => format!("{} tot {}", part(weight.low()), part(weight.high())),
                Lang::En => format!("{} to {}", part(weight.low()), part(weight.high())),
            },
        ),
        scale: criterion
            .scale
            .iter()
            .map(|step| (step.score, Phrase::new(&step.words, lang)))
            .collect(),
    }
}
