//! The tests of a proposal for programs: every answer and score with who gave it, when and why.

use super::{stand, wanting};
use crate::gate;
use crate::list::{Column, Field, List};
use crate::names::Names;
use crate::status::wire::TextJson;
use crate::status::{self, both};
use jiff::civil::Date;
use koers_model::portfolio::action::Action;
use koers_model::portfolio::appraisal::{Appraisal, GateAnswer, Moment, Override};
use koers_portfolio::appraise::{GateStanding, Stand, Standing};
use koers_portfolio::scored::CriterionStanding;
use serde::Serialize;

/// One yardstick that a proposal was held against, with what came out at earlier moments.
#[derive(Debug)]
pub struct Held<'a> {
    /// What came out.
    pub standing: Standing<'a>,
    /// What came out before with the same set, oldest first.
    pub earlier: Vec<(Moment, Standing<'a>)>,
}

#[derive(Serialize)]
struct AppraisalJson {
    koers_appraisal: u32,
    proposal: String,
    title: TextJson,
    on: String,
    yardsticks: Vec<YardstickJson>,
}

#[derive(Serialize)]
struct YardstickJson {
    set: String,
    version: u32,
    title: TextJson,
    moment: &'static str,
    stand: &'static str,
    said: TextJson,
    value: Option<f64>,
    appraisals: Vec<ByJson>,
    board: Vec<BoardJson>,
    gates: Vec<GateJson>,
    criteria: Vec<CriterionJson>,
    earlier: Vec<YardstickJson>,
}

#[derive(Serialize)]
struct ByJson {
    appraisal: String,
    assessor: String,
    made: String,
}

#[derive(Serialize)]
struct BoardJson {
    id: String,
    answer: &'static str,
    reason: String,
    made: String,
    decision: String,
}

#[derive(Serialize)]
struct GateJson {
    id: String,
    title: TextJson,
    holds: &'static str,
    tested: &'static str,
    register: Option<RegisterJson>,
    /// What it waits for, and of whom; nothing once it is answered.
    wanting: Option<TextJson>,
    answers: Vec<AnswerJson>,
    board: Option<BoardJson>,
    /// What the board decided before and no longer holds, newest first.
    board_before: Vec<BoardJson>,
}

#[derive(Serialize)]
struct RegisterJson {
    answer: &'static str,
    said: TextJson,
}

#[derive(Serialize)]
struct AnswerJson {
    #[serde(flatten)]
    by: ByJson,
    answer: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct CriterionJson {
    id: String,
    title: TextJson,
    weight: u16,
    scale: Vec<u8>,
    value: Option<f64>,
    scores: Vec<ScoreJson>,
}

#[derive(Serialize)]
struct ScoreJson {
    #[serde(flatten)]
    by: ByJson,
    score: Option<u8>,
    reason: String,
}

/// The whole answer as JSON: `stand` says why a `value` is `null`, and a `score` that is `null` was looked at and cannot be said.
#[must_use]
pub fn json(action: &Action, on: Date, moment: Moment, held: &[Held<'_>], names: &Names<'_>) -> String {
    let yardsticks = held.iter().map(|held| YardstickJson {
        earlier: held
            .earlier
            .iter()
            .map(|(moment, standing)| yardstick(*moment, standing, names))
            .collect(),
        ..yardstick(moment, &held.standing, names)
    });
    status::pretty(&AppraisalJson {
        koers_appraisal: 1,
        proposal: action.id.to_string(),
        title: status::text(&action.title),
        on: on.to_string(),
        yardsticks: yardsticks.collect(),
    })
}

fn yardstick(moment: Moment, standing: &Standing<'_>, names: &Names<'_>) -> YardstickJson {
    YardstickJson {
        set: standing.set.id.to_string(),
        version: standing.set.version,
        title: status::text(&standing.set.title),
        moment: moment.word(),
        stand: match standing.stand() {
            Stand::Untested => "untested",
            Stand::Closed => "closed",
            Stand::Open => "open",
            Stand::Passed => "passed",
        },
        said: both(|lang| stand(standing, lang)),
        value: standing.value(),
        appraisals: standing.appraisals.iter().map(|one| by(one)).collect(),
        board: standing.overrides.iter().map(|over| board(over)).collect(),
        gates: standing
            .gates
            .iter()
            .map(|gate| gate_json(gate, standing, names))
            .collect(),
        criteria: standing.criteria.iter().map(criterion).collect(),
        earlier: Vec::new(),
    }
}

fn by(appraisal: &Appraisal) -> ByJson {
    ByJson {
        appraisal: appraisal.id.to_string(),
        assessor: appraisal.assessor.clone(),
        made: appraisal.made.to_string(),
    }
}

fn board(over: &Override) -> BoardJson {
    BoardJson {
        id: over.id.to_string(),
        answer: over.answer.word(),
        reason: over.reason.clone(),
        made: over.made.to_string(),
        decision: over.decision.to_string(),
    }
}

fn gate_json(standing: &GateStanding<'_>, of: &Standing<'_>, names: &Names<'_>) -> GateJson {
    let answers = standing.answers.iter().map(|(one, answer, reason)| AnswerJson {
        by: by(one),
        answer: answer.word(),
        reason: (*reason).to_owned(),
    });
    GateJson {
        id: standing.gate.id.to_string(),
        title: status::text(&standing.gate.title),
        holds: standing.holds().word(),
        tested: standing.answer.word(),
        register: standing.told.as_ref().map(|told| RegisterJson {
            answer: told.answer.word(),
            said: both(|lang| gate::told(told, names, lang)),
        }),
        wanting: (standing.holds() == GateAnswer::Unknown)
            .then(|| both(|lang| wanting(standing, of, lang).join(" "))),
        answers: answers.collect(),
        board: standing.overridden.map(board),
        board_before: standing.earlier.iter().map(|over| board(over)).collect(),
    }
}

fn criterion(standing: &CriterionStanding<'_>) -> CriterionJson {
    let of = standing.criterion;
    let scores = standing.scores.iter().map(|(one, score, reason)| ScoreJson {
        by: by(one),
        score: *score,
        reason: (*reason).to_owned(),
    });
    CriterionJson {
        id: of.id.to_string(),
        title: status::text(&of.title),
        weight: of.weight.usual(),
        scale: of.scale.iter().map(|step| step.score).collect(),
        value: standing.value(),
        scores: scores.collect(),
    }
}

/// One row for each answer and score, earlier moments first: of the register, of the assessors, and of the board where it decided otherwise.
/// What nobody answered has a row with nothing in it.
#[must_use]
pub fn answers(moment: Moment, held: &[Held<'_>], names: &Names<'_>) -> List {
    let mut rows = Vec::new();
    for held in held {
        let before = held.earlier.iter().map(|(moment, standing)| (*moment, standing));
        for (moment, standing) in before.chain([(moment, &held.standing)]) {
            answers_at(moment, standing, names, &mut rows);
        }
    }
    List {
        columns: vec![
            Column::new("set", "meetlat", "criteria set"),
            Column::new("version", "versie", "version"),
            Column::new("moment", "moment", "moment"),
            Column::new("kind", "soort", "kind"),
            Column::new("id", "id", "id"),
            Column::new("title", "naam", "name"),
            Column::new("by", "van", "of"),
            Column::new("who", "wie", "who"),
            Column::new("made", "dag", "day"),
            Column::new("answer", "antwoord", "answer"),
            Column::new("reason", "waarom", "why"),
        ],
        rows,
    }
}

/// What one row says: whose word it is, with name and day where there are, the answer and why.
struct Said<'a> {
    by: &'static str,
    who: Option<&'a str>,
    made: Option<Date>,
    answer: Field,
    reason: Field,
}

fn answers_at(moment: Moment, standing: &Standing<'_>, names: &Names<'_>, rows: &mut Vec<Vec<Field>>) {
    let mut push = |kind: &str, id: Field, title: Field, said: Option<Said<'_>>| {
        let mut row = vec![
            Field::plain(&standing.set.id),
            Field::plain(standing.set.version),
            Field::plain(moment.word()),
            Field::plain(kind),
            id,
            title,
        ];
        row.extend(said.into_iter().flat_map(|said| {
            [
                Field::plain(said.by),
                said.who.map_or(Field::Empty, Field::plain),
                said.made.map_or(Field::Empty, Field::plain),
                said.answer,
                said.reason,
            ]
        }));
        rows.push(row);
    };
    let word = |answer: GateAnswer| Field::plain(answer.word());
    for over in &standing.overrides {
        push(
            "proposal",
            Field::Empty,
            Field::Empty,
            Some(overruled_row("board", over)),
        );
    }
    for one in &standing.gates {
        let told = one.told.as_ref().map(|told| Said {
            by: "register",
            who: None,
            made: None,
            answer: word(told.answer),
            reason: Field::both(|lang| gate::told(told, names, lang)),
        });
        let before = one.earlier.iter();
        let before = before.map(|over| overruled_row("board-before", over));
        let people = one.answers.iter().map(|(by, answer, reason)| Said {
            by: "assessor",
            who: Some(&by.assessor),
            made: Some(by.made),
            answer: word(*answer),
            reason: Field::plain(reason),
        });
        let mut any = false;
        for said in told
            .into_iter()
            .chain(people)
            .chain(one.overridden.map(|over| overruled_row("board", over)))
            .chain(before)
        {
            any = true;
            push(
                "gate",
                Field::plain(&one.gate.id),
                Field::Text(one.gate.title.clone()),
                Some(said),
            );
        }
        if !any {
            push(
                "gate",
                Field::plain(&one.gate.id),
                Field::Text(one.gate.title.clone()),
                None,
            );
        }
    }
    for one in &standing.criteria {
        let (id, title) = (&one.criterion.id, &one.criterion.title);
        for (by, score, reason) in &one.scores {
            let said = Said {
                by: "assessor",
                who: Some(&by.assessor),
                made: Some(by.made),
                answer: score.map_or_else(|| Field::plain("unknown"), |score| Field::Count(score.into())),
                reason: Field::plain(reason),
            };
            push(
                "criterion",
                Field::plain(id),
                Field::Text(title.clone()),
                Some(said),
            );
        }
        if one.scores.is_empty() {
            push("criterion", Field::plain(id), Field::Text(title.clone()), None);
        }
    }
}

fn overruled_row<'a>(by: &'static str, over: &'a Override) -> Said<'a> {
    Said {
        by,
        who: None,
        made: Some(over.made),
        answer: Field::plain(over.answer.word()),
        reason: Field::plain(format!("{} ({})", over.reason, over.decision)),
    }
}
