//! What happens when a cell that has a figure gets another.

use crate::cube::{Cube, VALUE};
use crate::error::{Place, ReadError, code};
use crate::gather::{Gather, NONE};
use crate::held::{CellRow, REGION};
use koers_model::value::Missing;

/// What becomes of the second figure.
pub(super) enum Meeting {
    Same,
    KeepFirst,
    Replace,
    Conflict,
}

/// How often two figures met, and how that ended.
#[derive(Default)]
pub(super) struct Met {
    pub(super) same: u64,
    pub(super) first_same: Option<Place>,
    pub(super) later: u64,
    pub(super) old_codes: u64,
    pub(super) first_old: Option<Place>,
}

impl Gather<'_> {
    pub(super) fn meet(&self, first: u32, second: u32, met: &mut Met) -> Meeting {
        let (Some(a), Some(b)) = (self.held.cell(first), self.held.cell(second)) else {
            return Meeting::KeepFirst;
        };
        let date = |cell: &CellRow| self.dates.as_ref().and_then(|dates| dates.get(cell.row as usize));
        match date(&a).cmp(&date(&b)) {
            std::cmp::Ordering::Less => {
                met.later += 1;
                return Meeting::Replace;
            }
            std::cmp::Ordering::Greater => {
                met.later += 1;
                return Meeting::KeepFirst;
            }
            std::cmp::Ordering::Equal => {}
        }
        let same_number = a.kind != VALUE || a.value == b.value;
        let same_sides = self.margins.get(&first) == self.margins.get(&second)
            && self.masked.get(&first) == self.masked.get(&second)
            && self.bounds.get(&first) == self.bounds.get(&second);
        if a.kind == b.kind && a.marks == b.marks && same_number && same_sides {
            met.same += 1;
            met.first_same.get_or_insert(self.place_of(b.row));
            return Meeting::Same;
        }
        // Two versions of NUTS in one table: the code that no longer holds has no figures.
        let nothing = Missing::NotAvailable as u8;
        if self.held.code(a.row, REGION) != self.held.code(b.row, REGION)
            && (a.kind == nothing || b.kind == nothing)
        {
            met.old_codes += 1;
            met.first_old.get_or_insert(self.place_of(b.row));
            return if a.kind == nothing {
                Meeting::Replace
            } else {
                Meeting::KeepFirst
            };
        }
        Meeting::Conflict
    }

    pub(super) fn conflict(&self, cube: &Cube, position: usize, first: u32, second: u32) -> ReadError {
        let cell = |index: u32| self.held.cell(index);
        let said = |index: u32| {
            let Some(cell) = cell(index) else {
                return String::new();
            };
            let content = match Missing::from_code(cell.kind) {
                Some(reason) => reason.word().to_owned(),
                None => cell.value.to_string(),
            };
            let marks: Vec<&str> = koers_model::value::Marks::from_bits(cell.marks).words().collect();
            if marks.is_empty() {
                content
            } else {
                format!("{content} ({})", marks.join(" "))
            }
        };
        let place = |index: u32| cell(index).map(|cell| self.place_of(cell.row));
        let first_place = place(first).map_or(String::new(), |place| format!(" on {place}"));
        let codes = |index: u32| {
            let id = cell(index).map_or(NONE, |cell| self.held.code(cell.row, REGION));
            self.region_coder().map_or("", |coder| coder.text(id))
        };
        let help = if codes(first) == codes(second) {
            "a column that is ignored may tell them apart: make it a category, or keep one of its codes"
                .to_owned()
        } else {
            format!(
                "`{}` and `{}` are codes of one region: keep one of them",
                codes(first),
                codes(second)
            )
        };
        let mut error = ReadError::new(
            code::TWO_FIGURES,
            format!("two figures for {}", describe(cube, position)),
        )
        .found(format!("{} here, {}{first_place}", said(second), said(first)))
        .help(help);
        error.place = place(second);
        error
    }

    pub(super) fn unit_change(
        &self,
        cube: &Cube,
        position: usize,
        first: (u32, u32),
        second: (u32, u32),
    ) -> ReadError {
        let unit = |id: u32| self.unit_coder().map_or("", |coder| coder.text(id)).to_owned();
        let place = |index: u32| self.held.cell(index).map(|cell| self.place_of(cell.row));
        let before = place(first.1).map_or(String::new(), |place| format!(" on {place}"));
        let name = self.unit_coder().map_or("", |coder| coder.name());
        let mut error = ReadError::new(
            code::UNIT_CHANGES,
            format!(
                "the unit changes inside the series of {}",
                describe(cube, position)
            ),
        )
        .column(name)
        .found(format!("`{}` here, `{}`{before}", unit(second.0), unit(first.0)))
        .help(format!("make `{name}` a category, or keep one of its codes"));
        error.place = place(second.1);
        error
    }
}

fn describe(cube: &Cube, position: usize) -> String {
    let Some(key) = cube.key(position) else {
        return "a cell".to_owned();
    };
    let mut words = vec![key.measure.to_owned()];
    words.extend(key.codes.iter().map(|(name, code)| format!("{name} {code}")));
    words.push(key.region.to_string());
    words.push(key.period.to_string());
    words.join(", ")
}
