//! Which outcomes of a programme a text touches, by the words that both have: a hint where to look, never a score.
//!
//! The order is that of [`koers_search::Index::touched_by`] (`docs/methods/search.md`). What an outcome is about is said by the programme: its
//! name, its text, the line it stands in, the activities that serve it and the indicators that measure it.

use koers_framework::Definitions;
use koers_model::framework::{Framework, Judged, Measurement};
use koers_model::id::Id;
use koers_model::portfolio::action::Action;
use koers_model::text::{Lang, Text};
use koers_search::{Document, Field, Index, MAX_PROPOSAL, Options};
use std::fmt;

/// So many outcomes are named at most: who gets them all gets no hint.
const MOST: usize = 5;

/// The outcomes of a programme, ready to be held against texts.
pub struct Aims {
    index: Index<()>,
}

/// What a text touches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// The outcomes, the one that shares most first.
    pub touched: Vec<Touched>,
    /// The text was longer than is read: the rest was not looked at.
    pub cut: bool,
}

/// An outcome that shares words with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    /// The outcome.
    pub outcome: Id,
    /// The words that both have, the one that tells most first.
    pub words: Vec<SharedWord>,
}

/// A word that two texts share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedWord {
    /// As the text has it, in small letters.
    pub said: String,
    /// As the programme has it, in small letters: the same word, another form of it, or a compound.
    pub found: String,
}

impl fmt::Display for SharedWord {
    /// The word, with what the programme makes of it where that is another one: `techniek – techniekpact`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said)?;
        if self.said != self.found {
            write!(f, " – {}", self.found)?;
        }
        Ok(())
    }
}

/// A text with the language it is written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The text.
    pub text: String,
    /// Its language.
    pub lang: Lang,
}

impl Wording {
    /// What an action or proposal says of itself: its name, what it is, what is asked. In the language asked for where its name was
    /// translated into it, else in Dutch.
    #[must_use]
    pub fn of(action: &Action, lang: Lang) -> Self {
        let lang = written_in(&action.title, lang);
        let request = action.request.as_ref().map(|request| &request.public);
        let texts = [Some(&action.title), action.summary.as_ref(), request];
        let texts: Vec<&str> = texts.into_iter().flatten().map(|text| text.get(lang)).collect();
        Self {
            text: texts.join("\n"),
            lang,
        }
    }
}

/// The language that a text is really in when it is asked for in another: Dutch, where there is no translation.
fn written_in(text: &Text, lang: Lang) -> Lang {
    if text.en.is_some() { lang } else { Lang::Nl }
}

impl Aims {
    /// The outcomes of a programme.
    #[must_use]
    pub fn of(programme: &Framework, definitions: &Definitions) -> Self {
        let outcomes: Vec<Judged<'_>> = programme.judged().collect();
        let documents = [Lang::Nl, Lang::En].into_iter().flat_map(|lang| {
            let of = |judged: &Judged<'_>| document(judged, programme, definitions, lang);
            outcomes.iter().map(of).collect::<Vec<_>>()
        });
        Self {
            index: Index::build(documents.collect()),
        }
    }

    /// The outcomes that a text touches.
    #[must_use]
    pub fn touched_by(&self, wording: &Wording) -> Fit {
        let options = Options {
            limit: MOST,
            ..Options::in_lang(wording.lang)
        };
        let hits = self.index.touched_by(&wording.text, wording.lang, &options);
        let touched = hits.into_iter().filter_map(|hit| {
            let mut words: Vec<SharedWord> = Vec::new();
            for shared in &hit.matched {
                if words.iter().all(|known| known.found != shared.found) {
                    words.push(SharedWord {
                        said: shared.asked.to_lowercase(),
                        found: shared.found.clone(),
                    });
                }
            }
            Some(Touched {
                outcome: Id::new(&hit.document.key).ok()?,
                words,
            })
        });
        Fit {
            touched: touched.collect(),
            cut: wording.text.chars().nth(MAX_PROPOSAL).is_some(),
        }
    }
}

/// What the programme says an outcome is about, for readers of a language.
fn document(
    judged: &Judged<'_>,
    programme: &Framework,
    definitions: &Definitions,
    lang: Lang,
) -> Document<()> {
    let element = judged.element;
    let activities = programme
        .serving(&element.id)
        .map(|activity| activity.element.title.text());
    let measured: &[_] = match judged.measurement {
        Some(Measurement::Measured(measures)) => measures,
        _ => &[],
    };
    let indicators = measured
        .iter()
        .filter_map(|measure| definitions.indicators.get(&measure.indicator))
        .map(|indicator| &indicator.title);
    let texts = [(Field::Title, element.title.text())]
        .into_iter()
        .chain(element.text.iter().map(|text| (Field::Text, text)))
        .chain([(Field::Names, judged.group.title.text())])
        .chain(indicators.map(|text| (Field::Names, text)))
        .chain(activities.map(|text| (Field::Names, text)));
    texts.fold(
        Document::new(element.id.as_str(), (), lang),
        |document, (field, text)| document.with_in(written_in(text, lang), field, text.get(lang)),
    )
}
