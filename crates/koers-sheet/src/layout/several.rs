//! Values that stand in several cells beside each other, or in one with a word of its own.

use super::fields::{Bad, Fields, Writing};
use super::leaf::{Leaf, One};
use super::{Column, Head, Shape};
use crate::cell::Cell;
use crate::known::Target;
use koers_model::id::Id;
use koers_model::portfolio::decision::Weighed;
use koers_model::portfolio::estimate::{Claim, EffectOn, Range};
use koers_model::portfolio::money::Share;
use koers_model::text::Text;
use koers_model::value::Number;

impl Leaf for EffectOn {
    fn columns(_: Head, out: &mut Vec<Column>) {
        let head = |key, nl, en| Head {
            key,
            nl,
            en,
            target: None,
        };
        out.push(head("outcome", "Resultaat", "Outcome").column(Shape::Ref(Target::Outcome), false));
        out.push(head("indicator", "Indicator", "Indicator").column(Shape::Ref(Target::Indicator), false));
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Self::Outcome(id) => out.extend([id.cell(writing), Cell::Empty]),
            Self::Indicator(id) => out.extend([Cell::Empty, id.cell(writing)]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let first = fields.here();
        let outcome = <Option<Id> as Leaf>::take(fields);
        let indicator = <Option<Id> as Leaf>::take(fields);
        match (outcome?, indicator?) {
            (Some(id), None) => Ok(Self::Outcome(id)),
            (None, Some(id)) => Ok(Self::Indicator(id)),
            _ => Err(fields.refuse(
                first,
                Text::both(
                    "een resultaat of een indicator; niet allebei en niet geen van beide",
                    "an outcome or an indicator; not both and not neither",
                ),
                Vec::new(),
            )),
        }
    }
}

/// What stands where somebody looked and it cannot be said.
pub(crate) const CANNOT_SAY: (&str, &str) = ("niet te zeggen", "cannot be said");

fn range_columns(out: &mut Vec<Column>) {
    let head = |key, nl, en| Head {
        key,
        nl,
        en,
        target: None,
    };
    out.push(head("low", "Laag", "Low").column(Shape::Number, false));
    out.push(head("central", "Midden", "Central").column(Shape::Number, true));
    out.push(head("high", "Hoog", "High").column(Shape::Number, false));
}

/// Three cells; with the middle one alone it is one figure without a range.
fn take_range(fields: &mut Fields<'_>, may_be_unsaid: bool) -> Result<Option<Range>, Bad> {
    let low = <Option<Number> as Leaf>::take(fields);
    let middle = fields.here();
    let unsaid = may_be_unsaid && fields.says(middle, CANNOT_SAY);
    let central = if unsaid {
        fields.skip(1);
        Ok(None)
    } else {
        Number::take(fields).map(Some)
    };
    let high = <Option<Number> as Leaf>::take(fields);
    match (low?, central?, high?) {
        (None, None, None) => Ok(None),
        (None, Some(figure), None) => Ok(Some(Range::single(figure))),
        (Some(low), Some(central), Some(high)) if low <= central && central <= high => {
            Range::new(low, central, high).map(Some).map_err(|_| Bad)
        }
        _ => Err(fields.refuse(
            middle,
            Text::both(
                "laag ≤ midden ≤ hoog, of het midden alleen",
                "low ≤ central ≤ high, or the central one alone",
            ),
            Vec::new(),
        )),
    }
}

impl Leaf for Range {
    fn columns(_: Head, out: &mut Vec<Column>) {
        range_columns(out);
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        let numbers = [self.low(), self.central(), self.high()];
        out.extend(numbers.map(|number| number.cell(writing)));
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        // Without a word for it, the middle one is asked for above.
        take_range(fields, false)?.ok_or(Bad)
    }
}

impl Leaf for Option<Range> {
    fn columns(_: Head, out: &mut Vec<Column>) {
        range_columns(out);
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Some(range) => range.put(writing, out),
            None => out.extend([
                Cell::Empty,
                Cell::text(writing.lang.pick(CANNOT_SAY.0, CANNOT_SAY.1)),
                Cell::Empty,
            ]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        take_range(fields, true)
    }
}

impl Leaf for Option<u8> {
    fn columns(head: Head, out: &mut Vec<Column>) {
        out.push(head.column(Shape::Whole, true));
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        out.push(match self {
            Some(score) => Cell::Number(f64::from(*score)),
            None => Cell::text(writing.lang.pick(CANNOT_SAY.0, CANNOT_SAY.1)),
        });
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let here = fields.here();
        if fields.says(here, CANNOT_SAY) {
            fields.skip(1);
            return Ok(None);
        }
        let score = fields.whole(0, 255)?.map(u8::try_from);
        let score = score.transpose().map_err(|_| Bad)?;
        if let Some(score) = score {
            fields.note_score(score);
        }
        Ok(score)
    }
}

impl Leaf for Option<Claim> {
    fn columns(_: Head, out: &mut Vec<Column>) {
        let head = |key, nl, en| Head {
            key,
            nl,
            en,
            target: None,
        };
        out.push(head("shared", "Gedeeld effect", "Shared effect").column(Shape::Formed, false));
        out.push(head("share", "Deel daarvan", "Part of it").column(Shape::Share, false));
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        match self {
            Some(claim) => out.extend([claim.shared.cell(writing), claim.share.cell(writing)]),
            None => out.extend([Cell::Empty, Cell::Empty]),
        }
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let first = fields.here();
        let shared = <Option<Id> as Leaf>::take(fields);
        let share = <Option<Share> as Leaf>::take(fields);
        match (shared?, share?) {
            (None, None) => Ok(None),
            (Some(shared), Some(share)) => Ok(Some(Claim { shared, share })),
            _ => Err(fields.refuse(
                first,
                Text::both(
                    "de naam van het gedeelde effect én het deel daarvan, of geen van beide",
                    "the name of the shared effect and the part of it, or neither",
                ),
                Vec::new(),
            )),
        }
    }
}

impl Leaf for Weighed {
    fn columns(_: Head, out: &mut Vec<Column>) {
        let head = |key, nl, en| Head {
            key,
            nl,
            en,
            target: None,
        };
        out.push(
            head("appraisals", "Gewogen toetsingen", "Appraisals weighed")
                .column(Shape::Refs(Target::Appraisal), false),
        );
        out.push(
            head("selection", "Gewogen selectie", "Selection weighed")
                .column(Shape::Ref(Target::Selection), false),
        );
        out.push(
            head("edition", "Gewogen editie", "Edition weighed").column(Shape::Ref(Target::Edition), false),
        );
    }
    fn put(&self, writing: Writing, out: &mut Vec<Cell>) {
        self.appraisals.put(writing, out);
        self.selection.put(writing, out);
        self.edition.put(writing, out);
    }
    fn take(fields: &mut Fields<'_>) -> Result<Self, Bad> {
        let appraisals = <Vec<Id> as Leaf>::take(fields);
        let selection = <Option<Id> as Leaf>::take(fields);
        let edition = <Option<Id> as Leaf>::take(fields);
        Ok(Self {
            appraisals: appraisals?,
            selection: selection?,
            edition: edition?,
        })
    }
}
