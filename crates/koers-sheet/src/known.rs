//! The ids that cells may name.

use crate::layout::Sheet;
use crate::yardstick::Yardstick;
use koers_model::text::{Lang, Text};
use std::collections::BTreeMap;

macro_rules! targets {
    ($( $(#[$doc:meta])* $target:ident $word:literal $nl:literal $en:literal $head_nl:literal $head_en:literal; )+) => {
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
            /// One of them, as people say it.
            #[must_use]
            pub fn label(self, lang: Lang) -> &'static str {
                match self { $( Self::$target => lang.pick($nl, $en) ),+ }
            }
            /// What stands above a list of them.
            pub(crate) fn head(self, lang: Lang) -> &'static str {
                match self { $( Self::$target => lang.pick($head_nl, $head_en) ),+ }
            }
        }
    };
}

targets! {
    /// An organisation of the register.
    Organisation "organisation" "een organisatie" "an organisation" "Organisatie" "Organisation";
    /// A source of money of the register.
    FundingSource "funding-source" "een financieringsbron" "a funding source" "Financieringsbron" "Funding source";
    /// An action of the register.
    Action "action" "een actie" "an action" "Actie" "Action";
    /// An appraisal of the register.
    Appraisal "appraisal" "een toetsing" "an appraisal" "Toetsing" "Appraisal";
    /// An estimate of the register.
    Estimate "estimate" "een schatting" "an estimate" "Schatting" "Estimate";
    /// A decision of the register.
    Decision "decision" "een besluit" "a decision" "Besluit" "Decision";
    /// A loan of the register.
    Loan "loan" "een lening" "a loan" "Lening" "Loan";
    /// A programme of policy.
    Framework "framework" "een beleidsprogramma" "a programme of policy" "Beleidsprogramma" "Programme of policy";
    /// A line or theme.
    Line "line" "een lijn of thema" "a line or theme" "Lijn of thema" "Line or theme";
    /// An objective.
    Objective "objective" "een doelstelling" "an objective" "Doelstelling" "Objective";
    /// An activity.
    Activity "activity" "een activiteit" "an activity" "Activiteit" "Activity";
    /// An outcome.
    Outcome "outcome" "een resultaat" "an outcome" "Resultaat" "Outcome";
    /// A role of the province.
    Role "role" "een rol" "a role" "Rol van de provincie" "Role of the province";
    /// A level of scale.
    Scale "scale" "een schaalniveau" "a level of scale" "Schaal" "Scale";
    /// A domain of policy.
    Domain "domain" "een beleidsdomein" "a domain of policy" "Domein" "Domain";
    /// A partner of a programme.
    Partner "partner" "een partner van het programma" "a partner of the programme" "Partner van het programma" "Partner of the programme";
    /// Any element of a programme.
    Element "element" "een onderdeel van het programma" "an element of the programme" "Onderdeel van het programma" "Element of the programme";
    /// A region.
    Region "region" "een gebied" "a region" "Gebied" "Region";
    /// An indicator.
    Indicator "indicator" "een indicator" "an indicator" "Indicator" "Indicator";
    /// A programme of the budget.
    Programme "programme" "een begrotingsprogramma" "a programme of the budget" "Begrotingsprogramma" "Programme of the budget";
    /// A task field of the accounts.
    TaskField "task-field" "een taakveld" "a task field" "Taakveld" "Task field";
    /// A set of criteria.
    CriteriaSet "criteria-set" "een meetlat" "a set of criteria" "Meetlat" "Set of criteria";
    /// A gate of such a set.
    Gate "gate" "een poort van de meetlat" "a gate of the set of criteria" "Poort" "Gate";
    /// A criterion of such a set.
    Criterion "criterion" "een criterium van de meetlat" "a criterion of the set of criteria" "Criterium" "Criterion";
    /// A rule on aid.
    AidRule "aid-rule" "een steunregel" "a rule on aid" "Steunregel" "Rule on aid";
    /// A plan to choose by.
    Selection "selection" "een plan om uit voorstellen te kiezen" "a plan to choose among proposals" "Plan om te kiezen" "Plan to choose by";
    /// A published edition.
    Edition "edition" "een editie" "an edition" "Editie" "Edition";
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
    /// One of them, with the sheet on which it stands.
    pub(crate) fn wanted(self) -> Text {
        let said = |lang: Lang| match self.sheet() {
            Some(sheet) => {
                let on = lang.pick("van het blad", "of the sheet");
                format!("{} {on} {}", self.label(lang), sheet.title(lang))
            }
            None => self.label(lang).to_owned(),
        };
        Text::both(said(Lang::Nl), said(Lang::En))
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
