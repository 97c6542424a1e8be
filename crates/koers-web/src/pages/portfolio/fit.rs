//! Which outcomes of its programme the words of an action touch: a hint where to look, never a score.

use super::outcome;
use crate::ask::Ask;
use crate::site::Site;
use koers_model::portfolio::action::Action;
use koers_report::view::Phrase;
use koers_run::portfolio::fit::{SharedWord, Wording};

/// So many shared words are shown of an outcome: those that tell most.
const WORDS: usize = 6;

/// An outcome that shares words with the text of an action.
pub(super) struct Touch {
    pub link: Option<String>,
    pub title: Phrase,
    /// The words that both have, with commas.
    pub words: Phrase,
    /// Whether the register says that the action serves it.
    pub serves: bool,
}

/// The outcomes that an action touches; none where its programme is unknown.
pub(super) fn of(site: &Site, ask: &Ask, action: &Action) -> Vec<Touch> {
    let wording = Wording::of(action, ask.lang);
    let fit = site.aims(&action.framework).map(|aims| aims.touched_by(&wording));
    let touched = fit.into_iter().flat_map(|fit| fit.touched);
    touched
        .map(|touched| {
            let (link, title) = outcome(site, ask, &action.framework, &touched.outcome);
            let words: Vec<String> = touched
                .words
                .iter()
                .take(WORDS)
                .map(SharedWord::to_string)
                .collect();
            Touch {
                link,
                title,
                words: Phrase::in_language(&words.join(", "), wording.lang, ask.lang),
                serves: action.serves.contains(&touched.outcome),
            }
        })
        .collect()
}
