//! `koers appraise`: what the tests of a proposal come to, and which outcomes its words touch.

mod fit;

use super::status::style;
use super::{both, plain, portfolio, print, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_model::portfolio::appraisal::{GateAnswer, Moment};
use koers_model::text::Lang;
use koers_model::value::Number;
use koers_report::list::{Column, Field, List};
use koers_report::number;
use koers_run::portfolio::{Stand, Standing, Tested};
use koers_run::workspace;
use koers_run::world::World as _;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let workspace = workspace::read(&world, lang)?;
    let definitions = workspace.definitions()?;
    let entered = portfolio::read(&world)?;
    if matches.get_flag("fit") {
        return fit::run(matches, definitions, &entered, lang);
    }
    let action = entered.action(text(matches, "proposal"))?;
    let on = matches
        .get_one::<Date>("on")
        .copied()
        .unwrap_or_else(|| world.today());
    let moment = Moment::from_word(text(matches, "moment")).unwrap_or(Moment::First);
    let tested = Tested::on(entered.register(), on);
    let mut out = format!("{}  ({})\n", action.title.get(lang), action.id);
    let mut any = false;
    for yardstick in definitions.yardsticks_on(&action.framework, on) {
        any = true;
        let standing = tested.standing(&action.id, &yardstick.set, moment);
        let (title, version) = (yardstick.set.title.get(lang), yardstick.set.version);
        out.push_str(&format!(
            "\n{title}, {} {version}\n",
            lang.pick("versie", "version")
        ));
        out.push_str(&said(&standing, lang));
        out.push_str(&section(
            lang.pick("Eerst de poorten", "Gates first"),
            &gates(&standing),
            lang,
        ));
        out.push_str(&section(
            lang.pick("Dan de scores", "Then the scores"),
            &scores(&standing),
            lang,
        ));
    }
    if !any {
        return Err(Failure::Usage(match lang {
            Lang::Nl => format!(
                "er is op {on} geen meetlat voor {}: zet er een in criteria/",
                action.framework
            ),
            Lang::En => format!(
                "there is no criteria set for {} on {on}: put one in criteria/",
                action.framework
            ),
        }));
    }
    print(&out)?;
    Ok(Exit::Done)
}

fn section(title: &str, list: &List, lang: Lang) -> String {
    if list.rows.is_empty() {
        return String::new();
    }
    format!("\n{title}\n{}", list.text(lang, style()))
}

/// Where the proposal stands, in a sentence. Gates decide before scores.
fn said(standing: &Standing<'_>, lang: Lang) -> String {
    let value = standing.value().and_then(Number::new);
    let sentence = match standing.stand() {
        Stand::Untested => lang
            .pick("Nog door niemand getoetst.", "Tested by nobody yet.")
            .to_owned(),
        Stand::Closed => lang
            .pick(
                "Een poort is dicht: de score telt niet mee.",
                "A gate is closed: the score does not count.",
            )
            .to_owned(),
        Stand::Open => lang
            .pick(
                "Van een poort is nog niet te zeggen of het erdoor komt: de score telt nog niet.",
                "Of a gate it cannot be said yet whether it passes: the score does not count yet.",
            )
            .to_owned(),
        Stand::Passed => match (value, lang) {
            (Some(value), Lang::Nl) => {
                format!(
                    "Alle poorten zijn gehaald. Score {} van 1.",
                    number::number(value, 2, lang)
                )
            }
            (Some(value), Lang::En) => {
                format!(
                    "All gates are passed. Score {} of 1.",
                    number::number(value, 2, lang)
                )
            }
            (None, Lang::Nl) => "Alle poorten zijn gehaald. De score is nog niet af.".to_owned(),
            (None, Lang::En) => "All gates are passed. The score is not complete yet.".to_owned(),
        },
    };
    let mut out = format!("{sentence}\n");
    for over in &standing.overrides {
        let (word, reason) = (
            lang.pick("Het bestuur besloot anders", "The board decided otherwise"),
            &over.reason,
        );
        out.push_str(&format!(
            "{word} ({}, {}): {reason}\n",
            over.made,
            over.answer.label(lang)
        ));
    }
    out
}

fn gates(standing: &Standing<'_>) -> List {
    let rows = standing.gates.iter().map(|gate| {
        let answers = |lang: Lang| {
            let said = gate
                .answers
                .iter()
                .map(|(by, answer, why)| format!("{}: {} ({why})", by.assessor, answer.label(lang)));
            said.collect::<Vec<_>>().join("; ")
        };
        vec![
            plain(&gate.gate.id),
            Field::Text(gate.gate.title.clone()),
            both(|lang| match gate.overridden {
                None => gate.answer.label(lang).to_owned(),
                Some(over) => format!(
                    "{} ({}: {})",
                    over.answer.label(lang),
                    lang.pick("bestuur; de toets zei", "board; the test said"),
                    gate.answer.label(lang)
                ),
            }),
            if gate.answers.is_empty() && gate.answer == GateAnswer::Unknown {
                Field::Empty
            } else {
                both(answers)
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

fn scores(standing: &Standing<'_>) -> List {
    let rows = standing.criteria.iter().map(|one| {
        let spread = one.spread().map_or(Field::Empty, |(low, high)| {
            if low == high {
                plain(low)
            } else {
                both(|lang| match lang {
                    Lang::Nl => format!("{low} tot {high}"),
                    Lang::En => format!("{low} to {high}"),
                })
            }
        });
        let why = |lang: Lang| {
            let said = one.scores.iter().map(|(by, score, why)| {
                let score = score.map_or_else(
                    || lang.pick("niet te zeggen", "cannot be said").to_owned(),
                    |score| score.to_string(),
                );
                format!("{}: {score} ({why})", by.assessor)
            });
            said.collect::<Vec<_>>().join("; ")
        };
        vec![
            plain(&one.criterion.id),
            Field::Text(one.criterion.title.clone()),
            spread,
            if one.scores.is_empty() {
                Field::Empty
            } else {
                both(why)
            },
        ]
    });
    List {
        columns: vec![
            Column::new("id", "criterium", "criterion"),
            Column::new("title", "naam", "name"),
            Column::new("score", "score", "score"),
            Column::new("why", "wie en waarom", "who and why"),
        ],
        rows: rows.collect(),
    }
}
