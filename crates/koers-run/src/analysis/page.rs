//! What a page can ask of a method: which settings it has fields for, and what takes too long for somebody who waits.

use super::delivered::{BROUGHT, takes_deliveries};
use super::{Asked, Fault, Method};
use koers_analysis::say::Words;
use koers_analysis::setting::{Kind, ONE, Setting};

/// Of what the names are that a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// One of the periods of the figures.
    Period,
    /// Some of the regions.
    Regions,
    /// One of the activities of a table of deliveries.
    Activity,
}

/// Settings that take one period.
const PERIODS: [&str; 4] = ["start", "break", "now", "earlier"];
/// The setting that takes an activity.
const ACTIVITY: &str = "sector";
/// Settings that take regions.
pub(super) const REGIONS: [&str; 2] = ["donors", "without"];

/// Settings that cost time as they are larger, with the most that a page asks. The command has no such bound.
const MOST: [(&str, usize); 5] = [
    ("draws", 10_000),
    ("permutations", 9_999),
    ("steps", 10_000),
    ("starts", 24),
    ("tries", 40),
];

/// Settings that a page leaves off where nobody asks for them: a search that may take minutes.
const OFF: [(&str, &str); 1] = [("smallest", "no")];

/// The settings that a page has fields for: not those that figures of a workspace bring along.
pub fn for_page(method: &Method) -> impl Iterator<Item = &'static Setting> {
    let delivered = takes_deliveries(method);
    let is_brought = move |word: &str| word == ONE.word || (delivered && BROUGHT.contains(&word));
    method
        .settings
        .iter()
        .filter(move |setting| !is_brought(setting.word))
}

/// Of what the names are that a setting takes; `None` for one that takes no names, or names of which a workspace has none.
#[must_use]
pub fn listed_names(setting: &Setting) -> Option<Names> {
    match setting.kind {
        Kind::Names if PERIODS.contains(&setting.word) => Some(Names::Period),
        Kind::Names if REGIONS.contains(&setting.word) => Some(Names::Regions),
        Kind::Names if setting.word == ACTIVITY => Some(Names::Activity),
        _ => None,
    }
}

/// The most that a page asks of a setting, where larger takes longer.
#[must_use]
pub fn most_on_page(setting: &Setting) -> Option<usize> {
    MOST.iter()
        .find(|(word, _)| *word == setting.word)
        .map(|(_, most)| *most)
}

/// What a setting is on a page where nobody says.
#[must_use]
pub fn otherwise_on_page(setting: &Setting) -> Option<&'static str> {
    let off = OFF.iter().find(|(word, _)| *word == setting.word);
    off.map(|(_, value)| *value).or(setting.otherwise)
}

/// Whether a setting can make an answer take long.
#[must_use]
pub fn is_slow(setting: &Setting) -> bool {
    OFF.iter().any(|(word, _)| *word == setting.word)
}

/// What is asked as a page asks it: what takes minutes is off where nobody asked for it.
///
/// # Errors
/// [`Fault::Setting`] for more than a page does.
pub fn on_page(method: &Method, mut asked: Asked) -> Result<Asked, Fault> {
    for setting in method.settings {
        let Some(most) = most_on_page(setting) else {
            continue;
        };
        let given = asked.settings.iter().find(|(word, _)| word == setting.word);
        if let Some((_, value)) =
            given.filter(|(_, value)| value.parse::<usize>().is_ok_and(|value| value > most))
        {
            return Err(Fault::Setting {
                word: setting.word,
                found: value.clone(),
                needs: Words(
                    "zo veel duurt op een pagina te lang; met koers analyse kan het wel",
                    "so many take too long on a page; koers analyse does them",
                ),
            });
        }
    }
    let is_set = |word: &str, value: Option<&str>| {
        let mut settings = asked.settings.iter();
        settings.any(|(own, is)| own == word && value.is_none_or(|value| is == value))
    };
    if is_set("smallest", Some("yes")) && is_set("match", None) {
        return Err(Fault::Setting {
            word: "smallest",
            found: "yes".to_owned(),
            needs: Words(
                "met voorspellers duurt dat zoeken minuten; met koers analyse kan het wel",
                "with predictors that search takes minutes; koers analyse does it",
            ),
        });
    }
    for (word, off) in OFF {
        let takes = method.settings.iter().any(|setting| setting.word == word);
        if takes && asked.settings.iter().all(|(own, _)| own != word) {
            asked.settings.push((word.to_owned(), off.to_owned()));
        }
    }
    Ok(asked)
}
