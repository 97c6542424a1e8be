//! What a workbook or a form may name outside the register: the programmes, regions, indicators and yardsticks of the workspace.

use koers_framework::Definitions;
use koers_model::element::ElementKind;
use koers_model::portfolio::appraisal::Criterion;
use koers_model::text::Lang;
use koers_sheet::{Known, Target, Yardstick};

/// Everything that the files of the workspace define.
#[must_use]
pub fn nameable(definitions: &Definitions, lang: Lang) -> Known {
    let mut known = Known::nothing();
    let frameworks = &definitions.frameworks;
    known.add(
        Target::Framework,
        frameworks
            .iter()
            .map(|one| (one.id.as_str(), one.title.get(lang))),
    );
    for entry in frameworks.iter().flat_map(|framework| framework.elements()) {
        let row = (entry.element.id.as_str(), entry.element.title.text().get(lang));
        known.add(Target::Element, [row]);
        if let Some(target) = target(entry.kind) {
            known.add(target, [row]);
        }
    }
    known.add(
        Target::Region,
        definitions
            .regions
            .iter()
            .map(|region| (region.code.as_str(), region.name.as_str())),
    );
    known.add(
        Target::Indicator,
        definitions
            .indicators
            .values()
            .map(|one| (one.id.as_str(), one.title.get(lang))),
    );
    for yardstick in definitions
        .criteria
        .values()
        .flat_map(|versions| versions.values())
    {
        let set = &yardstick.set;
        known.add(Target::CriteriaSet, [(set.id.as_str(), set.title.get(lang))]);
        known.add(
            Target::Gate,
            set.gates.iter().map(|one| (one.id.as_str(), one.title.get(lang))),
        );
        known.add(
            Target::Criterion,
            set.criteria
                .iter()
                .map(|one| (one.id.as_str(), one.title.get(lang))),
        );
        let steps = |one: &Criterion| one.scale.iter().map(|anchor| anchor.score).collect();
        let to = Yardstick {
            hash: yardstick.hash,
            gates: set.gates.iter().map(|one| one.id.clone()).collect(),
            criteria: set
                .criteria
                .iter()
                .map(|one| (one.id.clone(), steps(one)))
                .collect(),
        };
        known.hold(set.id.as_str(), set.version, to);
    }
    known.add(
        Target::AidRule,
        definitions.aid_rules.keys().map(|id| (id.as_str(), id.as_str())),
    );
    known
}

/// What an element is for a workbook.
fn target(kind: ElementKind) -> Option<Target> {
    Some(match kind {
        ElementKind::Line | ElementKind::Theme => Target::Line,
        ElementKind::Objective | ElementKind::Priority => Target::Objective,
        ElementKind::Activity
        | ElementKind::ActivityPart
        | ElementKind::Act
        | ElementKind::Instrument
        | ElementKind::Programme
        | ElementKind::MatrixEntry => Target::Activity,
        ElementKind::Outcome => Target::Outcome,
        ElementKind::Role => Target::Role,
        ElementKind::ScaleLevel => Target::Scale,
        ElementKind::Domain => Target::Domain,
        ElementKind::Partner => Target::Partner,
        _ => return None,
    })
}
