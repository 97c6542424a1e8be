//! Regions with an amount and the people it is spread over.

use crate::fault::Fault;
use crate::frame::Need;
use crate::method::Question;
use crate::role::{GROUP, PERIOD, POPULATION, REGION, Role, VALUE};
use crate::say::{Slot, Words, say};
use crate::setting::Setting;

/// An amount and people for each region.
pub(super) const ROLES: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (VALUE, Need::Must),
    (POPULATION, Need::May),
    (PERIOD, Need::May),
];

/// The same with people always.
pub(super) const WITH_PEOPLE: &[(Role, Need)] = &[
    (REGION, Need::Must),
    (VALUE, Need::Must),
    (POPULATION, Need::Must),
    (PERIOD, Need::May),
];

/// Whether the figures are of a whole region or of each of its people.
pub(super) const VALUES_ARE: Setting = Setting::choice(
    "values",
    Words("waarvan de waarden zijn", "what the values are of"),
    &[
        ("total", Words("van de hele regio", "of the whole region")),
        ("per-head", Words("per inwoner", "per head")),
    ],
    "total",
);

/// Regions with an amount and people, in one period.
pub(super) struct People {
    pub regions: Vec<String>,
    pub amounts: Vec<f64>,
    /// As many as people; nothing where nobody said how many.
    pub populations: Option<Vec<f64>>,
    /// For each region the name of its group.
    pub groups: Option<Vec<String>>,
    period: Option<String>,
}

impl People {
    pub(super) fn of(question: &Question<'_>) -> Result<Self, Fault> {
        let (frame, period) = question.at_one()?;
        let absent = question.settings.absent();
        let values = frame.series(VALUE, REGION)?;
        let populations = match frame.has(POPULATION) {
            true => Some(frame.series(POPULATION, REGION)?.values(absent)?),
            false => None,
        };
        let groups = frame.has(GROUP).then(|| frame.names(GROUP)).transpose()?;
        let mut amounts = values.values(absent)?;
        if question.settings.text(VALUES_ARE.word) == Some("per-head") {
            let people = populations.as_ref().ok_or(Fault::RoleMissing {
                word: POPULATION.word,
                known: vec![REGION.word.to_owned(), VALUE.word.to_owned()],
            })?;
            amounts
                .iter_mut()
                .zip(people)
                .for_each(|(amount, people)| *amount *= people);
        }
        // One row for each region now, in the order of the regions.
        Ok(Self {
            groups: groups.map(<[String]>::to_vec),
            amounts,
            regions: values.rows,
            populations,
            period,
        })
    }

    /// As many people for each region where nobody said how many.
    pub(super) fn people(&self) -> Vec<f64> {
        self.populations
            .clone()
            .unwrap_or_else(|| vec![1.0; self.regions.len()])
    }

    /// The amount of each region for each of its people.
    ///
    /// # Errors
    /// A region without people: per head there is nothing there, which is not nought.
    pub(super) fn per_head(&self) -> Result<Vec<f64>, Fault> {
        let rows = self.regions.iter().zip(self.amounts.iter().zip(self.people()));
        rows.map(|(name, (amount, people))| {
            if people > 0.0 {
                return Ok(amount / people);
            }
            Err(Fault::Method(say(
                "{0} heeft geen inwoners, en per inwoner is er dus niets",
                "{0} has no people, so there is nothing per head",
                [name.into()],
            )))
        })
        .collect()
    }

    /// In which period.
    pub(super) fn when(&self) -> Slot {
        match &self.period {
            Some(period) => period.into(),
            None => Words("deze cijfers", "these figures").into(),
        }
    }

    pub(super) fn fault(&self, fault: koers_economics::Fault) -> Fault {
        Fault::method(fault, &self.regions, &[])
    }

    /// What the amounts are held against.
    pub(super) fn against(&self) -> Slot {
        match self.populations {
            Some(_) => Words("inwoners", "people").into(),
            None => Words("regio’s", "regions").into(),
        }
    }
}
