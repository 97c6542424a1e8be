//! The columns and the settings that say who lives where and what happens to them.

use crate::fault::Fault;
use crate::frame::{Frame, Need};
use crate::method::Question;
use crate::role::{AGE, ARRIVALS, FERTILITY, MORTALITY, MOVES, PERIOD, REGION, Role, SEX, SURVIVAL, TO};
use crate::say::{Slot, Words, say};
use crate::setting::Setting;

/// The columns beside the number of people.
pub(super) const RATES: [(Role, Need); 10] = [
    (SEX, Need::Must),
    (AGE, Need::Must),
    (FERTILITY, Need::Must),
    (SURVIVAL, Need::May),
    (MORTALITY, Need::May),
    (REGION, Need::May),
    (TO, Need::May),
    (MOVES, Need::May),
    (ARRIVALS, Need::May),
    (PERIOD, Need::May),
];

/// What women are called.
pub(super) const WOMEN: Setting = Setting::names(
    "women",
    Words(
        "hoe vrouwen heten in de kolom geslacht, als dat niet vrouwen of women is",
        "what women are called in the column of sex, where that is not women or vrouwen",
    ),
);
/// What those born in a step are called.
pub(super) const NEWBORN: Setting = Setting::names(
    "newborn",
    Words(
        "hoe de rij heet van wie in de stap geboren wordt, bij `survival`",
        "the name of the row of those born in the step, with `survival`",
    ),
);
/// How long a step is.
pub(super) const YEARS: Setting = Setting::number(
    "years",
    Words(
        "hoeveel jaar een stap duurt; anders zo lang als een leeftijdsgroep breed is",
        "how many years a step takes; else as long as an age group is wide",
    ),
    (0.01, 100.0),
    None,
);
/// Boys for each girl.
pub(super) const BOYS: Setting = Setting::number(
    "boys",
    Words(
        "hoeveel jongens er komen voor elk meisje",
        "how many boys are born for each girl",
    ),
    (0.5, 2.0),
    Some("1.05"),
);

/// What women are mostly called.
const CALLED: [&str; 8] = [
    "vrouwen", "vrouw", "v", "women", "woman", "female", "females", "f",
];

/// Rows about people, and rows about moves: those that name where to.
pub(super) fn parted(frame: &Frame) -> Result<(Frame, Option<Frame>), Fault> {
    if !frame.has(TO) {
        return Ok((frame.clone(), None));
    }
    for role in [MOVES, REGION] {
        if !frame.has(role) {
            return Err(Fault::RoleMissing {
                word: role.word,
                known: [REGION, TO, MOVES].map(|role| role.word.to_owned()).to_vec(),
            });
        }
    }
    let to = frame.names(TO)?;
    let goes = |row: usize| to.get(row).is_some_and(|name| !name.is_empty());
    Ok((frame.only(|row| !goes(row)), Some(frame.only(goes))))
}

/// What women are called, and men where they are in the figures.
pub(super) fn sexes(question: &Question<'_>, frame: &Frame) -> Result<(String, Option<String>), Fault> {
    let names = frame.distinct(SEX)?;
    let said = question
        .settings
        .names(WOMEN.word)
        .first()
        .map(|name| (*name).to_owned());
    let women = match said {
        Some(name) if names.contains(&name) => name,
        Some(name) => return Err(Fault::NoSuchName { name, known: names }),
        None => {
            let found = names
                .iter()
                .find(|name| CALLED.contains(&name.to_lowercase().as_str()));
            found.cloned().ok_or_else(|| Fault::Wanted {
                option: "--set women=…",
                known: names.clone(),
            })?
        }
    };
    let others: Vec<String> = names.into_iter().filter(|name| *name != women).collect();
    match others.as_slice() {
        [] => Ok((women, None)),
        [men] => Ok((women, Some(men.clone()))),
        _ => Err(Fault::Method(say(
            "bij geslacht staan meer dan twee namen: {0} en {1}. Laat totalen weg",
            "there are more than two names of sex: {0} and {1}. Leave totals out",
            [(&women).into(), Slot::Names(others)],
        ))),
    }
}
