//! `aid/<rule>.yaml`: a rule that allows aid below a ceiling.

use super::element::{Bilingual, build_all, build_optional};
use super::leaf::{FewYears, FormatVersion};
use crate::place::Sp;
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::portfolio::aid::{AidRule, Ceiling, Window};
use koers_model::portfolio::money::Money;

record! {
    /// A rule that allows aid below a ceiling, with the days on which each ceiling holds.
    pub struct AidFile {
        /// Version of the file format: 1.
        required koers: Option<Sp<FormatVersion>>,
        /// Name of the rule, which is also the name of the file.
        required rule: Option<Sp<Id>>,
        /// What people read.
        required title: Option<Bilingual>,
        /// What it says, in our own words.
        optional text: Option<Bilingual>,
        /// Its ceilings, oldest first.
        filled ceilings: Vec<CeilingEntry>,
    }
}

record! {
    /// A ceiling with the days on which it holds.
    pub struct CeilingEntry {
        /// The first day on which it holds.
        required from: Option<Sp<Date>>,
        /// The last day; left out when none is known.
        optional to: Option<Sp<Date>>,
        /// The most that one undertaking may get within the window, in euro.
        required amount: Option<Sp<Money>>,
        /// How many years the window is long.
        required years: Option<Sp<FewYears>>,
        /// How they are counted back from the day of the grant: `days` to the day, `calendar-years` with whole calendar years, the one
        /// of the grant included.
        required window: Option<Sp<Window>>,
        /// The law that says so, with its article.
        required source: Option<Bilingual>,
        /// Where it can be read.
        optional url: Option<Sp<WebAddress>>,
    }
}

impl AidFile {
    pub(crate) fn build(&self) -> Option<AidRule> {
        self.koers.as_ref()?;
        let ceiling = |entry: &CeilingEntry| {
            Some(Ceiling {
                from: entry.from.as_ref()?.value,
                to: entry.to.as_ref().map(|to| to.value),
                amount: entry.amount.as_ref()?.value,
                years: entry.years.as_ref()?.value.0,
                window: entry.window.as_ref()?.value,
                source: entry.source.as_ref()?.build()?,
                url: entry.url.as_ref().map(|url| url.value.clone()),
            })
        };
        Some(AidRule {
            id: self.rule.as_ref()?.value.clone(),
            title: self.title.as_ref()?.build()?,
            text: build_optional(self.text.as_ref(), Bilingual::build)?,
            ceilings: build_all(&self.ceilings, ceiling)?,
        })
    }
}
