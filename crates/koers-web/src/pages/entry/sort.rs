//! The kinds of things that can be entered: their sheet, their kind in the register, their word in addresses.

use crate::answer::Fault;
use crate::ask::Ask;
use crate::pages::aid::{AID, LOANS};
use crate::paths;
use crate::pen::deed;
use koers_model::id::Id;
use koers_model::portfolio::register::Register;
use koers_model::text::Lang;
use koers_run::permission::Deed;
use koers_sheet::Sheet;
use koers_store::{Kind, Record};

macro_rules! sorts {
    ($( $sort:ident $sheet:ident $kind:ident $word:literal $one_nl:literal $one_en:literal; )+) => {
        /// A kind of thing that can be entered.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Sort { $( #[doc = $one_en] $sort, )+ }

        impl Sort {
            /// All of them, in the order in which they are usually entered.
            pub const ALL: &'static [Self] = &[ $( Self::$sort ),+ ];
            /// Its sheet.
            #[must_use]
            pub const fn sheet(self) -> Sheet {
                match self { $( Self::$sort => Sheet::$sheet ),+ }
            }
            /// Its kind in the register.
            #[must_use]
            pub const fn kind(self) -> Kind {
                match self { $( Self::$sort => Kind::$kind ),+ }
            }
            /// Its word in addresses.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$sort => $word ),+ }
            }
            /// One of them, as people say it.
            #[must_use]
            pub fn one(self, lang: Lang) -> &'static str {
                match self { $( Self::$sort => lang.pick($one_nl, $one_en) ),+ }
            }
        }
    };
}

sorts! {
    Action Actions Action "acties" "actie of voorstel" "action or proposal";
    Organisation Organisations Organisation "organisaties" "organisatie" "organisation";
    Funding Funding FundingSource "financiering" "financieringsbron" "funding source";
    Estimate Estimates Estimate "schattingen" "schatting" "estimate";
    Finding Findings Finding "bevindingen" "bevinding" "finding";
    Appraisal Appraisals Appraisal "toetsingen" "toetsing" "appraisal";
    Decision Decisions Decision "besluiten" "besluit" "decision";
    Override Overrides Override "afwijkingen" "afwijking" "override";
    Aid Aid Aid "steun" "steun aan een onderneming" "aid to an undertaking";
    Control Controls Control "zeggenschap" "zeggenschap" "control";
    Loan Loans Loan "leningen" "lening" "loan";
}

impl Sort {
    /// The one that an address names.
    ///
    /// # Errors
    /// [`Fault::NotFound`] when there is none.
    pub fn of(ask: &Ask) -> Result<Self, Fault> {
        let word = ask.part("soort");
        let found = Self::ALL.iter().copied().find(|sort| sort.word() == word);
        found.ok_or_else(|| Fault::NotFound {
            what: ask.path.clone(),
            near: Self::ALL.iter().map(|sort| sort.word().to_owned()).collect(),
        })
    }
    /// What must be permitted before it is entered.
    #[must_use]
    pub const fn deed(self) -> Deed {
        deed(self.kind())
    }
}

/// The id that an address names.
///
/// # Errors
/// [`Fault::NotFound`] when it is no id.
pub fn id_of(ask: &Ask) -> Result<Id, Fault> {
    Id::new(ask.part("id")).map_err(|_| Fault::not_found(&ask.path))
}

/// By what people know a thing.
pub fn name(record: &Record, lang: Lang) -> String {
    match record {
        Record::Organisation(one) => one.name.clone(),
        Record::FundingSource(one) => one.title.get(lang).to_owned(),
        Record::Action(one) => one.title.get(lang).to_owned(),
        Record::Decision(one) => one.title.get(lang).to_owned(),
        Record::Appraisal(one) => format!("{}, {}", one.proposal, one.assessor),
        Record::Override(one) => format!("{}, {}", one.proposal, one.decision),
        Record::Estimate(one) => format!("{}, {}", one.action, one.unit.label(lang)),
        Record::Finding(one) => one.estimate.to_string(),
        Record::Aid(one) => format!("{}, {}", one.undertaking, one.rule),
        Record::Control(one) => format!("{} → {}", one.parent, one.child),
        Record::Loan(one) => format!("{}, {}", one.borrower, one.fund),
        other => other.id().to_string(),
    }
}

/// The page that shows a thing, Dutch; `None` where none does by itself.
pub fn shown_on(record: &Record, register: &Register) -> Option<String> {
    Some(match record {
        Record::Action(one) => paths::action(one.id.as_str()),
        Record::Decision(one) => paths::decision(one.id.as_str()),
        Record::Estimate(one) => paths::action(one.action.as_str()),
        Record::Finding(one) => paths::action(register.estimates.get(&one.estimate)?.action.as_str()),
        Record::Appraisal(one) => paths::appraisal(one.proposal.as_str()),
        Record::Override(one) => paths::appraisal(one.proposal.as_str()),
        Record::Aid(_) | Record::Control(_) => AID.to_owned(),
        Record::Loan(_) => LOANS.to_owned(),
        _ => return None,
    })
}
