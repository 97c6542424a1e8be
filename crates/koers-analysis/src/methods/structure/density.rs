//! Relatedness density: what lies near to what a region already has.

use super::presence::{THERE, THRESHOLD, THRESHOLD_MATTERS, There};
use super::proximity::{LIKENESS, enough, likeness};
use super::table::ROLES;
use crate::answer::{Answer, Item, Table as Rows, column};
use crate::fault::Fault;
use crate::grid::place;
use crate::method::{Family, Method, Place, Question, Time};
use crate::say::{Slot, Words, say};
use crate::setting::{ABSENT, Setting};
use koers_economics::structure::{OwnActivity, density, proximity};

/// Asks it.
pub const METHOD: Method = Method {
    id: "density",
    family: Family::Structure,
    title: Words("Wat past bij een regio", "What fits a region"),
    asks: Words(
        "Welke activiteiten die een regio nog niet heeft, liggen dicht bij wat zij wel heeft?",
        "Which activities that a region lacks lie near to what it has?",
    ),
    roles: ROLES,
    place: Place::One,
    reference: false,
    time: Time::One,
    settings: &[
        THERE,
        THRESHOLD,
        LIKENESS,
        Setting::choice(
            "own",
            Words(
                "of een activiteit bij zichzelf meetelt",
                "whether an activity counts for itself",
            ),
            &[("excluded", Words("nee", "no")), ("included", Words("ja", "yes"))],
            "excluded",
        ),
        ABSENT,
    ],
    page: "density.md",
    source: "C. A. Hidalgo and others (2007), Science 317",
    run,
};

fn run(question: &Question<'_>) -> Result<Answer, Fault> {
    let region = question.region()?;
    let there = There::of(question)?;
    let row = place(&there.regions, region)?;
    let near = proximity(&there.presence, likeness(question));
    let own = match question.settings.text("own") {
        Some("included") => OwnActivity::Included,
        _ => OwnActivity::Excluded,
    };
    let found = density(&there.presence, &near.values, own).map_err(|fault| there.fault(fault))?;
    let mut all: Vec<(&String, bool, Option<f64>)> = there
        .sectors
        .iter()
        .enumerate()
        .map(|(at, name)| (name, there.presence.has(row, at), found.get(row, at)))
        .collect();
    all.sort_by(|a, b| b.2.unwrap_or(-1.0).total_cmp(&a.2.unwrap_or(-1.0)));
    let next = all.iter().find(|(_, has, near)| !has && near.is_some());
    let as_near = |other: &Option<f64>| matches!((next, other), (Some((.., Some(one))), Some(other)) if (one - other).abs() <= 1e-12);
    let nearest: Vec<String> = all
        .iter()
        .filter(|(_, has, near)| !has && as_near(near))
        .map(|(name, ..)| (*name).clone())
        .collect();
    let sentence = match next {
        Some((.., near)) if nearest.len() > 1 => say(
            "Van wat {0} nog niet heeft, liggen deze even dicht bij wat zij wel heeft: {1}. Van wat ernaast ligt, is {2} er al ({3}).",
            "Of what {0} lacks, these lie equally near to what it has: {1}. Of what lies beside them {2} is there already ({3}).",
            [
                region.into(),
                Slot::Names(nearest),
                Slot::percent(*near, 0),
                there.table.when(),
            ],
        ),
        Some((name, _, near)) => say(
            "Van wat {0} nog niet heeft, ligt {1} het dichtst bij wat zij wel heeft: {2} van wat ernaast ligt, is er al ({3}).",
            "Of what {0} lacks, {1} lies nearest to what it has: {2} of what lies beside it is there already ({3}).",
            [
                region.into(),
                (*name).into(),
                Slot::percent(*near, 0),
                there.table.when(),
            ],
        ),
        None => say(
            "{0} heeft alle activiteiten al ({1}).",
            "{0} has all activities already ({1}).",
            [region.into(), there.table.when()],
        ),
    };
    Ok(Answer {
        sentences: vec![sentence],
        tables: vec![Rows {
            id: "activities",
            title: Words("Elke activiteit", "Each activity"),
            columns: vec![
                column("sector", "activiteit", "activity"),
                column("has", "is er al", "is there already"),
                column("density", "dichtheid", "density"),
            ],
            rows: all
                .iter()
                .map(|(name, has, near)| vec![(*name).into(), Item::YesNo(*has), Item::percent(*near, 2)])
                .collect(),
        }],
        assumptions: vec![enough(&there), THRESHOLD_MATTERS],
        left_out: there.left_out(),
        drawing: None,
        effect: None,
    })
}
