//! What people read of a status, in words and in order, in one language, before it is HTML or Markdown: the council report, the pages of the
//! dashboard and the Markdown form all set the same view.
//!
//! [`Page`] is the whole report; [`Programme`], [`Outcome`], [`Measure`] and [`Card`] are its parts, that a page may ask for alone.

mod card;
mod cited;
mod formula;
pub mod method;
mod outcome;
mod revisions;
mod series;
mod silence;
mod told;
pub mod trace;

pub use card::{Card, Glance};
pub use cited::Cited;
pub use formula::{Formula, Ingredient, Material, Names};
pub use outcome::{Activity, Fact, Figures, Measure, Outcome, Row};
pub use revisions::{Revisions, revisions};
pub use series::Series;
pub use silence::{Silence, Silent, silences};
pub use told::{Same, Told, same_figure, told};

use crate::{date, number, words};
use koers_model::framework::Span;
use koers_model::status::{FrameworkStatus, GroupStatus, OutcomeStatus, SourceNote, Status};
use koers_model::text::{Lang, Text};
use koers_model::verdict::Verdict;
use std::collections::BTreeSet;

/// The verdicts in the order in which they are counted.
pub const VERDICTS: [Verdict; 3] = [Verdict::OnCourse, Verdict::OffCourse, Verdict::CannotBeSaid];

/// A text that somebody wrote, with its language when that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The text.
    pub text: String,
    other: Option<Lang>,
}

impl Phrase {
    /// A text in the language of the page, or else in the one it has.
    #[must_use]
    pub fn new(text: &Text, lang: Lang) -> Self {
        Self::in_language(text.get(lang), words::language_of(text, lang), lang)
    }
    /// A text whose own language is known, on a page in `lang`.
    #[must_use]
    pub fn in_language(text: &str, real: Lang, lang: Lang) -> Self {
        Self {
            text: text.to_owned(),
            other: (real != lang).then_some(real),
        }
    }
    /// A wording of our own, which is always in the language of the page.
    #[must_use]
    pub fn own(text: String) -> Self {
        Self { text, other: None }
    }
    /// The `lang` attribute with a space before it, or nothing.
    #[must_use]
    pub fn attribute(&self) -> &'static str {
        match self.other {
            Some(Lang::Nl) => " lang=\"nl\"",
            Some(Lang::En) => " lang=\"en\"",
            None => "",
        }
    }
}

/// A count of a verdict with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The verdict.
    pub verdict: Verdict,
    /// How many outcomes have it.
    pub count: usize,
}

impl Count {
    /// How many of these outcomes have each verdict; all three verdicts, in their order.
    pub fn of<'a>(outcomes: impl Iterator<Item = &'a OutcomeStatus> + Clone) -> Vec<Self> {
        VERDICTS
            .into_iter()
            .map(|verdict| Self {
                verdict,
                count: outcomes
                    .clone()
                    .filter(|outcome| outcome.verdict == verdict)
                    .count(),
            })
            .collect()
    }
    /// `4 op koers`
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        format!("{} {}", number::count(self.count, lang), self.verdict.label(lang))
    }
}

/// A piece of the leading sentence; what is counted stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// The verdict that is counted in it.
    pub verdict: Option<Verdict>,
}

/// A line of a programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The id of the line or theme.
    pub id: String,
    /// Where it stands on the report.
    pub anchor: String,
    /// Its name.
    pub title: Phrase,
    /// The line under the name.
    pub subtitle: Option<Phrase>,
    /// The verdicts that occur, counted.
    pub counts: Vec<Count>,
    /// Its outcomes.
    pub outcomes: Vec<Outcome>,
}

/// A programme.
#[derive(Debug, Clone, PartialEq)]
pub struct Programme {
    /// What is said of it as a whole.
    pub head: Head,
    /// Where it stands on the report.
    pub anchor: String,
    /// Its lines or themes.
    pub groups: Vec<Group>,
}

/// What is said of a programme as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Its title.
    pub title: Phrase,
    /// When it holds: `1 januari 2016 tot en met 31 december 2019`.
    pub period: String,
    /// The leading sentence: how many on course, how many off course, of how many it cannot be said. The first piece is the title.
    pub lead: Vec<Piece>,
    /// The same as counts.
    pub counts: Vec<Count>,
}

impl Head {
    /// The leading sentence without the title, for where that stands above it.
    #[must_use]
    pub fn sentence(&self) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.lead.iter().skip(1).cloned().collect();
        if let Some(first) = pieces.first_mut() {
            first.text = words::capital(&first.text);
        }
        pieces
    }
    /// Of one programme in a status.
    #[must_use]
    pub fn of(status: &Status, framework: &FrameworkStatus, lang: Lang) -> Self {
        let counts = Count::of(framework.groups.iter().flat_map(|group| &group.outcomes));
        Self {
            title: Phrase::new(&framework.title, lang),
            period: span(framework.period, lang),
            lead: lead(status, framework, &counts, lang),
            counts,
        }
    }
}

/// A span of days, both inclusive: `1 januari 2016 tot en met 31 december 2019`.
#[must_use]
pub fn span(span: Span, lang: Lang) -> String {
    format!(
        "{} {} {}",
        date::date(span.from, lang),
        lang.pick("tot en met", "to"),
        date::date(span.to, lang)
    )
}

/// A source in the list at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id of the data set.
    pub dataset: String,
    /// What must be shown with the figures.
    pub attribution: Phrase,
    /// The licence, as one says it.
    pub licence: String,
    /// The publisher's day.
    pub published: String,
    /// The day we got it.
    pub retrieved: String,
    /// The start of the hash of the snapshot.
    pub snapshot: String,
}

impl Source {
    /// A source as it is shown beside a figure.
    #[must_use]
    pub fn new(note: &SourceNote, lang: Lang) -> Self {
        Self {
            dataset: note.dataset.to_string(),
            attribution: Phrase::new(&note.attribution, lang),
            licence: words::licence(&note.licence, lang),
            published: words::published(note, lang),
            retrieved: words::retrieved(note, lang),
            snapshot: note.snapshot.short(),
        }
    }
}

/// The whole report.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The language.
    pub lang: Lang,
    /// *Ligt Drenthe op koers?*
    pub title: String,
    /// Name of the workspace.
    pub workspace: Phrase,
    /// Day judged and as-of day: label, words, machine form.
    pub days: Vec<(String, String, String)>,
    /// Only this line was asked for.
    pub only: Option<String>,
    /// The programmes.
    pub programmes: Vec<Programme>,
    /// What cannot be said, by kind.
    pub silences: Vec<Silence>,
    /// What the page does not say yet about activities, where it names any.
    pub later: Option<&'static str>,
    /// Every source used.
    pub sources: Vec<Source>,
    /// Sources that run late, a sentence each.
    pub late: Vec<String>,
    /// Version of Koers.
    pub version: String,
    /// The region judged, with its code.
    pub region: String,
    /// Name and hash.
    pub inputs: Vec<(String, String)>,
}

impl Page {
    /// Of a status.
    #[must_use]
    pub fn of(status: &Status, lang: Lang) -> Self {
        let question = &status.record.question;
        let region = &status.region_name;
        let notes: BTreeSet<&SourceNote> = status
            .frameworks
            .iter()
            .flat_map(|framework| &framework.groups)
            .flat_map(|group| &group.outcomes)
            .flat_map(|outcome| &outcome.measures)
            .flat_map(|measure| &measure.sources)
            .collect();
        Self {
            lang,
            title: title(region, lang),
            workspace: Phrase::new(&status.workspace, lang),
            days: [
                (lang.pick("Peildatum", "Day judged"), question.on),
                (lang.pick("Zoals bekend op", "As known on"), question.as_of),
            ]
            .into_iter()
            .map(|(label, day)| (label.to_owned(), date::date(day, lang), date::iso(day)))
            .collect(),
            only: question.line.as_ref().map(ToString::to_string),
            programmes: crate::status::programmes(status)
                .map(|framework| programme(status, framework, lang))
                .collect(),
            silences: silences(status, lang),
            later: has_activities(status).then(|| method::on_activities(lang)),
            sources: notes.into_iter().map(|note| Source::new(note, lang)).collect(),
            late: status
                .late
                .iter()
                .map(|late| crate::words::data::late(late, lang))
                .collect(),
            version: status.record.version.clone(),
            region: format!("{region} ({})", question.region),
            inputs: status
                .record
                .inputs
                .iter()
                .map(|(name, hash)| (name.clone(), hash.to_string()))
                .collect(),
        }
    }
}

/// The question that the page answers: `Ligt Drenthe op koers?`
#[must_use]
pub fn title(region: &str, lang: Lang) -> String {
    match lang {
        Lang::Nl => format!("Ligt {region} op koers?"),
        Lang::En => format!("Is {region} on course?"),
    }
}

fn has_activities(status: &Status) -> bool {
    status
        .frameworks
        .iter()
        .flat_map(|framework| &framework.groups)
        .flat_map(|group| &group.outcomes)
        .any(|outcome| !outcome.activities.is_empty())
}

/// Where an outcome stands on the report. Ids have no colon, so no two anchors are equal unless the ids are.
pub(crate) fn anchor(framework: &FrameworkStatus, outcome: &OutcomeStatus) -> String {
    format!("{}:{}", framework.id, outcome.id)
}

fn programme(status: &Status, framework: &FrameworkStatus, lang: Lang) -> Programme {
    Programme {
        head: Head::of(status, framework, lang),
        anchor: format!("{}:", framework.id),
        groups: framework
            .groups
            .iter()
            .map(|group| self::group(status, framework, group, lang))
            .collect(),
    }
}

fn group(status: &Status, framework: &FrameworkStatus, group: &GroupStatus, lang: Lang) -> Group {
    Group {
        id: group.id.to_string(),
        anchor: format!("{}::{}", framework.id, group.id),
        title: Phrase::new(&group.title, lang),
        subtitle: group.subtitle.as_ref().map(|text| Phrase::new(text, lang)),
        counts: Count::of(group.outcomes.iter())
            .into_iter()
            .filter(|count| count.count > 0)
            .collect(),
        outcomes: group
            .outcomes
            .iter()
            .map(|outcome| Outcome::of(status, framework, outcome, lang))
            .collect(),
    }
}

/// One honest sentence: how many on course, how many off course, and of how many it cannot be said.
fn lead(status: &Status, framework: &FrameworkStatus, counts: &[Count], lang: Lang) -> Vec<Piece> {
    let count = |wanted| {
        counts
            .iter()
            .find(|count| count.verdict == wanted)
            .map_or(0, |count| count.count)
    };
    let [on, off, cannot] = VERDICTS.map(count);
    let total = on + off + cannot;
    let question = &status.record.question;
    let day = date::date(question.on, lang);
    let past = question.on < question.as_of;
    let plain = |text: String| Piece { text, verdict: None };
    // The title stands apart, so that the sentence is right whatever the title is.
    let title = plain(format!("{}: ", framework.title.get(lang)));
    let strong = |text: String, verdict| Piece {
        text,
        verdict: Some(verdict),
    };
    let words = |n| number::count_in_words(n, lang);
    if total == 0 {
        let nothing = lang.pick(
            "er zijn geen beoogde resultaten die hier te beoordelen zijn.",
            "there are no intended outcomes that can be judged here.",
        );
        return vec![title, plain(nothing.to_owned())];
    }
    let count = number::count(total, lang);
    let of = match (total, lang) {
        (1, Lang::Nl) => "van het ene beoogde resultaat ".to_owned(),
        (1, Lang::En) => "of the one intended outcome, ".to_owned(),
        (_, Lang::Nl) => format!("van de {count} beoogde resultaten "),
        (_, Lang::En) => format!("of the {count} intended outcomes, "),
    };
    if on + off == 0 {
        let silent = match (lang, past) {
            (Lang::Nl, true) => "is van geen enkel te zeggen of het op koers lag",
            (Lang::Nl, false) => "is van geen enkel te zeggen of het op koers ligt",
            (Lang::En, true) => "it cannot be said of any whether it was on course",
            (Lang::En, false) => "it cannot be said of any whether it is on course",
        };
        let end = match lang {
            Lang::Nl => format!(" (peildatum {day})."),
            Lang::En => format!(" (day judged: {day})."),
        };
        return vec![
            title,
            plain(of),
            strong(silent.to_owned(), Verdict::CannotBeSaid),
            plain(end),
        ];
    }
    let mut pieces = match lang {
        Lang::Nl => {
            let verb = match (on + off, past) {
                (1, true) => "lag",
                (1, false) => "ligt",
                (_, true) => "lagen",
                (_, false) => "liggen",
            };
            vec![
                title,
                plain(format!("{of}{verb} er op {day} ")),
                strong(format!("{} op koers", words(on)), Verdict::OnCourse),
                plain(" en ".into()),
                strong(format!("{} uit koers", words(off)), Verdict::OffCourse),
                plain(".".into()),
            ]
        }
        Lang::En => {
            let verb = match (on, past) {
                (1, true) => "was",
                (_, true) => "were",
                (1, false) => "is",
                (_, false) => "are",
            };
            vec![
                title,
                plain(of),
                strong(format!("{} {verb} on course", words(on)), Verdict::OnCourse),
                plain(" and ".into()),
                strong(format!("{} off course", words(off)), Verdict::OffCourse),
                plain(format!(" on {day}.")),
            ]
        }
    };
    if cannot > 0 {
        let (start, silent) = match lang {
            Lang::Nl => (" Van ", format!("{} is het niet te zeggen", words(cannot))),
            Lang::En => (" Of ", format!("{} it cannot be said", words(cannot))),
        };
        pieces.push(plain(start.into()));
        pieces.push(strong(silent, Verdict::CannotBeSaid));
        pieces.push(plain(".".into()));
    }
    pieces
}
