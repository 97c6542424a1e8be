//! The register as it stood when something was decided: edits of later are not what lay on the table.

use crate::answer::{Fault, Wrong};
use crate::ask::Ask;
use crate::paths;
use crate::site::Site;
use jiff::civil::Date;
use koers_framework::Definitions;
use koers_model::id::Id;
use koers_model::portfolio::appraisal::Appraisal;
use koers_model::portfolio::decision::Decision;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_report::date;
use koers_report::view::Phrase;
use koers_run::portfolio::Portfolio;
use koers_run::workspace::PolicyThen;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The key of the address: the decision in which what a page shows was weighed.
pub(in crate::pages) const DECISION: &str = "besluit";

/// The register at the end of the day of a decision.
pub(in crate::pages) enum Then {
    /// As it stood, with the policy by which it was weighed.
    Known(Box<Known>),
    /// What was weighed was entered later than that day: what stood there then says nothing of it.
    EnteredLater,
    /// What was is not kept here, or cannot be read.
    Unknown,
}

/// What was weighed on a day, and by what.
pub(in crate::pages) struct Known {
    portfolio: Portfolio,
    policy: PolicyThen,
    /// Whether the decision passed over a test itself.
    passed_over: bool,
}

impl Then {
    /// That of a decision. It counts where something that was weighed stood there already: a test that the decision names, or, where it names
    /// none, a test of the plan that it was chosen by.
    pub(in crate::pages) fn of(site: &Site, decision: &Decision) -> Self {
        let Ok(Some(then)) = site.portfolio_on(decision.on) else {
            return Self::Unknown;
        };
        let mut policy = site.policy_on(decision.on);
        if let Some(plan) = &decision.weighed.selection {
            policy = policy.to_ask(plan.as_str());
        }
        let there = &then.register().appraisals;
        let weighed = &decision.weighed;
        let by_plan = || {
            let definitions = policy.definitions(site.definitions().ok()?);
            let plan = definitions.selections.get(weighed.selection.as_ref()?)?;
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
            let passed_over = then
                .register()
                .overrides
                .values()
                .any(|passed| passed.decision == decision.id);
            let portfolio = if passed_over {
                without_its_overrides(&then, decision)
            } else {
                then
            };
            Self::Known(Box::new(Known {
                portfolio,
                policy,
                passed_over,
            }))
        } else {
            Self::EnteredLater
        }
    }

    /// The register to answer with: as it stood then, else as it stands now.
    pub(in crate::pages) fn portfolio<'a>(&'a self, now: &'a Portfolio) -> &'a Portfolio {
        match self {
            Self::Known(then) => &then.portfolio,
            Self::EnteredLater | Self::Unknown => now,
        }
    }

    /// What to weigh by: the policy as it was kept then, else as it is now.
    pub(in crate::pages) fn definitions<'a>(&'a self, now: &'a Definitions) -> &'a Definitions {
        match self {
            Self::Known(then) => then.policy.definitions(now),
            Self::EnteredLater | Self::Unknown => now,
        }
    }

    /// Of which moment the register and the policy are, and what else is not of that day.
    pub(in crate::pages) fn said(
        &self,
        now: &Definitions,
        portfolio: &Portfolio,
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
        let register = self.portfolio(portfolio).register();
        let tests: Vec<_> = decision
            .weighed
            .appraisals
            .iter()
            .filter_map(|id| register.appraisals.get(id))
            .collect();
        let mut said = vec![first];
        if let Self::Known(then) = self
            && then.passed_over
        {
            said.push(
                lang.pick(
                    "Waar dit besluit zelf van een toets afwijkt, telt dat hier nog niet mee: zo lag het er.",
                    "Where this decision itself passes over a test, that does not count here yet: so it lay there.",
                )
                .to_owned(),
            );
        }
        let definitions = self.definitions(now);
        said.push(match self {
            Self::Known(then) => by_what(
                &then.policy,
                || edited(decision, &tests, definitions, now, lang),
                lang,
            ),
            Self::EnteredLater | Self::Unknown => lang
                .pick(
                    "Plan en meetlat zijn gelezen zoals zij nu in de werkmap staan.",
                    "The plan and the yardstick are read as they now stand in the workspace.",
                )
                .to_owned(),
        });
        let other = |test: &&Appraisal| {
            let yardstick = definitions.yardstick(&test.set, test.version);
            yardstick.is_some_and(|yardstick| yardstick.hash != test.set_hash)
        };
        if tests.iter().any(other) {
            said.push(
                lang.pick(
                    "De meetlat werd na de toets veranderd, zonder nieuwe versie: hier is zij gebruikt zoals hierboven staat.",
                    "The yardstick was changed after the test, without a new version: it is used here as told above.",
                )
                .to_owned(),
            );
        }
        said
    }
}

/// The portfolio without what the decision itself passed over: that did not lie on the table yet.
fn without_its_overrides(then: &Portfolio, decision: &Decision) -> Portfolio {
    let mut register = then.register().clone();
    register
        .overrides
        .retain(|_, passed| passed.decision != decision.id);
    let register = Arc::new(register);
    match then.stood_on() {
        Some(day) => Portfolio::as_of(register, day),
        None => Portfolio::new(register),
    }
}

/// By which plan and yardstick it is shown, and what of them was edited since.
fn by_what(policy: &PolicyThen, edited: impl FnOnce() -> Vec<String>, lang: Lang) -> String {
    match (policy, lang) {
        (PolicyThen::NotKept, Lang::Nl) => {
            "Van plan en meetlat is geen kopie van toen bewaard: zij zijn gelezen zoals zij nu in de werkmap staan.".to_owned()
        }
        (PolicyThen::NotKept, Lang::En) => {
            "No copy of that time is kept of the plan and the yardstick: they are read as they now stand in the workspace.".to_owned()
        }
        (PolicyThen::Spoilt(_), Lang::Nl) => {
            "De kopie van plan en meetlat van toen is beschadigd of niet te lezen: zij zijn gelezen zoals zij nu in de werkmap staan."
                .to_owned()
        }
        (PolicyThen::Spoilt(_), Lang::En) => {
            "The copy of the plan and the yardstick of that time is damaged or cannot be read: they are read as they now stand in the workspace."
                .to_owned()
        }
        (PolicyThen::WithoutPlan { kept }, Lang::Nl) => format!(
            "Het plan stond nog niet bij de bestanden die op {} zijn bewaard: plan en meetlat zijn gelezen zoals zij nu in de werkmap staan.",
            date::date(*kept, lang)
        ),
        (PolicyThen::WithoutPlan { kept }, Lang::En) => format!(
            "The plan was not among the files that were kept on {} yet: the plan and the yardstick are read as they now stand in the workspace.",
            date::date(*kept, lang)
        ),
        (PolicyThen::Unread { kept }, Lang::Nl) => format!(
            "Plan en meetlat van toen zijn bewaard ({}), maar deze Koers vindt er fouten in: zij zijn gelezen zoals zij nu in de werkmap staan.",
            date::date(*kept, lang)
        ),
        (PolicyThen::Unread { kept }, Lang::En) => format!(
            "The plan and the yardstick of that time are kept ({}), but this Koers finds errors in them: they are read as they now stand in the workspace.",
            date::date(*kept, lang)
        ),
        (PolicyThen::Kept { kept, .. }, lang) => {
            let kept = date::date(*kept, lang);
            let edited = edited().join(", ");
            match (edited.is_empty(), lang) {
                (true, Lang::Nl) => format!("Plan en meetlat zijn die van toen, zoals zij zijn bewaard op {kept}; zij staan nu nog zo in de werkmap."),
                (true, Lang::En) => format!("The plan and the yardstick are those of that time, as they were kept on {kept}; they still stand so in the workspace."),
                (false, Lang::Nl) => format!("Plan en meetlat zijn die van toen, zoals zij zijn bewaard op {kept}. In de werkmap is sindsdien anders: {edited}."),
                (false, Lang::En) => format!("The plan and the yardstick are those of that time, as they were kept on {kept}. In the workspace this is different since: {edited}."),
            }
        }
    }
}

/// The plan and the yardsticks that bear on a decision and are no longer what they were.
fn edited(
    decision: &Decision,
    tests: &[&Appraisal],
    then: &Definitions,
    now: &Definitions,
    lang: Lang,
) -> Vec<String> {
    let plan = decision
        .weighed
        .selection
        .as_ref()
        .and_then(|id| then.selections.get(id));
    let mut sets: BTreeSet<(&Id, u32)> = tests.iter().map(|test| (&test.set, test.version)).collect();
    sets.extend(plan.map(|plan| (&plan.criteria, plan.version)));
    let mut said = Vec::new();
    if let Some(plan) = plan.filter(|plan| now.selections.get(&plan.id) != Some(plan)) {
        let gone = match now.selections.contains_key(&plan.id) {
            true => "",
            false => lang.pick(", dat er niet meer is", ", which is no longer there"),
        };
        said.push(format!("{} {}{gone}", lang.pick("het plan", "the plan"), plan.id));
    }
    for (set, version) in sets {
        let hash = |all: &Definitions| Some(all.yardstick(set, version)?.hash);
        if hash(then) != hash(now) {
            said.push(format!(
                "{} {set}, {} {version}",
                lang.pick("de meetlat", "the yardstick"),
                lang.pick("versie", "version")
            ));
        }
    }
    said
}

/// What a page shows, as it lay before a decision.
pub(in crate::pages) struct Before {
    decision: Decision,
    then: Then,
}

/// What is said above such a page.
pub(in crate::pages) struct Weighed {
    /// The page of the decision.
    pub(in crate::pages) link: String,
    pub(in crate::pages) decision: Phrase,
    pub(in crate::pages) day: String,
    /// Of which moment everything is.
    pub(in crate::pages) stood: Vec<String>,
}

fn fixed_by_decision(key: &str) -> Wrong {
    Wrong::new(
        key,
        "gaat niet samen met besluit: wat bij een besluit is gewogen, ligt vast met zijn dag en zijn bedragen; laat een van beide weg",
        "does not go together with besluit: what was weighed in a decision is fixed, with its day and its amounts; leave one of the two out",
    )
}

impl Before {
    /// The decision that is asked for, with the register of its day; nothing when the page is asked as it stands now.
    ///
    /// # Errors
    /// [`Fault::BadInput`] when no decision of that name weighed what the page shows, or something is asked besides that the decision fixes.
    pub(in crate::pages) fn asked(
        site: &Site,
        ask: &Ask,
        now: &Portfolio,
        weighed: impl Fn(&Decision) -> bool,
    ) -> Result<Option<Self>, Fault> {
        let Some(named) = ask.get(DECISION) else {
            return Ok(None);
        };
        // What the decision fixes is not asked besides.
        let beside = ask.given().filter(|key| *key != DECISION);
        let wrong: Vec<Wrong> = beside.map(fixed_by_decision).collect();
        Fault::if_any(wrong)?;
        let mut decisions = now.register().decisions.values();
        let found = decisions.find(|one| one.id.as_str() == named && weighed(one));
        let decision = found.cloned().ok_or_else(|| {
            Wrong::new(
                DECISION,
                "is geen besluit waarin dit is gewogen",
                "is no decision in which this was weighed",
            )
        })?;
        let then = Then::of(site, &decision);
        Ok(Some(Self { decision, then }))
    }

    /// The same, where the register of that day has what the page needs; else it was entered later.
    pub(in crate::pages) fn where_there(mut self, there: impl Fn(&Register) -> bool) -> Self {
        if let Then::Known(then) = &self.then
            && !there(then.portfolio.register())
        {
            self.then = Then::EnteredLater;
        }
        self
    }

    /// The day of the decision.
    pub(in crate::pages) fn day(&self) -> Date {
        self.decision.on
    }

    /// What to weigh by.
    pub(in crate::pages) fn definitions<'a>(&'a self, now: &'a Definitions) -> &'a Definitions {
        self.then.definitions(now)
    }

    /// The register to answer with.
    pub(in crate::pages) fn portfolio<'a>(&'a self, now: &'a Portfolio) -> &'a Portfolio {
        self.then.portfolio(now)
    }

    /// What to say of it.
    pub(in crate::pages) fn said(&self, ask: &Ask, definitions: &Definitions, now: &Portfolio) -> Weighed {
        Weighed {
            link: ask.link(&paths::decision(self.decision.id.as_str())),
            decision: Phrase::new(&self.decision.title, ask.lang),
            day: date::date(self.decision.on, ask.lang),
            stood: self.then.said(definitions, now, &self.decision, ask.lang),
        }
    }
}
