//! Every choice that keeps the rows and to which nothing can be added.

use super::super::program::Program;

/// A place in the order in which columns are decided: the columns of a group together, or one column by itself.
type Item = Vec<usize>;

struct Walk<'a> {
    program: &'a Program,
    items: Vec<Item>,
    /// Per column its rows.
    by_column: Vec<Vec<(usize, i128)>>,
    /// Per item and row the least and the most that this item and those after it can add.
    ahead: Vec<Vec<(i128, i128)>>,
    chosen: Vec<bool>,
    activity: Vec<i128>,
    found: Vec<Vec<bool>>,
    /// How many may still be kept, and how many steps may still be made.
    room: usize,
    steps: usize,
}

/// The choices that keep all rows and groups and in which no column can be taken, or taken instead of another of its group with at least as
/// much on every criterion, without breaking one. With values below nought in `criteria` all choices are given. Nothing when there are more than
/// `most`, or looking for them takes more than `steps` steps.
///
/// What is left away is worth no more than something that is given, whatever the weights.
pub(super) fn every(
    program: &Program,
    criteria: &[Vec<i64>],
    most: usize,
    steps: usize,
) -> Option<Vec<Vec<bool>>> {
    let alone = (0..program.columns()).filter(|column| program.group_of(*column).is_none());
    let mut items: Vec<Item> = program.groups().to_vec();
    items.extend(alone.map(|column| vec![column]));
    items.sort();
    let mut by_column = vec![Vec::new(); program.columns()];
    for (at, row) in program.rows().iter().enumerate() {
        for &(column, amount) in &row.entries {
            by_column[column].push((at, i128::from(amount)));
        }
    }
    let rows = program.rows().len();
    let mut ahead = vec![vec![(0, 0); rows]];
    for item in items.iter().rev() {
        let mut next = ahead[ahead.len() - 1].clone();
        let mut range = vec![(0, 0); rows];
        for column in item {
            for &(row, amount) in &by_column[*column] {
                let (least, most): &mut (i128, i128) = &mut range[row];
                (*least, *most) = ((*least).min(amount), (*most).max(amount));
            }
        }
        for (next, range) in next.iter_mut().zip(range) {
            *next = (next.0 + range.0, next.1 + range.1);
        }
        ahead.push(next);
    }
    ahead.reverse();
    let mut walk = Walk {
        program,
        items,
        by_column,
        ahead,
        chosen: vec![false; program.columns()],
        activity: vec![0; rows],
        found: Vec::new(),
        room: most,
        steps,
    };
    let grows = criteria.iter().flatten().all(|value| *value >= 0);
    walk.from(0, criteria, grows)?;
    Some(walk.found)
}

impl Walk<'_> {
    fn from(&mut self, item: usize, criteria: &[Vec<i64>], grows: bool) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        let holds = |(row, (activity, (least, most))): (usize, (&i128, &(i128, i128)))| {
            let row = &self.program.rows()[row];
            row.upper
                .is_none_or(|upper| activity + least <= i128::from(upper))
                && row.lower.is_none_or(|lower| activity + most >= i128::from(lower))
        };
        if !self.activity.iter().zip(&self.ahead[item]).enumerate().all(holds) {
            return Some(());
        }
        if item == self.items.len() {
            if !(grows && self.can_grow(criteria)) {
                self.room = self.room.checked_sub(1)?;
                self.found.push(self.chosen.clone());
            }
            return Some(());
        }
        for at in 0..self.items[item].len() {
            let column = self.items[item][at];
            self.put(column, 1);
            let gone_on = self.from(item + 1, criteria, grows);
            self.put(column, -1);
            gone_on?;
        }
        self.from(item + 1, criteria, grows)
    }

    fn put(&mut self, column: usize, sign: i128) {
        self.chosen[column] = sign > 0;
        for &(row, amount) in &self.by_column[column] {
            self.activity[row] += sign * amount;
        }
    }

    /// Whether one more column, or a better one of a group, keeps all rows and is worth more on some criterion and less on none.
    fn can_grow(&self, criteria: &[Vec<i64>]) -> bool {
        let nothing = vec![0; criteria.first().map_or(0, Vec::len)];
        self.items.iter().any(|item| {
            let taken = item.iter().copied().find(|column| self.chosen[*column]);
            let now = taken.map_or(&nothing, |column| &criteria[column]);
            item.iter().any(|column| {
                let then = &criteria[*column];
                let more = then != now && then.iter().zip(now).all(|(then, now)| then >= now);
                more && self.keeps_with(*column, taken)
            })
        })
    }

    fn keeps_with(&self, column: usize, instead_of: Option<usize>) -> bool {
        let amount = |column: usize, row: usize| {
            let entries = self.by_column[column].iter();
            entries
                .filter(|(at, _)| *at == row)
                .map(|(_, amount)| *amount)
                .sum::<i128>()
        };
        let touched = self.by_column[column].iter();
        let also = instead_of.map_or(&[][..], |other| &self.by_column[other]);
        touched.chain(also).all(|(row, _)| {
            let less = instead_of.map_or(0, |other| amount(other, *row));
            self.program.rows()[*row].holds(self.activity[*row] + amount(column, *row) - less)
        })
    }
}
