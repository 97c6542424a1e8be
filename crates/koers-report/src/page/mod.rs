//! The council page before it is HTML or Markdown: everything it says, in order, in one language. The two renderers only set it.

pub(crate) mod method;
mod outcome;
mod silence;

pub(crate) use outcome::{Measure, Outcome};
pub(crate) use silence::{Silence, silences};

use crate::{date, number, words};
use koers_model::status::{FrameworkStatus, GroupStatus, OutcomeStatus, SourceNote, Status};
use koers_model::text::{Lang, Text};
use koers_model::verdict::Verdict;
use std::collections::BTreeSet;

/// The verdicts in the order in which they are counted.
pub(crate) const VERDICTS: [Verdict; 3] = [Verdict::OnCourse, Verdict::OffCourse, Verdict::CannotBeSaid];

/// A text that somebody wrote, with its language when that is not the page's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    other: Option<Lang>,
}

impl Phrase {
    pub(crate) fn new(text: &Text, lang: Lang) -> Self {
        let real = words::language_of(text, lang);
        Self {
            text: text.get(lang).to_owned(),
            other: (real != lang).then_some(real),
        }
    }
    /// A wording of our own, which is always in the language of the page.
    pub(crate) fn own(text: String) -> Self {
        Self { text, other: None }
    }
    /// The `lang` attribute with a space before it, or nothing.
    pub(crate) fn attribute(&self) -> &'static str {
        match self.other {
            Some(Lang::Nl) => " lang=\"nl\"",
            Some(Lang::En) => " lang=\"en\"",
            None => "",
        }
    }
}

/// A count of a verdict with its word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) verdict: Verdict,
    pub(crate) count: usize,
}

impl Count {
    fn of<'a>(outcomes: impl Iterator<Item = &'a OutcomeStatus> + Clone) -> Vec<Self> {
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
    pub(crate) fn words(&self, lang: Lang) -> String {
        format!("{} {}", number::count(self.count, lang), self.verdict.label(lang))
    }
}

/// A piece of the leading sentence; what is counted stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) verdict: Option<Verdict>,
}

/// A line of a programme.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Group {
    pub(crate) anchor: String,
    pub(crate) title: Phrase,
    pub(crate) subtitle: Option<Phrase>,
    pub(crate) counts: Vec<Count>,
    pub(crate) outcomes: Vec<Outcome>,
}

/// A programme.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Programme {
    pub(crate) anchor: String,
    pub(crate) title: Phrase,
    pub(crate) period: String,
    pub(crate) lead: Vec<Piece>,
    pub(crate) counts: Vec<Count>,
    pub(crate) groups: Vec<Group>,
}

/// A source in the list at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) dataset: String,
    pub(crate) attribution: Phrase,
    pub(crate) licence: String,
    pub(crate) published: String,
    pub(crate) retrieved: String,
    pub(crate) snapshot: String,
}

impl Source {
    pub(crate) fn new(note: &SourceNote, lang: Lang) -> Self {
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

/// The whole page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) workspace: Phrase,
    /// Day judged and as-of day: label, words, machine form.
    pub(crate) days: Vec<(String, String, String)>,
    /// Only this line was asked for.
    pub(crate) only: Option<String>,
    pub(crate) programmes: Vec<Programme>,
    pub(crate) silences: Vec<Silence>,
    /// What the page does not say yet about activities, where it names any.
    pub(crate) later: Option<&'static str>,
    pub(crate) sources: Vec<Source>,
    pub(crate) version: String,
    pub(crate) region: String,
    /// Name and hash.
    pub(crate) inputs: Vec<(String, String)>,
}

impl Page {
    pub(crate) fn of(status: &Status, lang: Lang) -> Self {
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
            title: match lang {
                Lang::Nl => format!("Ligt {region} op koers?"),
                Lang::En => format!("Is {region} on course?"),
            },
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

fn has_activities(status: &Status) -> bool {
    status
        .frameworks
        .iter()
        .flat_map(|framework| &framework.groups)
        .flat_map(|group| &group.outcomes)
        .any(|outcome| !outcome.activities.is_empty())
}

/// Where an outcome stands on the page. Ids have no colon, so no two anchors are equal unless the ids are.
pub(crate) fn anchor(framework: &FrameworkStatus, outcome: &OutcomeStatus) -> String {
    format!("{}:{}", framework.id, outcome.id)
}

fn programme(status: &Status, framework: &FrameworkStatus, lang: Lang) -> Programme {
    let all = framework.groups.iter().flat_map(|group| &group.outcomes);
    let counts = Count::of(all);
    let span = framework.period;
    Programme {
        anchor: format!("{}:", framework.id),
        title: Phrase::new(&framework.title, lang),
        period: format!(
            "{} {} {}",
            date::date(span.from, lang),
            lang.pick("tot en met", "to"),
            date::date(span.to, lang)
        ),
        lead: lead(status, framework, &counts, lang),
        counts,
        groups: framework
            .groups
            .iter()
            .map(|group| self::group(status, framework, group, lang))
            .collect(),
    }
}

fn group(status: &Status, framework: &FrameworkStatus, group: &GroupStatus, lang: Lang) -> Group {
    Group {
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
            .map(|outcome| Outcome::of(status, outcome, anchor(framework, outcome), lang))
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
    let title = framework.title.get(lang);
    let past = question.on < question.as_of;
    let plain = |text: String| Piece { text, verdict: None };
    let strong = |text: String, verdict| Piece {
        text,
        verdict: Some(verdict),
    };
    let words = |n| number::count_in_words(n, lang);
    if total == 0 {
        return vec![plain(match lang {
            Lang::Nl => format!("{title}: er zijn geen beoogde resultaten die hier te beoordelen zijn."),
            Lang::En => format!("{title}: there are no intended outcomes that can be judged here."),
        })];
    }
    // The title stands apart, so that the sentence is right whatever the title is.
    let of = match (total, lang) {
        (1, Lang::Nl) => format!("{title}: van het ene beoogde resultaat "),
        (1, Lang::En) => format!("{title}: of the one intended outcome, "),
        (_, Lang::Nl) => format!(
            "{title}: van de {} beoogde resultaten ",
            number::count(total, lang)
        ),
        (_, Lang::En) => format!(
            "{title}: of the {} intended outcomes, ",
            number::count(total, lang)
        ),
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
