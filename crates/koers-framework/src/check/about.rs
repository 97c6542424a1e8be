//! Which element of a programme, or which indicator, a finding is about.

use super::context::Context;
use koers_model::diagnostic::{About, Diagnostic, Span};
use koers_model::id::Id;
use std::collections::BTreeMap;

/// An element with the place where all of it is written.
struct Written {
    start: usize,
    end: usize,
    about: About,
}

/// Says of every finding what it is about: the smallest element whose text holds the place of the finding, or the indicator of its file.
pub(super) fn fill(context: &Context<'_>, diagnostics: &mut [Diagnostic]) {
    let mut by_file: BTreeMap<std::sync::Arc<str>, Vec<Written>> = BTreeMap::new();
    for programme in &context.programmes {
        for (_, head) in &programme.elements {
            let Some(id) = head.id else { continue };
            let whole = context.span(head.whole);
            by_file.entry(whole.file).or_default().push(Written {
                start: whole.start,
                end: whole.end,
                about: About::Element {
                    programme: programme.id.clone(),
                    element: id.value.clone(),
                },
            });
        }
    }
    for found in diagnostics {
        let Some(span) = found.primary.as_ref().map(|label| &label.span) else {
            continue;
        };
        found.about = by_file
            .get(&span.file)
            .and_then(|written| smallest(written, span))
            .or_else(|| indicator(context, span));
    }
}

fn smallest(written: &[Written], span: &Span) -> Option<About> {
    let holds = |element: &&Written| (element.start..=element.end).contains(&span.start);
    let found = written
        .iter()
        .filter(holds)
        .min_by_key(|element| element.end - element.start)?;
    Some(found.about.clone())
}

fn indicator(context: &Context<'_>, span: &Span) -> Option<About> {
    let name = span.file.strip_prefix("indicators/")?.strip_suffix(".yaml")?;
    let id = Id::new(name).ok()?;
    context
        .indicators
        .contains_key(&id)
        .then_some(About::Indicator(id))
}
