//! Every element of a programme by its id.

use crate::framework::{CommitmentKind, Element, Framework};

/// What kind of element it is, in the order of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ElementKind {
    /// Ambitie.
    Ambition,
    /// Opgave.
    Challenge,
    /// Kerngedachte.
    Principle,
    /// Sterkte, zwakte, kans of bedreiging.
    Swot,
    /// Trend.
    Trend,
    /// Programmalijn.
    Line,
    /// Thema.
    Theme,
    /// Doelstelling.
    Objective,
    /// Prioriteit.
    Priority,
    /// Activiteit.
    Activity,
    /// Onderdeel van een activiteit.
    ActivityPart,
    /// Beoogd resultaat, or a commitment that is a result.
    Outcome,
    /// A commitment that is an act.
    Act,
    /// Instrument.
    Instrument,
    /// Programme or action in an annex.
    Programme,
    /// Entry of the matrix of scale level by line.
    MatrixEntry,
    /// Partner.
    Partner,
    /// Rol.
    Role,
    /// Schaalniveau.
    ScaleLevel,
    /// Beleidsdomein.
    Domain,
    /// Related framework or report.
    Reference,
    /// Afkorting.
    Abbreviation,
}

/// An element with its place in the programme.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What kind.
    pub kind: ElementKind,
    /// Id, name, summary, citation.
    pub element: &'a Element,
    /// The line or theme it stands in.
    pub group: Option<&'a Element>,
}

impl Framework {
    /// Every element with an id, in the order of the text.
    #[must_use]
    pub fn elements(&self) -> Vec<Entry<'_>> {
        let mut all = Vec::new();
        let mut add = |kind, element, group| all.push(Entry { kind, element, group });
        if let Some(ambition) = &self.ambition {
            add(ElementKind::Ambition, ambition, None);
        }
        for challenge in &self.challenges {
            add(ElementKind::Challenge, &challenge.element, None);
        }
        for principle in &self.principles {
            add(ElementKind::Principle, &principle.element, None);
        }
        for item in &self.swot {
            add(ElementKind::Swot, &item.element, None);
        }
        for trend in &self.trends {
            add(ElementKind::Trend, trend, None);
        }
        for line in &self.lines {
            let group = Some(&line.element);
            add(ElementKind::Line, &line.element, None);
            for objective in &line.objectives {
                add(ElementKind::Objective, &objective.element, group);
                for priority in &objective.priorities {
                    add(ElementKind::Priority, &priority.element, group);
                }
            }
            for activity in &line.activities {
                add(ElementKind::Activity, &activity.element, group);
                for part in &activity.parts {
                    add(ElementKind::ActivityPart, &part.element, group);
                }
            }
            for outcome in &line.outcomes {
                add(ElementKind::Outcome, &outcome.element, group);
            }
        }
        for theme in &self.themes {
            add(ElementKind::Theme, &theme.element, None);
            for commitment in &theme.commitments {
                let kind = match commitment.kind {
                    CommitmentKind::Act => ElementKind::Act,
                    CommitmentKind::Result(_) => ElementKind::Outcome,
                };
                add(kind, &commitment.element, Some(&theme.element));
            }
        }
        for instrument in &self.instruments {
            add(ElementKind::Instrument, &instrument.element, None);
        }
        for programme in &self.programmes {
            add(ElementKind::Programme, &programme.element, None);
        }
        for entry in &self.matrix {
            add(ElementKind::MatrixEntry, &entry.element, None);
        }
        for partner in &self.partners {
            add(ElementKind::Partner, &partner.element, None);
        }
        let lists = [
            (ElementKind::Role, &self.roles),
            (ElementKind::ScaleLevel, &self.scale_levels),
            (ElementKind::Domain, &self.domains),
            (ElementKind::Reference, &self.references),
        ];
        for (kind, list) in lists {
            for element in list {
                add(kind, element, None);
            }
        }
        for abbreviation in &self.abbreviations {
            add(ElementKind::Abbreviation, &abbreviation.element, None);
        }
        all
    }

    /// The element with an id.
    #[must_use]
    pub fn element(&self, id: &str) -> Option<Entry<'_>> {
        self.elements()
            .into_iter()
            .find(|entry| entry.element.id.as_str() == id)
    }
}
