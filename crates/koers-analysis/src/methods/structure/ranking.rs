//! One answer for each region, set in order.

use crate::answer::Item;
use crate::fault::Fault;
use crate::method::Question;
use crate::say::Slot;

/// One answer for each region, the largest first, and the region that is asked about.
pub(super) struct Ranking<T> {
    found: Vec<(String, Option<T>)>,
    asked: usize,
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
        Ok(Self { found, asked })
    }

    /// The answer of the region that is asked about.
    pub(super) fn asked(&self) -> Option<&T> {
        self.found.get(self.asked)?.1.as_ref()
    }

    /// Its name, its place and how many there are, for the first slots of a sentence.
    pub(super) fn placed(&self) -> [Slot; 3] {
        let name = self.found.get(self.asked).map_or("", |(name, _)| name.as_str());
        [name.into(), (self.asked + 1).into(), self.found.len().into()]
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
