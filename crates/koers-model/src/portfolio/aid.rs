//! Rules that allow aid below a ceiling, with the days on which they hold.

use super::money::Money;
use super::worded::worded;
use crate::address::WebAddress;
use crate::id::Id;
use crate::text::Text;
use jiff::civil::Date;

worded! {
    /// How the years of a ceiling are counted back from the day of a grant.
    Window {
        /// To the day: a grant on 1 March 2026 is added to those from 2 March 2023 on.
        Days "days" "tot op de dag" "to the day";
        /// The calendar year of the grant and the years before it: a grant on 1 March 2020 is added to those from 1 January 2018 on.
        CalendarYears "calendar-years" "hele kalenderjaren" "whole calendar years";
    }
}

/// A ceiling with the days on which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceiling {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Option<Date>,
    /// The most that one undertaking may get within the window.
    pub amount: Money,
    /// Length of the window in years, the year of the grant included.
    pub years: i16,
    /// How those years are counted.
    pub window: Window,
    /// The law that says so, with its article.
    pub source: Text,
    /// Where the law can be read.
    pub url: Option<WebAddress>,
}

/// A rule that allows aid below a ceiling. Its ceilings follow one another and never hold on the same day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AidRule {
    /// Its id: what an entry in the register of aid names.
    pub id: Id,
    /// Its name.
    pub title: Text,
    /// What it says, in our words.
    pub text: Option<Text>,
    /// Its ceilings, oldest first.
    pub ceilings: Vec<Ceiling>,
}
