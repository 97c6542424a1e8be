//! De minimis aid: how much room an undertaking still has on a day.
//!
//! Regulation (EU) 2023/2831, article 3: the aid to a *single undertaking* in any three years may not pass a ceiling. Its predecessor,
//! Regulation (EU) 1407/2013, counted three *fiscal years*, the one of the grant included. What counts is the day
//! of the decision to grant, and the gross grant equivalent. Firms that control one another are one undertaking (article 2, paragraph 2);
//! after a merger or takeover, earlier aid to each of them counts (article 3, paragraph 8); after a split it stays with who got it.

use jiff::ToSpan;
use jiff::civil::Date;
use koers_model::id::Id;
use koers_model::portfolio::aid::{Ceiling, Window};
use koers_model::portfolio::decision::{Aid, Control};
use koers_model::portfolio::money::{Money, TooMuch};
use std::collections::BTreeSet;

/// How much room an undertaking has under a rule on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room<'a> {
    /// Every organisation that belongs to the undertaking, itself among them.
    pub members: BTreeSet<&'a Id>,
    /// First day that counts; the last one is the day asked for.
    pub from: Date,
    /// The grants that count, oldest first.
    pub counted: Vec<&'a Aid>,
    /// What they come to.
    pub used: Money,
    /// The ceiling on that day, with the law that says so.
    pub ceiling: &'a Ceiling,
}

impl Room<'_> {
    /// What may still be granted; nothing when the ceiling was passed already.
    #[must_use]
    pub fn left(&self) -> Money {
        match self.ceiling.amount.minus(self.used) {
            Some(left) if !left.is_negative() => left,
            _ => Money::ZERO,
        }
    }
    /// How far the ceiling was passed; nothing when it was not.
    #[must_use]
    pub fn over(&self) -> Money {
        match self.used.minus(self.ceiling.amount) {
            Some(over) if !over.is_negative() => over,
            _ => Money::ZERO,
        }
    }
    /// Whether a grant fits. One that passes the ceiling falls out of the rule as a whole, not only with what is too much.
    #[must_use]
    pub fn fits(&self, grant: Money) -> bool {
        !grant.is_negative()
            && self
                .used
                .plus(grant)
                .is_some_and(|sum| sum <= self.ceiling.amount)
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AidError {
    /// The rule has no ceiling on that day.
    #[error("the rule has no ceiling on {0}")]
    NoCeiling(Date),
    /// The window would begin before days can be counted.
    #[error("a window of {years} years before {day} cannot be counted")]
    NoWindow {
        /// The day asked for.
        day: Date,
        /// Length of the window.
        years: i16,
    },
    /// More money than can be counted.
    #[error(transparent)]
    TooMuch(#[from] TooMuch),
}

/// The organisations that are one undertaking with this one on a day: everybody reached over control in either direction.
#[must_use]
pub fn undertaking<'a>(
    of: &'a Id,
    controls: impl IntoIterator<Item = &'a Control>,
    day: Date,
) -> BTreeSet<&'a Id> {
    let holds = |control: &&Control| control.from <= day && control.to.is_none_or(|to| day <= to);
    let ties: Vec<&Control> = controls.into_iter().filter(holds).collect();
    let mut members = BTreeSet::from([of]);
    let mut next = vec![of];
    while let Some(member) = next.pop() {
        for tie in &ties {
            let other = if tie.parent == *member {
                &tie.child
            } else if tie.child == *member {
                &tie.parent
            } else {
                continue;
            };
            if members.insert(other) {
                next.push(other);
            }
        }
    }
    members
}

/// The first day that counts. To the day, a grant on 1 March 2026 is added to those from 2 March 2023 on; by calendar years, to those from
/// 1 January 2024 on.
///
/// # Errors
/// [`AidError::NoWindow`] at the edge of the calendar.
pub fn window(day: Date, years: i16, window: Window) -> Result<Date, AidError> {
    let first = match window {
        Window::Days => day
            .checked_sub(years.years())
            .and_then(|before| before.tomorrow()),
        Window::CalendarYears => Date::new(day.year().saturating_sub(years.saturating_sub(1)), 1, 1),
    };
    first.map_err(|_| AidError::NoWindow { day, years })
}

/// The ceiling of a rule that holds on a day.
#[must_use]
pub fn ceiling_on(ceilings: &[Ceiling], day: Date) -> Option<&Ceiling> {
    let holds = |ceiling: &&Ceiling| ceiling.from <= day && ceiling.to.is_none_or(|to| day <= to);
    ceilings.iter().find(holds)
}

/// How much room an organisation has under a rule on a day, before the grant that is thought of.
///
/// # Errors
/// [`AidError`] when the rule says nothing for that day, or amounts pass what can be counted.
pub fn room<'a>(
    organisation: &'a Id,
    rule: &Id,
    ceilings: &'a [Ceiling],
    aid: impl IntoIterator<Item = &'a Aid>,
    controls: impl IntoIterator<Item = &'a Control>,
    day: Date,
) -> Result<Room<'a>, AidError> {
    let ceiling = ceiling_on(ceilings, day).ok_or(AidError::NoCeiling(day))?;
    let from = window(day, ceiling.years, ceiling.window)?;
    let members = undertaking(organisation, controls, day);
    let mut counted: Vec<&Aid> = aid
        .into_iter()
        .filter(|aid| {
            aid.rule == *rule
                && from <= aid.granted
                && aid.granted <= day
                && members.contains(&aid.undertaking)
        })
        .collect();
    counted.sort_by_key(|aid| (aid.granted, &aid.id));
    let mut used = Money::ZERO;
    for aid in &counted {
        used = used.plus(aid.amount).ok_or(TooMuch)?;
    }
    Ok(Room {
        members,
        from,
        counted,
        used,
        ceiling,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]
    use super::*;
    use crate::made::id;
    use jiff::civil::date;
    use koers_model::text::Text;

    fn aid(of: &str, euro: i64, granted: Date) -> Aid {
        Aid {
            id: id(&format!("{of}-{granted}")),
            undertaking: id(of),
            rule: id("de-minimis"),
            amount: Money::euro(euro).unwrap(),
            granted,
            action: None,
        }
    }
    fn ceilings() -> Vec<Ceiling> {
        let ceiling = |from, to, euro, window| Ceiling {
            from,
            to,
            amount: Money::euro(euro).unwrap(),
            years: 3,
            window,
            source: Text::dutch("…"),
            url: None,
        };
        vec![
            // Regulation (EU) 1407/2013, until the end of 2023; then 2023/2831.
            ceiling(
                date(2014, 1, 1),
                Some(date(2023, 12, 31)),
                200_000,
                Window::CalendarYears,
            ),
            ceiling(date(2024, 1, 1), Some(date(2030, 12, 31)), 300_000, Window::Days),
        ]
    }
    fn control(parent: &str, child: &str, from: Date, to: Option<Date>) -> Control {
        Control {
            id: id(&format!("{parent}-{child}")),
            parent: id(parent),
            child: id(child),
            from,
            to,
            reason: "majority of votes".into(),
        }
    }

    #[test]
    fn a_grant_counts_for_three_years_to_the_day() {
        let (firm, rule) = (id("a"), id("de-minimis"));
        let day = date(2026, 3, 1);
        let all = [
            aid("a", 100_000, date(2023, 3, 1)),
            aid("a", 120_000, date(2023, 3, 2)),
            aid("a", 30_000, day),
            aid("a", 50_000, date(2026, 3, 2)),
        ];
        let ceilings = ceilings();
        let room = room(&firm, &rule, &ceilings, &all, &[], day).unwrap();
        assert_eq!((room.from, room.counted.len()), (date(2023, 3, 2), 2));
        assert_eq!(room.left(), Money::euro(150_000).unwrap());
        assert_eq!(room.over(), Money::ZERO);
        assert!(room.fits(Money::euro(150_000).unwrap()));
        assert!(!room.fits(Money::cents(15_000_001)));
        assert_eq!(window(date(2028, 2, 29), 3, Window::Days), Ok(date(2025, 3, 1)));
    }

    #[test]
    fn past_the_ceiling_there_is_no_room_and_it_is_said_how_far() {
        let (firm, rule, ceilings) = (id("a"), id("de-minimis"), ceilings());
        let day = date(2026, 3, 1);
        for (euro, left, over) in [(299_999, 1, 0), (300_000, 0, 0), (655_000, 0, 355_000)] {
            let all = [aid("a", euro, day)];
            let room = room(&firm, &rule, &ceilings, &all, &[], day).unwrap();
            assert_eq!(room.left(), Money::euro(left).unwrap());
            assert_eq!(room.over(), Money::euro(over).unwrap());
        }
    }

    #[test]
    fn the_older_rule_counts_whole_years() {
        let (firm, rule, ceilings) = (id("a"), id("de-minimis"), ceilings());
        let all = [
            aid("a", 90_000, date(2017, 12, 31)),
            aid("a", 80_000, date(2018, 1, 1)),
        ];
        let room = |day| room(&firm, &rule, &ceilings, &all, &[], day).unwrap();
        // The grant of New Year's Eve falls out with its year, and not three years later to the day.
        assert_eq!(room(date(2019, 12, 31)).left(), Money::euro(30_000).unwrap());
        let next = room(date(2020, 1, 1));
        assert_eq!(
            (next.from, next.left()),
            (date(2018, 1, 1), Money::euro(120_000).unwrap())
        );
        let edge = window(date(-9999, 6, 1), 3, Window::CalendarYears);
        assert_eq!(
            edge,
            Err(AidError::NoWindow {
                day: date(-9999, 6, 1),
                years: 3
            })
        );
    }

    #[test]
    fn firms_that_control_one_another_are_one_and_take_their_aid_along() {
        let (rule, ceilings) = (id("de-minimis"), ceilings());
        let all = [
            aid("child", 250_000, date(2024, 6, 1)),
            aid("aunt", 40_000, date(2024, 7, 1)),
        ];
        let ties = [
            control("parent", "child", date(2025, 1, 1), Some(date(2025, 12, 31))),
            control("parent", "aunt", date(2020, 1, 1), None),
        ];
        let parent = id("parent");
        let used = |day| room(&parent, &rule, &ceilings, &all, &ties, day).unwrap().used;
        // Before the takeover, after it, and after the split.
        assert_eq!(used(date(2024, 12, 31)), Money::euro(40_000).unwrap());
        assert_eq!(used(date(2025, 12, 31)), Money::euro(290_000).unwrap());
        assert_eq!(used(date(2026, 1, 1)), Money::euro(40_000).unwrap());
        // The circle closes without end.
        let round = [
            control("a", "b", date(2020, 1, 1), None),
            control("b", "a", date(2020, 1, 1), None),
        ];
        assert_eq!(undertaking(&id("a"), &round, date(2024, 1, 1)).len(), 2);
    }

    #[test]
    fn the_ceiling_is_that_of_the_day_and_none_is_made_up() {
        let (firm, rule, ceilings) = (id("a"), id("de-minimis"), ceilings());
        let on =
            |day| room(&firm, &rule, &ceilings, &[], &[], day).map(|room| room.ceiling.amount.in_cents());
        assert_eq!(on(date(2023, 12, 31)), Ok(20_000_000));
        assert_eq!(on(date(2024, 1, 1)), Ok(30_000_000));
        assert_eq!(on(date(2031, 1, 1)), Err(AidError::NoCeiling(date(2031, 1, 1))));
    }
}
