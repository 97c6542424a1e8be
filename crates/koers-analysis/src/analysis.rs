//! A method done: what was asked, of which figures, and what came out.

use crate::answer::Answer;
use crate::fault::Fault;
use crate::frame::Frame;
use crate::method::{Method, Place, Question, Time};
use crate::say::{Slot, say};
use crate::setting::Settings;
use crate::total::refuse_totals;
use koers_model::dataset::Dataset;

/// What is asked, apart from the figures.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Asked {
    /// Which region.
    pub region: Option<String>,
    /// What it is compared with.
    pub reference: Option<String>,
    /// From which period.
    pub from: Option<String>,
    /// To which period.
    pub to: Option<String>,
    /// Which activity, of figures by activity and a method that does not tell activities apart.
    pub sector: Option<String>,
    /// What was set, by word.
    pub settings: Vec<(String, String)>,
}

/// Where figures came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// What they are called: a file, a data set.
    pub name: String,
    /// How many rows were used.
    pub rows: usize,
    /// Which bytes: the SHA-256, in hexadecimal digits.
    pub hash: String,
    /// The publisher and its table, for published figures.
    pub published: Option<Published>,
}

/// Who published figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The publisher.
    pub publisher: String,
    /// Its number of the table.
    pub table: String,
    /// The day on which we knew them.
    pub known: String,
}

impl Published {
    /// Of a data set, known since a day.
    #[must_use]
    pub fn of(dataset: &Dataset, known: impl ToString) -> Self {
        Self {
            publisher: dataset.publisher.to_string(),
            table: dataset.table.to_string(),
            known: known.to_string(),
        }
    }
}

/// A method done.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    /// The word of the method.
    pub method: &'static str,
    /// What was asked.
    pub asked: Asked,
    /// Every setting with what it was, those that nobody set too.
    pub settings: Vec<(&'static str, String)>,
    /// What came out.
    pub answer: Answer,
    /// The figures that it rests on.
    pub inputs: Vec<Input>,
}

/// What a method does not look at is refused: whoever asks it would think that it counts.
fn takes(method: &Method, asked: &Asked) -> Result<(), Fault> {
    let extra = [
        ("--region", asked.region.is_some() && method.place == Place::All),
        ("--reference", asked.reference.is_some() && !method.reference),
        ("--from", asked.from.is_some() && method.time != Time::Span),
        ("--to", asked.to.is_some() && method.time == Time::Never),
        ("--sector", asked.sector.is_some() && method.tells_sectors_apart()),
    ];
    if let Some((option, _)) = extra.into_iter().find(|(_, is_extra)| *is_extra) {
        return Err(Fault::NotTaken { option });
    }
    match (&asked.region, &asked.reference) {
        (Some(region), Some(reference)) if region == reference => Err(Fault::Method(say(
            "{0} is niet met zichzelf te vergelijken",
            "{0} cannot be compared with itself",
            [region.into()],
        ))),
        _ => Ok(()),
    }
}

/// Does a method.
///
/// # Errors
/// [`Fault::NotTaken`] for a choice that the method does not take; why there is no answer.
pub fn analyse(method: &Method, frame: &Frame, asked: Asked, inputs: Vec<Input>) -> Result<Analysis, Fault> {
    takes(method, &asked)?;
    refuse_totals(method, frame, &asked)?;
    let settings = Settings::new(method.settings, asked.settings.iter().cloned())?;
    let question = Question {
        frame,
        region: asked.region.as_deref(),
        reference: asked.reference.as_deref(),
        from: asked.from.as_deref(),
        to: asked.to.as_deref(),
        settings: &settings,
    };
    let mut answer = (method.run)(&question)?;
    let skipped = question.skipped(method.time)?;
    if !skipped.is_empty() {
        answer.left_out.push(say(
            "Niet gebruikt, omdat er een cijfer ontbreekt en er niet om is gevraagd: {0}. Vraag erom met --from of --to.",
            "Not used, because a figure lacks and nobody asked for it: {0}. Ask for it with --from or --to.",
            [Slot::Names(skipped)],
        ));
    }
    let settings = settings
        .all()
        .filter_map(|(setting, value)| Some((setting.word, value?.to_owned())))
        .collect();
    Ok(Analysis {
        method: method.id,
        asked,
        settings,
        answer,
        inputs,
    })
}
