//! What a workbook or a form may name outside the register: the programmes, regions, indicators, yardsticks and plans of the workspace.

use koers_framework::Definitions;
use koers_framework::definitions::Yardstick;
use koers_model::element::ElementKind;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::Criterion;
use koers_model::text::Lang;
use koers_sheet::form::Form;
use koers_sheet::{Known, Sheet, Target};

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
        let to = koers_sheet::Yardstick {
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
    known.add(
        Target::Selection,
        definitions
            .selections
            .values()
            .map(|plan| (plan.id.as_str(), plan.title.get(lang))),
    );
    // A workspace without a plan has none to name.
    known.close(Target::Selection);
    known
}

/// Gives the form of an appraisal a row for every gate and every criterion of the yardstick that it names, where it has none yet: what is
/// asked stands there, and only the answers are to be filled in.
pub fn lay_out(form: &mut Form, definitions: &Definitions) {
    let Some(yardstick) = yardstick_of(form, definitions) else {
        return;
    };
    ask(
        form,
        Sheet::Gates,
        "gate",
        yardstick.set.gates.iter().map(|one| &one.id),
    );
    ask(
        form,
        Sheet::Scores,
        "criterion",
        yardstick.set.criteria.iter().map(|one| &one.id),
    );
}

/// The yardstick that the form of an appraisal names; `None` for another form, and where there is none of that name and version.
#[must_use]
pub fn yardstick_of<'d>(form: &Form, definitions: &'d Definitions) -> Option<&'d Yardstick> {
    let part = form.part(Sheet::Appraisals)?;
    let row = part.rows.first()?;
    let text = |key| Some(row.texts.get(part.position(key)?)?.trim());
    let version: u32 = text("version")?.parse().ok()?;
    definitions.criteria.get(text("set")?)?.get(&version)
}

fn ask<'d>(form: &mut Form, sheet: Sheet, key: &str, ids: impl Iterator<Item = &'d Id>) {
    let Some(part) = form.part_mut(sheet) else {
        return;
    };
    let Some(at) = part.position(key) else {
        return;
    };
    if part.rows.iter().any(|row| !part.is_blank(row)) {
        return;
    }
    part.rows.clear();
    for id in ids {
        part.add(1);
        if let Some(text) = part.rows.last_mut().and_then(|row| row.texts.get_mut(at)) {
            id.as_str().clone_into(text);
        }
    }
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
