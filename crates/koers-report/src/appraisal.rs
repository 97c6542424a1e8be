//! What the tests of a proposal come to, in words, tables and drawings: the terminal and the pages say the same.

mod wire;

pub use wire::{Held, answers, json};

use crate::choice;
use crate::list::{Column, Field, List};
use crate::names::Names;
use crate::words::capital;
use crate::{chart, date, gate};
use koers_model::portfolio::appraisal::{GateAnswer, Moment, Override};
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_portfolio::appraise::{GateStanding, Stand, Standing};
use koers_portfolio::scored::CriterionStanding;

/// Where the proposal stands, in a sentence. Gates decide before scores: only behind them there is a total.
#[must_use]
pub fn stand(standing: &Standing<'_>, lang: Lang) -> String {
    let fixed = |nl: &str, en: &str| lang.pick(nl, en).to_owned();
    match standing.stand() {
        Stand::Untested => fixed("Nog door niemand getoetst.", "Tested by nobody yet."),
        Stand::Closed => fixed(
            "Een poort is dicht: de score telt niet mee.",
            "A gate is closed: the score does not count.",
        ),
        Stand::Open => fixed(
            "Van een poort is nog niet te zeggen of het erdoor komt: de score telt nog niet.",
            "Of a gate it cannot be said yet whether it passes: the score does not count yet.",
        ),
        Stand::Passed => match total(standing, lang) {
            Some(value) => match lang {
                Lang::Nl => format!("Alle poorten zijn gehaald. Score {value} van 1."),
                Lang::En => format!("All gates are passed. Score {value} of 1."),
            },
            None => fixed(
                "Alle poorten zijn gehaald. De score is nog niet af.",
                "All gates are passed. The score is not complete yet.",
            ),
        },
    }
}

/// The total on a scale from nothing to one, with as many decimals as in a choice; nothing until the gates are passed and everybody scored everything.
#[must_use]
pub fn total(standing: &Standing<'_>, lang: Lang) -> Option<String> {
    Some(choice::value(standing.value()?, lang))
}

/// What the board decided beside the tests, with its reason.
#[must_use]
pub fn overruled(over: &Override, lang: Lang) -> String {
    format!(
        "{} ({}, {}): {}",
        lang.pick("Het bestuur besloot anders", "The board decided otherwise"),
        date::date(over.made, lang),
        over.answer.label(lang),
        over.reason
    )
}

/// What the board decided about a proposal as a whole, and what that does: only a *no* keeps it from being chosen, and another answer only takes an
/// earlier *no* back. `others` are the overrides that it may take back.
#[must_use]
pub fn overruled_whole<'a>(
    over: &'a Override,
    others: impl IntoIterator<Item = &'a Override>,
    lang: Lang,
) -> String {
    let said = overruled(over, lang);
    if over.answer == GateAnswer::No {
        return said;
    }
    let effect = match over.takes_back(others) {
        Some(before) => {
            let day = date::date(before.made, lang);
            match lang {
                Lang::Nl => format!("Dit neemt het nee van {day} terug."),
                Lang::En => format!("This takes back the no of {day}."),
            }
        }
        None => lang
            .pick(
                "Dit verandert niets: over het voorstel als geheel telt alleen een nee.",
                "This changes nothing: about the proposal as a whole only a no counts.",
            )
            .to_owned(),
    };
    format!("{said} {effect}")
}

/// What the board decided about a gate, which is named, beside the tests.
#[must_use]
pub fn overruled_gate(gate: &str, over: &Override, lang: Lang) -> String {
    let word = lang.pick("Poort", "Gate");
    format!("{word} ‘{gate}’. {}", overruled(over, lang))
}

/// What the board decided beside the tests and no longer holds, because it or a test said otherwise later.
#[must_use]
pub fn overruled_before(over: &Override, lang: Lang) -> String {
    format!(
        "{} ({}, {}; {}): {}",
        lang.pick(
            "Eerder besloot het bestuur anders",
            "Before, the board decided otherwise"
        ),
        date::date(over.made, lang),
        over.answer.label(lang),
        lang.pick("geldt niet meer", "no longer holds"),
        over.reason
    )
}

/// Everything that the board decided otherwise, first about the proposal as a whole and then gate by gate: the reason, the day, and the decision
/// that says so.
#[must_use]
pub fn passed_over(standing: &Standing<'_>, register: &Register, lang: Lang) -> Vec<String> {
    let decision = |over: &Override| {
        let word = lang.pick("Besluit", "Decision");
        match register.decisions.get(&over.decision) {
            Some(decision) => format!("{word}: {} ({}).", decision.title.get(lang), decision.id),
            None => format!("{word}: {}.", over.decision),
        }
    };
    let whole = standing.overrides.iter().map(|over| {
        let others = standing.overrides.iter().copied();
        format!("{} {}", overruled_whole(over, others, lang), decision(over))
    });
    let gates = standing.gates.iter().flat_map(|gate| {
        let (word, title) = (lang.pick("Poort", "Gate"), gate.gate.title.get(lang));
        let holds = gate
            .overridden
            .map(|over| (overruled(over, lang), decision(over)));
        let before = gate.earlier.iter();
        let before = before.map(|over| (overruled_before(over, lang), decision(over)));
        let all = holds.into_iter().chain(before);
        all.map(|(said, decision)| format!("{word} ‘{title}’. {said} {decision}"))
            .collect::<Vec<_>>()
    });
    whole.chain(gates).collect()
}

/// The answer of a gate that holds, and what the tests said where the board passed over that.
#[must_use]
pub fn holds(gate: &GateStanding<'_>, lang: Lang) -> String {
    match gate.overridden {
        None => gate.answer.label(lang).to_owned(),
        Some(over) => format!(
            "{} ({}: {})",
            over.answer.label(lang),
            lang.pick("bestuur; de toets zei", "board; the test said"),
            gate.answer.label(lang)
        ),
    }
}

/// A score of one assessor: its number, or that it cannot be said.
#[must_use]
pub fn score(score: Option<u8>, lang: Lang) -> String {
    score.map_or_else(
        || lang.pick("niet te zeggen", "cannot be said").to_owned(),
        |score| score.to_string(),
    )
}

/// From the lowest to the highest score that anybody gave: `2`, `1 tot 3`; nothing where nobody scored.
#[must_use]
pub fn spread(criterion: &CriterionStanding<'_>, lang: Lang) -> Option<String> {
    let (low, high) = criterion.spread()?;
    Some(if low == high {
        low.to_string()
    } else {
        format!("{low} {} {high}", lang.pick("tot", "to"))
    })
}

/// The scores as dots on the scale of the criterion.
#[must_use]
pub fn strip(criterion: &CriterionStanding<'_>) -> String {
    let scale: Vec<u8> = criterion.criterion.scale.iter().map(|step| step.score).collect();
    let given: Vec<u8> = criterion
        .scores
        .iter()
        .filter_map(|(_, score, _)| *score)
        .collect();
    chart::strip(&scale, &given)
}

/// The gates, with who answered what and why, the register among them; and of a gate that cannot be said yet what it waits for, and of whom.
#[must_use]
pub fn gates(standing: &Standing<'_>, names: &Names<'_>) -> List {
    let rows = standing.gates.iter().map(|gate| {
        let why = |lang: Lang| {
            let wanting = wanting(gate, standing, lang);
            let register = gate.told.as_ref().map(|told| {
                let who = lang.pick("het register zegt", "the register says");
                format!("{who} {}", gate::told(told, names, lang))
            });
            let people = gate
                .answers
                .iter()
                .map(|(by, answer, why)| format!("{}: {} ({why})", by.assessor, answer.label(lang)));
            let mut answers = register.into_iter().chain(people).collect::<Vec<_>>().join("; ");
            if !wanting.is_empty() {
                answers = capital(&answers);
            }
            let parts = wanting
                .into_iter()
                .chain((!answers.is_empty()).then_some(answers));
            parts.collect::<Vec<_>>().join(" ")
        };
        vec![
            Field::plain(&gate.gate.id),
            Field::Text(gate.gate.title.clone()),
            Field::both(|lang| holds(gate, lang)),
            if why(Lang::Nl).is_empty() {
                Field::Empty
            } else {
                Field::both(why)
            },
        ]
    });
    List {
        columns: vec![
            Column::new("id", "poort", "gate"),
            Column::new("title", "naam", "name"),
            Column::new("answer", "antwoord", "answer"),
            Column::new("why", "wie en waarom", "who and why"),
        ],
        rows: rows.collect(),
    }
}

/// What a gate waits for while it cannot be said, with assessors by the names that were entered.
fn wanting(gate: &GateStanding<'_>, standing: &Standing<'_>, lang: Lang) -> Vec<String> {
    gate::wanting(gate, &standing.appraisals, |test| test.assessor.clone(), lang)
}

/// What came out at an earlier moment with the same yardstick: `Voor het besluit: alle poorten …`.
#[must_use]
pub fn earlier(moment: Moment, standing: &Standing<'_>, lang: Lang) -> String {
    let label = moment.label(lang);
    match (total(standing, lang), lang) {
        (Some(value), Lang::Nl) => format!("Score {label}: {value} van 1."),
        (Some(value), Lang::En) => format!("Score {label}: {value} of 1."),
        (None, _) => format!("{label}: {}", stand(standing, lang)),
    }
}

/// The criteria, with who scored what and why. Where there was an earlier test with the same yardstick, its scores stand beside it.
#[must_use]
pub fn scores(standing: &Standing<'_>, earlier: &[(Moment, Standing<'_>)]) -> List {
    let spoken = |one: &CriterionStanding<'_>| {
        one.spread().map_or(Field::Empty, |_| {
            Field::both(|lang| spread(one, lang).unwrap_or_default())
        })
    };
    let rows = standing.criteria.iter().enumerate().map(|(at, one)| {
        let why = |lang: Lang| {
            let said = one
                .scores
                .iter()
                .map(|(by, given, why)| format!("{}: {} ({why})", by.assessor, score(*given, lang)));
            said.collect::<Vec<_>>().join("; ")
        };
        let mut row = vec![
            Field::plain(&one.criterion.id),
            Field::Text(one.criterion.title.clone()),
        ];
        let before = earlier.iter().map(|(_, before)| before.criteria.get(at));
        row.extend(before.map(|before| before.map_or(Field::Empty, &spoken)));
        row.push(spoken(one));
        row.push(if one.scores.is_empty() {
            Field::Empty
        } else {
            Field::both(why)
        });
        row
    });
    let before = earlier
        .iter()
        .map(|(moment, _)| Column::new(moment.word(), moment.label(Lang::Nl), moment.label(Lang::En)));
    let columns = [
        Column::new("id", "criterium", "criterion"),
        Column::new("title", "naam", "name"),
    ]
    .into_iter()
    .chain(before)
    .chain([
        Column::new("score", "score", "score"),
        Column::new("why", "wie en waarom", "who and why"),
    ]);
    List {
        columns: columns.collect(),
        rows: rows.collect(),
    }
}
