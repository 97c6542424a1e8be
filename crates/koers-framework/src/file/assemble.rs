//! Puts the files of one programme together into the framework of the model.

use super::element::{AsElement, Bilingual, LinkEntry, build_all, build_optional};
use super::framework::{FrameworkFile, Plain};
use super::leaf::CommitmentWord;
use super::line::{ActivityEntry, CommitmentEntry, Line, ObjectiveEntry, OutcomeEntry, ThemeEntry};
use super::measure::build_measurement;
use crate::place::Sp;
use koers_model::framework::{
    Abbreviation, Activity, ActivityPart, Challenge, Commitment, CommitmentKind, Document, Element,
    Framework, MatrixEntry, Objective, OnLines, Outcome, Partner, Principle, Priority, ProgrammeLine, Span,
    SwotItem, Theme, Title,
};
use koers_model::id::Id;

fn links(entries: &[LinkEntry]) -> Option<Vec<koers_model::framework::Link>> {
    build_all(entries, LinkEntry::build)
}

/// Builds the entries of one section over all files.
fn gather<'f, T: 'f, U>(
    files: &[&'f FrameworkFile],
    section: impl Fn(&'f FrameworkFile) -> &'f [T],
    build: impl Fn(&'f T) -> Option<U>,
) -> Option<Vec<U>> {
    files.iter().flat_map(|file| section(file)).map(build).collect()
}

fn objective(entry: &ObjectiveEntry) -> Option<Objective> {
    let priorities = build_all(&entry.priorities, |priority| {
        let placed = build_optional(priority.placed.as_ref(), |placed| {
            Some((placed.confidence.as_ref()?.value, placed.why.as_ref()?.build()?))
        })?;
        Some(Priority {
            element: priority.head().build()?,
            year: priority.year.as_ref()?.value.0,
            placed,
        })
    })?;
    Some(Objective {
        element: entry.head().build()?,
        number: entry.number.as_ref()?.value,
        answers: links(&entry.answers)?,
        draws_on: links(&entry.draws_on)?,
        addresses: links(&entry.addresses)?,
        priorities,
    })
}

fn activity(entry: &ActivityEntry) -> Option<Activity> {
    Some(Activity {
        element: entry.head().build()?,
        under: links(&entry.under)?,
        serves: links(&entry.serves)?,
        addresses: links(&entry.addresses)?,
        parts: build_all(&entry.parts, |part| {
            Some(ActivityPart {
                element: part.head().build()?,
                serves: links(&part.serves)?,
            })
        })?,
    })
}

fn outcome(entry: &OutcomeEntry) -> Option<Outcome> {
    Some(Outcome {
        element: entry.head().build()?,
        leads_to: links(&entry.leads_to)?,
        measurement: build_measurement(
            &entry.measures,
            entry.qualitative.as_ref(),
            entry.unmeasured.as_ref(),
        )?,
    })
}

fn line(entry: &Line) -> Option<ProgrammeLine> {
    Some(ProgrammeLine {
        element: entry.head().build()?,
        subtitle: build_optional(entry.subtitle.as_ref(), Bilingual::build)?,
        objectives: build_all(&entry.objectives, objective)?,
        activities: build_all(&entry.activities, activity)?,
        outcomes: build_all(&entry.outcomes, outcome)?,
    })
}

fn theme(entry: &ThemeEntry) -> Option<Theme> {
    let commitment = |entry: &CommitmentEntry| {
        Some(Commitment {
            element: entry.head().build()?,
            kind: match entry.kind.as_ref()?.value {
                CommitmentWord::Act => CommitmentKind::Act,
                CommitmentWord::Result => CommitmentKind::Result(build_measurement(
                    &entry.measures,
                    entry.qualitative.as_ref(),
                    entry.unmeasured.as_ref(),
                )?),
            },
        })
    };
    Some(Theme {
        element: entry.head().build()?,
        commitments: build_all(&entry.commitments, commitment)?,
    })
}

fn ids(list: &[Sp<Id>]) -> Vec<Id> {
    list.iter().map(|id| id.value.clone()).collect()
}

/// The framework; `None` when something that it needs is missing, which has then been reported.
pub(crate) fn framework(id: &Id, files: &[&FrameworkFile]) -> Option<Framework> {
    let about = files.iter().find_map(|file| file.about.as_ref())?;
    let period = about.period.as_ref()?;
    let plain = |section: fn(&FrameworkFile) -> &[Plain]| -> Option<Vec<Element>> {
        gather(files, section, |entry| entry.head().build())
    };
    let ambition = build_optional(files.iter().find_map(|file| file.ambition.as_ref()), |entry| {
        Some(Element {
            id: match &entry.id {
                Some(id) => id.value.clone(),
                None => Id::new("ambitie").ok()?,
            },
            title: Title::Known(entry.title.as_ref()?.build()?),
            text: build_optional(entry.text.as_ref(), Bilingual::build)?,
            cite: entry.cite.build(),
        })
    })?;
    Some(Framework {
        id: id.clone(),
        title: about.title.as_ref()?.build()?,
        text: build_optional(about.text.as_ref(), Bilingual::build)?,
        period: Span {
            from: period.from.as_ref()?.value,
            to: period.to.as_ref()?.value,
        },
        region: about.region.as_ref()?.value.clone(),
        cite: about.cite.build(),
        documents: gather(
            files,
            |file| &file.documents,
            |entry| {
                Some(Document {
                    id: entry.id.as_ref()?.value.clone(),
                    title: entry.title.as_ref()?.build()?,
                    publisher: entry.publisher.as_ref()?.value.clone(),
                    sections: build_all(&entry.sections, |section| {
                        Some((
                            section.id.as_ref()?.value.clone(),
                            section.title.as_ref()?.build()?,
                        ))
                    })?,
                })
            },
        )?,
        ambition,
        challenges: gather(
            files,
            |file| &file.challenges,
            |entry| {
                Some(Challenge {
                    element: entry.head().build()?,
                    horizon: entry.horizon.as_ref()?.value,
                })
            },
        )?,
        principles: gather(
            files,
            |file| &file.principles,
            |entry| {
                Some(Principle {
                    element: entry.head().build()?,
                    number: entry.number.as_ref()?.value,
                    about: entry.about.as_ref()?.value,
                })
            },
        )?,
        swot: gather(
            files,
            |file| &file.swot,
            |entry| {
                Some(SwotItem {
                    element: entry.head().build()?,
                    kind: entry.kind.as_ref()?.value,
                })
            },
        )?,
        trends: plain(|file| &file.trends)?,
        roles: plain(|file| &file.roles)?,
        scale_levels: plain(|file| &file.scale_levels)?,
        domains: plain(|file| &file.domains)?,
        partners: gather(
            files,
            |file| &file.partners,
            |entry| {
                Some(Partner {
                    element: entry.head().build()?,
                    kind: entry.kind.as_ref()?.value.0.to_owned(),
                })
            },
        )?,
        instruments: gather(
            files,
            |file| &file.instruments,
            |entry| {
                Some(OnLines {
                    element: entry.head().build()?,
                    lines: match &entry.line {
                        Some(line) => vec![line.value.clone()],
                        None => ids(&entry.lines),
                    },
                })
            },
        )?,
        references: gather(files, |file| &file.references, |entry| entry.head().build())?,
        abbreviations: gather(
            files,
            |file| &file.abbreviations,
            |entry| {
                Some(Abbreviation {
                    element: entry.head().build()?,
                    short: entry.short.as_ref()?.value.clone(),
                })
            },
        )?,
        programmes: gather(
            files,
            |file| &file.programmes,
            |entry| {
                Some(OnLines {
                    element: entry.head().build()?,
                    lines: ids(&entry.lines),
                })
            },
        )?,
        matrix: gather(
            files,
            |file| &file.matrix,
            |entry| {
                Some(MatrixEntry {
                    element: entry.head().build()?,
                    scale: entry.scale.as_ref()?.value.clone(),
                    line: entry.line.as_ref()?.value.clone(),
                })
            },
        )?,
        lines: gather(files, |file| &file.lines, line)?,
        themes: gather(files, |file| &file.themes, theme)?,
    })
}
