//! One programme over all its files: its elements by id, and walks over its parts.

use crate::file::element::{AsElement, Head, LinkEntry};
use crate::file::framework::{About, FrameworkFile};
use crate::file::leaf::CommitmentWord;
use crate::file::line::{Line, ThemeEntry};
use crate::file::measure::{MeasureEntry, QualitativeEntry, TargetEntry, UnmeasuredEntry};
use crate::place::{Place, Sp};
use koers_model::id::Id;
use koers_model::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Ambition,
    Challenge,
    Principle,
    Swot,
    Trend,
    Role,
    ScaleLevel,
    Domain,
    Partner,
    Instrument,
    Reference,
    Abbreviation,
    Programme,
    MatrixEntry,
    Line,
    Objective,
    Priority,
    Activity,
    Part,
    Outcome,
    Theme,
    Commitment,
}

impl Kind {
    /// With its article, as people read it.
    pub(super) fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Ambition => lang.pick("de ambitie", "the ambition"),
            Self::Challenge => lang.pick("een opgave", "a challenge"),
            Self::Principle => lang.pick("een kerngedachte", "a principle"),
            Self::Swot => lang.pick("een punt uit de SWOT", "a SWOT item"),
            Self::Trend => lang.pick("een trend", "a trend"),
            Self::Role => lang.pick("een rol", "a role"),
            Self::ScaleLevel => lang.pick("een schaalniveau", "a scale level"),
            Self::Domain => lang.pick("een beleidsdomein", "a policy domain"),
            Self::Partner => lang.pick("een partner", "a partner"),
            Self::Instrument => lang.pick("een instrument", "an instrument"),
            Self::Reference => lang.pick("een ander beleidskader", "a related framework"),
            Self::Abbreviation => lang.pick("een afkorting", "an abbreviation"),
            Self::Programme => lang.pick("een programma", "a programme"),
            Self::MatrixEntry => lang.pick("een vak van de matrix", "a matrix entry"),
            Self::Line => lang.pick("een programmalijn", "a programme line"),
            Self::Objective => lang.pick("een doelstelling", "an objective"),
            Self::Priority => lang.pick("een prioriteit", "a priority"),
            Self::Activity => lang.pick("een activiteit", "an activity"),
            Self::Part => lang.pick("een deel van een activiteit", "a part of an activity"),
            Self::Outcome => lang.pick("een beoogd resultaat", "an outcome"),
            Self::Theme => lang.pick("een thema", "a theme"),
            Self::Commitment => lang.pick("een afspraak", "a commitment"),
        }
    }
}

/// A link in use.
pub(super) struct LinkUse<'p> {
    /// The key it stands under.
    pub(super) key: &'static str,
    /// What it must point at.
    pub(super) wanted: Kind,
    pub(super) link: &'p LinkEntry,
}

/// An element that is measured: an outcome, or a commitment that is a result.
#[derive(Clone, Copy)]
pub(super) struct Measured<'p> {
    pub(super) head: Head<'p>,
    pub(super) measures: &'p [MeasureEntry],
    pub(super) qualitative: Option<&'p QualitativeEntry>,
    pub(super) unmeasured: Option<&'p UnmeasuredEntry>,
}

/// A source document as declared.
pub(super) struct Declared<'p> {
    pub(super) at: Place,
    pub(super) sections: BTreeSet<&'p str>,
}

/// One programme: its files together.
pub(super) struct Programme<'p> {
    pub(super) id: &'p Id,
    pub(super) files: Vec<&'p FrameworkFile>,
    /// Every `about`, of which there must be one.
    pub(super) abouts: Vec<&'p About>,
    /// Every element in the order of the files.
    pub(super) elements: Vec<(Kind, Head<'p>)>,
    /// The first element with each id.
    pub(super) by_id: BTreeMap<&'p Id, (Kind, Head<'p>)>,
    pub(super) documents: BTreeMap<&'p Id, Declared<'p>>,
}

impl<'p> Programme<'p> {
    pub(super) fn new(id: &'p Id, files: Vec<&'p FrameworkFile>) -> Self {
        let mut elements = Vec::new();
        for file in &files {
            list_elements(file, &mut elements);
        }
        let mut by_id = BTreeMap::new();
        for (kind, head) in &elements {
            if let Some(id) = head.id {
                by_id.entry(&id.value).or_insert((*kind, *head));
            }
        }
        let mut documents = BTreeMap::new();
        for entry in files.iter().flat_map(|file| &file.documents) {
            if let Some(id) = &entry.id {
                let sections = entry
                    .sections
                    .iter()
                    .filter_map(|section| section.id.as_ref())
                    .map(|id| id.value.as_str());
                let declared = Declared {
                    at: id.at,
                    sections: sections.collect(),
                };
                documents.entry(&id.value).or_insert(declared);
            }
        }
        Self {
            id,
            abouts: files.iter().filter_map(|file| file.about.as_ref()).collect(),
            elements,
            by_id,
            documents,
            files,
        }
    }

    pub(super) fn about(&self) -> Option<&'p About> {
        self.abouts.first().copied()
    }

    /// First and last day, where the programme says both.
    pub(super) fn days(&self) -> Option<(Sp<jiff::civil::Date>, Sp<jiff::civil::Date>)> {
        let period = self.about()?.period.as_ref()?;
        Some((period.from.clone()?, period.to.clone()?))
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &'p Line> {
        self.files.iter().flat_map(|file| &file.lines)
    }

    pub(super) fn themes(&self) -> impl Iterator<Item = &'p ThemeEntry> {
        self.files.iter().flat_map(|file| &file.themes)
    }

    /// Everything whose course is judged.
    pub(super) fn measured(&self) -> impl Iterator<Item = Measured<'p>> {
        let outcomes = self
            .lines()
            .flat_map(|line| &line.outcomes)
            .map(|entry| Measured {
                head: entry.head(),
                measures: &entry.measures,
                qualitative: entry.qualitative.as_ref(),
                unmeasured: entry.unmeasured.as_ref(),
            });
        let commitments = self.themes().flat_map(|theme| &theme.commitments);
        let results = commitments
            .filter(|entry| {
                entry
                    .kind
                    .as_ref()
                    .is_some_and(|kind| kind.value == CommitmentWord::Result)
            })
            .map(|entry| Measured {
                head: entry.head(),
                measures: &entry.measures,
                qualitative: entry.qualitative.as_ref(),
                unmeasured: entry.unmeasured.as_ref(),
            });
        outcomes.chain(results)
    }

    /// Every target with its measure.
    pub(super) fn targets(&self) -> impl Iterator<Item = (&'p MeasureEntry, &'p TargetEntry)> {
        self.measured()
            .flat_map(|measured| measured.measures)
            .filter_map(|measure| Some((measure, measure.target.as_ref()?)))
    }

    /// Every link between elements.
    pub(super) fn links(&self) -> Vec<LinkUse<'p>> {
        let mut found = Vec::new();
        let mut add = |key, wanted, links: &'p [LinkEntry]| {
            found.extend(links.iter().map(|link| LinkUse { key, wanted, link }));
        };
        for line in self.lines() {
            for objective in &line.objectives {
                add("answers", Kind::Challenge, &objective.answers);
                add("draws_on", Kind::Principle, &objective.draws_on);
                add("addresses", Kind::Swot, &objective.addresses);
            }
            for activity in &line.activities {
                add("under", Kind::Objective, &activity.under);
                add("serves", Kind::Outcome, &activity.serves);
                add("addresses", Kind::Swot, &activity.addresses);
                for part in &activity.parts {
                    add("serves", Kind::Outcome, &part.serves);
                }
            }
            for outcome in &line.outcomes {
                add("leads_to", Kind::Outcome, &outcome.leads_to);
            }
        }
        found
    }

    /// The ids that links under a key point at.
    pub(super) fn pointed_at(&self, key: &str) -> BTreeSet<&'p Id> {
        self.links()
            .into_iter()
            .filter(|used| used.key == key)
            .filter_map(|used| used.link.to.as_ref())
            .map(|to| &to.value)
            .collect()
    }

    /// Every bare reference to a line or scale level: what it must be, and the id.
    pub(super) fn references(&self) -> Vec<(Kind, &'p Sp<Id>)> {
        let mut found = Vec::new();
        for file in &self.files {
            for entry in &file.instruments {
                found.extend(entry.line.iter().chain(&entry.lines).map(|id| (Kind::Line, id)));
            }
            for entry in &file.programmes {
                found.extend(entry.lines.iter().map(|id| (Kind::Line, id)));
            }
            for entry in &file.references {
                found.extend(entry.scale.iter().map(|id| (Kind::ScaleLevel, id)));
            }
            for entry in &file.matrix {
                found.extend(entry.scale.iter().map(|id| (Kind::ScaleLevel, id)));
                found.extend(entry.line.iter().map(|id| (Kind::Line, id)));
            }
        }
        found
    }
}

fn list_elements<'p>(file: &'p FrameworkFile, list: &mut Vec<(Kind, Head<'p>)>) {
    fn add<'p, T: AsElement>(list: &mut Vec<(Kind, Head<'p>)>, kind: Kind, entries: &'p [T]) {
        list.extend(entries.iter().map(|entry| (kind, entry.head())));
    }
    if let Some(ambition) = &file.ambition {
        list.push((Kind::Ambition, ambition.head()));
    }
    add(list, Kind::Challenge, &file.challenges);
    add(list, Kind::Principle, &file.principles);
    add(list, Kind::Swot, &file.swot);
    add(list, Kind::Trend, &file.trends);
    add(list, Kind::Role, &file.roles);
    add(list, Kind::ScaleLevel, &file.scale_levels);
    add(list, Kind::Domain, &file.domains);
    add(list, Kind::Partner, &file.partners);
    add(list, Kind::Instrument, &file.instruments);
    add(list, Kind::Reference, &file.references);
    add(list, Kind::Abbreviation, &file.abbreviations);
    add(list, Kind::Programme, &file.programmes);
    add(list, Kind::MatrixEntry, &file.matrix);
    for line in &file.lines {
        list.push((Kind::Line, line.head()));
        for objective in &line.objectives {
            list.push((Kind::Objective, objective.head()));
            add(list, Kind::Priority, &objective.priorities);
        }
        for activity in &line.activities {
            list.push((Kind::Activity, activity.head()));
            add(list, Kind::Part, &activity.parts);
        }
        add(list, Kind::Outcome, &line.outcomes);
    }
    for theme in &file.themes {
        list.push((Kind::Theme, theme.head()));
        add(list, Kind::Commitment, &theme.commitments);
    }
}
