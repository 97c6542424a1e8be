//! Where an element of a programme has its page.

use crate::paths;
use koers_model::element::ElementKind;
use koers_model::id::Id;

/// The part of the address that says what kind of element it is.
#[must_use]
pub fn segment(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Ambition => "ambitie",
        ElementKind::Challenge => "opgaven",
        ElementKind::Principle => "kerngedachten",
        ElementKind::Swot => "swot",
        ElementKind::Trend => "trends",
        ElementKind::Line | ElementKind::Theme => "lijnen",
        ElementKind::Objective => "doelstellingen",
        ElementKind::Priority => "prioriteiten",
        // A commitment to do something is the activity of a programme that is written as themes.
        ElementKind::Activity | ElementKind::Act => "activiteiten",
        ElementKind::ActivityPart => "onderdelen",
        ElementKind::Outcome => "resultaten",
        ElementKind::Instrument => "instrumenten",
        ElementKind::Programme => "uitvoering",
        ElementKind::MatrixEntry => "matrix",
        ElementKind::Partner => "partners",
        ElementKind::Role => "rollen",
        ElementKind::ScaleLevel => "schaalniveaus",
        ElementKind::Domain => "beleidsdomeinen",
        ElementKind::Reference => "verwijzingen",
        ElementKind::Abbreviation => "afkortingen",
    }
}

/// Kinds whose pages belong to other rooms: they say how things stand, and not only how they hang together.
#[must_use]
pub fn elsewhere(kind: ElementKind) -> bool {
    matches!(
        kind,
        ElementKind::Line | ElementKind::Theme | ElementKind::Objective | ElementKind::Outcome
    )
}

/// The address of an element, without a language.
#[must_use]
pub fn of(programme: &Id, kind: ElementKind, element: &Id) -> String {
    paths::element(programme.as_str(), segment(kind), element.as_str())
}
