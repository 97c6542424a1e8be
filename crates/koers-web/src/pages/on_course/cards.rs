//! The outcomes of a programme as cards or rows, line by line. The page of a line shows them too.

use crate::answer::Fault;
use crate::ask::Ask;
use crate::paths;
use crate::standing::Standing;
use koers_model::status::{FrameworkStatus, GroupStatus, OutcomeStatus};
use koers_report::html;
use koers_report::view::{self, Card, Count, Phrase, Told};

/// A line or theme with its cards.
#[derive(Debug, Clone)]
pub struct CardGroup {
    /// Its id, for anchors.
    pub id: String,
    /// Its page.
    pub link: String,
    /// Its name.
    pub title: Phrase,
    /// The line under the name.
    pub subtitle: Option<Phrase>,
    /// The verdicts that occur in the whole line, counted, in words.
    pub counts: String,
    /// The outcomes shown.
    pub cards: Vec<OutcomeCard>,
}

/// An outcome on a card.
#[derive(Debug, Clone)]
pub struct OutcomeCard {
    /// What it says.
    pub card: Card,
    /// The verdict as HTML.
    pub verdict: String,
    /// Its name in styles.
    pub class: &'static str,
    /// Its page.
    pub link: String,
    /// Where the figure comes from.
    pub trace: Option<String>,
    /// Outcomes that rest on the same figure: address and name.
    pub same: Vec<(String, Phrase)>,
}

/// An outcome in the short list of those of which something can be said.
#[derive(Debug, Clone)]
pub struct ToldRow {
    /// What is said of it.
    pub told: Told,
    /// The verdict as HTML.
    pub verdict: String,
    /// Its page.
    pub link: String,
    /// Outcomes that rest on the same figure: address and name.
    pub same: Vec<(String, Phrase)>,
}

/// The outcomes of a programme of which something can be said.
///
/// # Errors
/// Never.
pub fn told(standing: &Standing, ask: &Ask) -> Result<Vec<ToldRow>, Fault> {
    let framework = standing.framework()?;
    Ok(view::told(framework, ask.lang)
        .into_iter()
        .map(|told| ToldRow {
            verdict: html::verdict(told.verdict, ask.lang),
            link: ask.carry(&paths::outcome(framework.id.as_str(), &told.id)),
            same: same(framework, &told.id, ask),
            told,
        })
        .collect())
}

fn same(framework: &FrameworkStatus, of: &str, ask: &Ask) -> Vec<(String, Phrase)> {
    view::same_figure(framework, of, ask.lang)
        .into_iter()
        .map(|same| {
            let link = ask.carry(&paths::outcome(framework.id.as_str(), &same.id));
            (link, same.title)
        })
        .collect()
}

/// The outcomes that are wanted, by line or theme; those without any are left out.
///
/// # Errors
/// Never.
pub fn groups(
    standing: &Standing,
    ask: &Ask,
    wanted: impl Fn(&GroupStatus, &OutcomeStatus) -> bool,
) -> Result<Vec<CardGroup>, Fault> {
    let framework = standing.framework()?;
    let programme = framework.id.as_str();
    let lang = ask.lang;
    let one = |outcome: &OutcomeStatus| {
        let card = Card::of(&standing.status, outcome, lang);
        OutcomeCard {
            verdict: html::verdict(card.verdict, lang),
            class: html::class(card.verdict),
            link: ask.carry(&paths::outcome(programme, &card.id)),
            trace: card.glance.as_ref().and_then(|glance| {
                let period = glance.period?.to_string();
                let keys = [("op", None), ("periode", Some(period.as_str()))];
                Some(ask.carry_with(&paths::trace(&glance.indicator), &keys))
            }),
            same: same(framework, &card.id, ask),
            card,
        }
    };
    Ok(framework
        .groups
        .iter()
        .map(|group| CardGroup {
            id: group.id.to_string(),
            link: ask.carry(&paths::line(programme, group.id.as_str())),
            title: Phrase::new(&group.title, lang),
            subtitle: group.subtitle.as_ref().map(|text| Phrase::new(text, lang)),
            counts: Count::of(group.outcomes.iter())
                .iter()
                .filter(|count| count.count > 0)
                .map(|count| count.words(lang))
                .collect::<Vec<_>>()
                .join(", "),
            cards: group
                .outcomes
                .iter()
                .filter(|outcome| wanted(group, outcome))
                .map(one)
                .collect(),
        })
        .filter(|group| !group.cards.is_empty())
        .collect())
}
