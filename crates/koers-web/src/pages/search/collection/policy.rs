//! The texts of programmes.

use super::{Card, Fields, Gathered, Sort};
use crate::pages::framework::place;
use crate::paths;
use koers_framework::Definitions;
use koers_model::element::{ElementKind, Entry};
use koers_model::framework::{Framework, Measurement};
use koers_model::text::{Lang, Text};
use koers_report::words;
use koers_search::Field;

impl Gathered {
    pub(super) fn framework(&mut self, framework: &Framework, definitions: &Definitions) {
        let card = Card {
            title: framework.title.clone(),
            is: Text::both("programma", "programme"),
            within: Vec::new(),
            path: paths::programme(framework.id.as_str()),
            region: None,
        };
        let own: Fields<'_> = framework.text.iter().map(|text| (Field::Text, text)).collect();
        self.add(Sort::Page, card, &[framework.id.as_str()], &own);
        for entry in framework.elements() {
            self.element(framework, entry, definitions);
        }
    }

    fn element(&mut self, framework: &Framework, entry: Entry<'_>, definitions: &Definitions) {
        let Entry { kind, element, group } = entry;
        let mut within: Vec<Text> = group
            .into_iter()
            .map(|group| group.title.text().clone())
            .collect();
        within.push(framework.title.clone());
        let card = Card {
            title: element.title.text().clone(),
            is: Text::both(
                words::programme::kind(kind, Lang::Nl),
                words::programme::kind(kind, Lang::En),
            ),
            within,
            path: place::of(&framework.id, kind, &element.id),
            region: None,
        };
        let mut fields: Fields<'_> = element.text.iter().map(|text| (Field::Text, text)).collect();
        let mut codes = vec![element.id.as_str()];
        match kind {
            ElementKind::Outcome => {
                let found = framework.judged().find(|judged| judged.element.id == element.id);
                fields.extend(measured(found.and_then(|judged| judged.measurement), definitions));
            }
            ElementKind::Line => {
                let line = framework.lines.iter().find(|line| line.element.id == element.id);
                fields.extend(
                    line.and_then(|line| line.subtitle.as_ref())
                        .map(|text| (Field::Names, text)),
                );
            }
            ElementKind::Abbreviation => {
                let known = framework.abbreviations.iter();
                codes.extend(
                    known
                        .filter(|known| known.element.id == element.id)
                        .map(|known| known.short.as_str()),
                );
            }
            _ => {}
        }
        self.add(sort_of(kind), card, &codes, &fields);
    }
}

/// What is said of how an outcome is measured.
fn measured<'a>(measurement: Option<&'a Measurement>, definitions: &'a Definitions) -> Fields<'a> {
    match measurement {
        Some(Measurement::Measured(measures)) => measures
            .iter()
            .flat_map(|measure| {
                let indicator = definitions.indicators.get(&measure.indicator);
                indicator
                    .map(|indicator| (Field::Names, &indicator.title))
                    .into_iter()
                    .chain([(Field::Text, &measure.covers)])
            })
            .collect(),
        Some(Measurement::Qualitative { why, .. }) => vec![(Field::Text, why)],
        Some(Measurement::Unmeasured { why, would_do }) => vec![(Field::Text, why), (Field::Text, would_do)],
        None => Vec::new(),
    }
}

fn sort_of(kind: ElementKind) -> Sort {
    match kind {
        ElementKind::Outcome => Sort::Outcome,
        ElementKind::Objective | ElementKind::Priority => Sort::Objective,
        ElementKind::Line | ElementKind::Theme => Sort::Line,
        ElementKind::Activity
        | ElementKind::ActivityPart
        | ElementKind::Instrument
        | ElementKind::Programme
        | ElementKind::MatrixEntry => Sort::Activity,
        ElementKind::Act => Sort::Commitment,
        ElementKind::Challenge | ElementKind::Principle | ElementKind::Ambition => Sort::Challenge,
        ElementKind::Swot | ElementKind::Trend => Sort::Analysis,
        ElementKind::Partner => Sort::Partner,
        ElementKind::Role | ElementKind::ScaleLevel | ElementKind::Domain | ElementKind::Reference => {
            Sort::Other
        }
        ElementKind::Abbreviation => Sort::Word,
    }
}
