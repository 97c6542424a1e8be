//! The ids that cells may name.

use crate::layout::Sheet;
use crate::yardstick::Yardstick;
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

macro_rules! targets {
    ($( $(#[$doc:meta])* $target:ident $word:literal $nl:literal $en:literal; )+) => {
        /// What a cell can name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Target { $( $(#[$doc])* $target, )+ }

        impl Target {
            /// All of them.
            pub const ALL: &'static [Self] = &[ $( Self::$target ),+ ];

            /// Its word.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$target => $word ),+ }
            }
            /// What people read.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $( Self::$target => lang.pick($nl, $en) ),+ }
            }
        }
    };
}

targets! {
    /// An organisation of the register.
    Organisation "organisation" "een organisatie van het blad Organisaties" "an organisation of the sheet Organisations";
    /// A source of money of the register.
    FundingSource "funding-source" "een bron van het blad Financiering" "a source of the sheet Funding";
    /// An action of the register.
    Action "action" "een actie van het blad Acties" "an action of the sheet Actions";
    /// An appraisal of the register.
    Appraisal "appraisal" "een toetsing van het blad Toetsingen" "an appraisal of the sheet Appraisals";
    /// An estimate of the register.
    Estimate "estimate" "een schatting van het blad Schattingen" "an estimate of the sheet Estimates";
    /// A decision of the register.
    Decision "decision" "een besluit van het blad Besluiten" "a decision of the sheet Decisions";
    /// A loan of the register.
    Loan "loan" "een lening van het blad Leningen" "a loan of the sheet Loans";
    /// A programme of policy.
    Framework "framework" "een beleidsprogramma" "a programme of policy";
    /// A line or theme.
    Line "line" "een lijn of thema" "a line or theme";
    /// An objective.
    Objective "objective" "een doelstelling" "an objective";
    /// An activity.
    Activity "activity" "een activiteit" "an activity";
    /// An outcome.
    Outcome "outcome" "een resultaat" "an outcome";
    /// A role of the province.
    Role "role" "een rol" "a role";
    /// A level of scale.
    Scale "scale" "een schaalniveau" "a level of scale";
    /// A domain of policy.
    Domain "domain" "een beleidsdomein" "a domain of policy";
    /// A partner of a programme.
    Partner "partner" "een partner van het programma" "a partner of the programme";
    /// Any element of a programme.
    Element "element" "een onderdeel van het programma" "an element of the programme";
    /// A region.
    Region "region" "een gebied" "a region";
    /// An indicator.
    Indicator "indicator" "een indicator" "an indicator";
    /// A programme of the budget.
    Programme "programme" "een begrotingsprogramma" "a programme of the budget";
    /// A task field of the accounts.
    TaskField "task-field" "een taakveld" "a task field";
    /// A set of criteria.
    CriteriaSet "criteria-set" "een meetlat" "a set of criteria";
    /// A gate of such a set.
    Gate "gate" "een poort van de meetlat" "a gate of the set of criteria";
    /// A criterion of such a set.
    Criterion "criterion" "een criterium van de meetlat" "a criterion of the set of criteria";
    /// A rule on aid.
    AidRule "aid-rule" "een steunregel" "a rule on aid";
    /// A plan to choose by.
    Selection "selection" "een plan om uit voorstellen te kiezen" "a plan to choose among proposals";
    /// A published edition.
    Edition "edition" "een editie" "an edition";
}

impl Target {
    /// Whether the register itself says what there is.
    pub(crate) const fn is_inside(self) -> bool {
        self.sheet().is_some()
    }
    /// The sheet on which such a thing stands; `None` for what stands outside the register.
    pub(crate) const fn sheet(self) -> Option<Sheet> {
        Some(match self {
            Self::Organisation => Sheet::Organisations,
            Self::FundingSource => Sheet::Funding,
            Self::Action => Sheet::Actions,
            Self::Appraisal => Sheet::Appraisals,
            Self::Estimate => Sheet::Estimates,
            Self::Decision => Sheet::Decisions,
            Self::Loan => Sheet::Loans,
            _ => return None,
        })
    }
    pub(crate) fn wanted(self) -> Text {
        Text::both(self.label(Lang::Nl), self.label(Lang::En))
    }
}

/// The ids outside the register that cells may name, with a title for people. A target that nothing was said of is not checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    sets: BTreeMap<Target, BTreeMap<String, String>>,
    yardsticks: BTreeMap<String, BTreeMap<u32, Yardstick>>,
}

impl Known {
    /// Nothing is known, so nothing outside the register is checked.
    #[must_use]
    pub fn nothing() -> Self {
        Self::default()
    }
    /// Says what there is of a target: id and title. Said twice, it adds up; nothing says nothing.
    pub fn add<I: Into<String>, T: Into<String>>(
        &mut self,
        target: Target,
        ids: impl IntoIterator<Item = (I, T)>,
    ) {
        for (id, title) in ids {
            let set = self.sets.entry(target).or_default();
            set.insert(id.into(), title.into());
        }
    }
    /// Says that there is no more of a target than was said, also where that is nothing.
    pub fn close(&mut self, target: Target) {
        self.sets.entry(target).or_default();
    }
    /// Says what a version of a set of criteria holds appraisals to.
    pub fn hold(&mut self, set: &str, version: u32, to: Yardstick) {
        let versions = self.yardsticks.entry(set.to_owned()).or_default();
        versions.insert(version, to);
    }
    /// The versions of a set of criteria; `None` where nothing was said of it.
    pub(crate) fn versions(&self, set: &str) -> Option<&BTreeMap<u32, Yardstick>> {
        self.yardsticks.get(set)
    }
    pub(crate) fn of(&self, target: Target) -> Option<&BTreeMap<String, String>> {
        self.sets.get(&target)
    }
}
