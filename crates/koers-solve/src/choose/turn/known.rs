//! Choices that are known, with what each is worth on every criterion.

use super::room::{Room, brings};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// How many choices others are held against before anything is looked for.
const MEASURES: usize = 64;

/// A choice.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Per column, whether it is taken.
    pub(super) chosen: Vec<bool>,
    /// What it is worth on each criterion.
    pub(super) worth: Vec<i64>,
    /// Parts about which another choice that is worth as much whatever the weights says something else.
    pub(super) doubt: BTreeSet<usize>,
}

impl Choice {
    /// What it is worth more than another, on each criterion.
    fn ahead_of(&self, other: &Self) -> Vec<i64> {
        let pairs = self.worth.iter().zip(&other.worth);
        pairs.map(|(one, other)| one - other).collect()
    }
}

/// Choices, no two of which are worth the same on every criterion.
pub(super) struct Known<'a> {
    criteria: &'a [Vec<i64>],
    parts: &'a [Range<usize>],
    pub(super) all: Vec<Choice>,
    at: BTreeMap<Vec<i64>, usize>,
}

impl<'a> Known<'a> {
    pub(super) fn new(criteria: &'a [Vec<i64>], parts: &'a [Range<usize>]) -> Self {
        Self {
            criteria,
            parts,
            all: Vec::new(),
            at: BTreeMap::new(),
        }
    }

    /// Which column of a part is taken.
    pub(super) fn taken(&self, chosen: &[bool], part: usize) -> Option<usize> {
        self.parts[part].clone().find(|column| chosen[*column])
    }

    /// Adds a choice; gives where it stands, and whether it is new.
    pub(super) fn add(&mut self, chosen: Vec<bool>) -> (usize, bool) {
        let criteria = self.criteria.first().map_or(0, Vec::len);
        let mut worth = vec![0; criteria];
        for (values, _) in self.criteria.iter().zip(&chosen).filter(|(_, taken)| **taken) {
            for (sum, value) in worth.iter_mut().zip(values) {
                *sum += value;
            }
        }
        if let Some(&at) = self.at.get(&worth) {
            self.differ(at, &chosen);
            return (at, false);
        }
        let at = self.all.len();
        self.at.insert(worth.clone(), at);
        self.all.push(Choice {
            chosen,
            worth,
            doubt: BTreeSet::new(),
        });
        (at, true)
    }

    /// Another choice is worth as much as this one: about what they do not agree on it says nothing.
    fn differ(&mut self, at: usize, other: &[bool]) {
        let differs = |part: &usize| self.taken(&self.all[at].chosen, *part) != self.taken(other, *part);
        let doubt: Vec<usize> = (0..self.parts.len()).filter(differs).collect();
        self.all[at].doubt.extend(doubt);
    }

    /// What one choice is worth more than another, on each criterion.
    pub(super) fn ahead(&self, one: usize, other: usize) -> Vec<i64> {
        self.all[one].ahead_of(&self.all[other])
    }

    /// The choice that is worth most at these weights; of equal ones the first.
    pub(super) fn best(&self, weights: &[f64]) -> Option<usize> {
        let mut best: Option<(usize, f64)> = None;
        for (at, choice) in self.all.iter().enumerate() {
            let value = value(&choice.worth, weights);
            if best.is_none_or(|(_, most)| value > most) {
                best = Some((at, value));
            }
        }
        best.map(|(at, _)| at)
    }

    /// The choice that is worth most at these weights, in whole numbers; of equal ones the first.
    pub(super) fn heaviest(&self, weights: &[i64]) -> usize {
        let mut best = (0, i128::MIN);
        for (at, choice) in self.all.iter().enumerate() {
            let worth = brings(weights, &choice.worth);
            if worth > best.1 {
                best = (at, worth);
            }
        }
        best.0
    }

    /// What else is worth as much as a choice or more at these weights, in whole numbers: the one that is worth most.
    pub(super) fn rival(&self, one: usize, weights: &[i64]) -> Option<usize> {
        let worth = |at: &usize| brings(weights, &self.all[*at].worth);
        let most = (0..self.all.len()).filter(|at| *at != one).max_by_key(worth)?;
        (worth(&most) >= worth(&one)).then_some(most)
    }

    /// Leaves away what is nowhere in the room worth more than one of some dozens of good choices. The first stays.
    pub(super) fn weed(&mut self, room: &Room) {
        let mut measures = vec![0];
        let mut offer = |known: &Self, weights: &[i64]| {
            #[expect(clippy::cast_precision_loss, reason = "weights of about a million")]
            let weights: Vec<f64> = weights.iter().map(|weight| *weight as f64).collect();
            let best = known.best(&weights).filter(|best| !measures.contains(best));
            // One that is nowhere worth more than another measure measures nothing.
            let better = best.filter(|best| {
                let more = |other: &usize| room.most(&known.ahead(*best, *other)) > 0;
                measures.len() < MEASURES && measures.iter().all(more)
            });
            measures.extend(better);
        };
        offer(self, room.from());
        let count = room.from().len();
        for first in 0..count {
            for second in (0..count).filter(|second| *second != first) {
                let mut gain = vec![0; count];
                (gain[first], gain[second]) = (2, 1);
                offer(self, &room.heaviest(&gain));
                gain.iter_mut().for_each(|gain| *gain = -*gain);
                offer(self, &room.heaviest(&gain));
            }
        }
        let all = std::mem::take(&mut self.all);
        self.at.clear();
        let mut same: Vec<(usize, usize)> = Vec::new();
        let mut kept = Vec::new();
        for (at, choice) in all.iter().enumerate() {
            let beaten = measures
                .iter()
                .filter(|measure| **measure != at)
                .find(|measure| room.most(&choice.ahead_of(&all[**measure])) <= 0);
            match beaten {
                Some(measure) if at > 0 && !measures.contains(&at) => {
                    if room.most(&all[*measure].ahead_of(choice)) <= 0 {
                        same.push((*measure, at));
                    }
                }
                _ => kept.push(at),
            }
        }
        let mut now = BTreeMap::new();
        for at in kept {
            now.insert(at, self.all.len());
            self.at.insert(all[at].worth.clone(), self.all.len());
            self.all.push(all[at].clone());
        }
        for (measure, other) in same {
            if let Some(at) = now.get(&measure) {
                self.differ(*at, &all[other].chosen);
                let doubt = all[other].doubt.clone();
                self.all[*at].doubt.extend(doubt);
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "sums of millionths")]
pub(super) fn value(worth: &[i64], weights: &[f64]) -> f64 {
    worth
        .iter()
        .zip(weights)
        .map(|(value, weight)| *value as f64 * weight)
        .sum()
}
