//! The register as it stood when something was decided: edits of later are not what lay on the table.

use crate::site::Site;
use koers_framework::Definitions;
use koers_model::portfolio::decision::Decision;
use koers_model::text::Lang;
use koers_report::date;
use koers_run::portfolio::Portfolio;

/// The register at the end of the day of a decision.
pub(in crate::pages) enum Then {
    /// As it stood.
    Known(Box<Portfolio>),
    /// What was weighed was entered later than that day: what stood there then says nothing of it.
    EnteredLater,
    /// What was is not kept here, or cannot be read.
    Unknown,
}

impl Then {
    /// That of a decision. It counts where something that was weighed stood there already: a test that the decision names, or, where it names
    /// none, a test of the plan that it was chosen by.
    pub(in crate::pages) fn of(site: &Site, decision: &Decision) -> Self {
        let Ok(Some(then)) = site.portfolio_on(decision.on) else {
            return Self::Unknown;
        };
        let there = &then.register().appraisals;
        let weighed = &decision.weighed;
        let by_plan = || {
            let plan = site
                .definitions()
                .ok()?
                .selections
                .get(weighed.selection.as_ref()?)?;
            let of_plan = there.values().any(|test| {
                test.set == plan.criteria && test.version == plan.version && test.made <= plan.day
            });
            Some(of_plan)
        };
        let known = if weighed.appraisals.is_empty() {
            by_plan().unwrap_or(false)
        } else {
            weighed.appraisals.iter().any(|id| there.contains_key(id))
        };
        if known {
            Self::Known(Box::new(then))
        } else {
            Self::EnteredLater
        }
    }

    /// The register to answer with: as it stood then, else as it stands now.
    pub(in crate::pages) fn portfolio<'a>(&'a self, now: &'a Portfolio) -> &'a Portfolio {
        match self {
            Self::Known(then) => then,
            Self::EnteredLater | Self::Unknown => now,
        }
    }

    /// Of which moment the register is, and what else is not of that day.
    pub(in crate::pages) fn said(
        &self,
        definitions: &Definitions,
        now: &Portfolio,
        decision: &Decision,
        lang: Lang,
    ) -> Vec<String> {
        let day = date::date(decision.on, lang);
        let first = match (self, lang) {
            (Self::Known(_), Lang::Nl) => {
                format!("Dit is het register zoals het stond aan het eind van {day}.")
            }
            (Self::Known(_), Lang::En) => {
                format!("This is the register as it stood at the end of {day}.")
            }
            (Self::EnteredLater, Lang::Nl) => format!(
                "Op {day} stond dit nog niet in het register: het is later ingevoerd. Dit is de stand van nu."
            ),
            (Self::EnteredLater, Lang::En) => format!(
                "On {day} this did not stand in the register yet: it was entered later. This is how it stands now."
            ),
            (Self::Unknown, Lang::Nl) => {
                format!("Hoe het register op {day} stond, is hier niet na te gaan. Dit is de stand van nu.")
            }
            (Self::Unknown, Lang::En) => {
                format!("How the register stood on {day} cannot be told here. This is how it stands now.")
            }
        };
        let mut said = vec![first];
        let register = self.portfolio(now).register();
        let tests = decision.weighed.appraisals.iter();
        let changed = tests.filter_map(|id| register.appraisals.get(id)).any(|test| {
            let yardstick = definitions.yardstick(&test.set, test.version);
            yardstick.is_some_and(|yardstick| yardstick.hash != test.set_hash)
        });
        if changed {
            said.push(
                lang.pick(
                    "De meetlat is sinds de toets veranderd, zonder nieuwe versie; hier is die van nu gebruikt.",
                    "The yardstick was changed since the test, without a new version; the one of now is used here.",
                )
                .to_owned(),
            );
        }
        said
    }
}
