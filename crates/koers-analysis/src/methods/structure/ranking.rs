//! One answer for each region, set in order.

use crate::answer::Item;
use crate::fault::Fault;
use crate::method::Question;
use crate::say::{Sentence, Slot, say};

/// The part of themselves by which two results may differ and still be the same one.
const SAME: f64 = 1e-12;
/// The part of the largest result by which two may differ around nought, where a part of themselves says nothing: a few of its last digits.
const DUST: f64 = 8.0 * f64::EPSILON;

/// Whether two results are one and the same, among results of which the largest is so large.
fn are_same(one: f64, other: f64, largest: f64) -> bool {
    let same = (SAME * one.abs().max(other.abs())).max(DUST * largest);
    (one - other).abs() <= same
}

/// One answer for each region, the largest first, and the region that is asked about.
pub(super) struct Ranking<T> {
    found: Vec<(String, Option<T>)>,
    asked: usize,
    place: usize,
    /// How many others stand in that place too.
    shared: usize,
}

impl<T> Ranking<T> {
    /// Sets answers in order. The region that is asked about is the first one when none was chosen. Regions without an answer come last.
    pub(super) fn of(
        question: &Question<'_>,
        names: &[String],
        found: impl IntoIterator<Item = Option<T>>,
        size: impl Fn(&T) -> f64,
    ) -> Result<Self, Fault> {
        let mut found: Vec<(String, Option<T>)> = names.iter().cloned().zip(found).collect();
        let key = |one: &Option<T>| one.as_ref().map_or(f64::MIN, &size);
        found.sort_by(|(_, a), (_, b)| key(b).total_cmp(&key(a)));
        let asked = match question.region {
            None => 0,
            Some(region) => {
                let place = found.iter().position(|(name, _)| name == region);
                place.ok_or_else(|| Fault::NoSuchName {
                    name: region.to_owned(),
                    known: names.to_vec(),
                })?
            }
        };
        let own = found.get(asked).map_or(f64::MIN, |(_, one)| key(one));
        // What differs in the last digits only is as large.
        let known = found.iter().filter_map(|(_, one)| one.as_ref().map(&size));
        let largest = known.fold(1.0_f64, |most, one| most.max(one.abs()));
        let is_same = |other: f64| are_same(own, other, largest);
        let place = 1 + found
            .iter()
            .filter(|(_, one)| key(one) > own && !is_same(key(one)))
            .count();
        let same = found.iter().filter(|(_, one)| is_same(key(one))).count();
        Ok(Self {
            found,
            asked,
            place,
            shared: same.saturating_sub(1),
        })
    }

    /// The answer of the region that is asked about.
    pub(super) fn asked(&self) -> Option<&T> {
        self.found.get(self.asked)?.1.as_ref()
    }

    /// Its name, its place and how many there are, for the first slots of a sentence.
    pub(super) fn placed(&self) -> [Slot; 3] {
        let name = self.found.get(self.asked).map_or("", |(name, _)| name.as_str());
        [name.into(), self.place.into(), self.found.len().into()]
    }

    /// The sentence about the region that is asked about, and that others stand in the same place, where they do; where it has no answer, that.
    pub(super) fn sentences(&self, placed: Sentence) -> Vec<Sentence> {
        let known = self.found.iter().filter(|(_, one)| one.is_some()).count();
        if self.asked().is_none() {
            let [name, _, count] = self.placed();
            return vec![say(
                "Voor {0} is dit niet te berekenen; voor {1} van de {2} regio’s wel.",
                "For {0} this cannot be computed; for {1} of the {2} regions it can.",
                [name, known.into(), count],
            )];
        }
        let tie = match self.shared {
            0 => None,
            1 => Some(say(
                "Die plaats deelt zij met een andere regio: de uitkomst is gelijk.",
                "It shares that place with another region: the result is the same.",
                [],
            )),
            many => Some(say(
                "Die plaats deelt zij met {0} andere regio’s: de uitkomst is gelijk.",
                "It shares that place with {0} other regions: the result is the same.",
                [many.into()],
            )),
        };
        std::iter::once(placed).chain(tie).collect()
    }

    /// The rows of a table: the region and what stands behind it.
    pub(super) fn rows(&self, items: impl Fn(Option<&T>) -> Vec<Item>) -> Vec<Vec<Item>> {
        let row = |(name, one): &(String, Option<T>)| {
            std::iter::once(Item::from(name))
                .chain(items(one.as_ref()))
                .collect()
        };
        self.found.iter().map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_makes_no_places_and_small_results_keep_theirs() {
        // The last digits of a sum, also around nought and among large ones.
        assert!(are_same(0.1 + 0.2, 0.3, 1.0));
        assert!(are_same(1e-16, 0.0, 1.0));
        assert!(are_same(2e-11, 0.0, 1e5));
        // Fitness falls to nought by powers: what is tiny is not the same.
        assert!(!are_same(1e-14, 3e-14, 1.0));
        assert!(!are_same(2.0, 2.0 + 1e-9, 2.0));
    }
}
