//! Single values of criteria, aid rules and selections.

use super::{Leaf, Words};
use crate::file::decode::Expected;
use koers_model::portfolio::aid::Window;
use koers_model::portfolio::appraisal::WeightsFrom;
use koers_model::portfolio::money::Money;
use serde_json::{Value, json};

/// What a gate looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GateWord {
    ServesOutcome,
    AidCeiling,
    EligibleRegion,
    CofinancingComplete,
    NotDecided,
    Judged,
}

words! {
    GateWord {
        "serves-outcome" ServesOutcome, "aid-ceiling" AidCeiling, "eligible-region" EligibleRegion,
        "cofinancing-complete" CofinancingComplete, "not-decided" NotDecided, "judged" Judged,
    }
}

/// Kinds of the model that know their own words.
macro_rules! own_words {
    ($($type:ty),*) => { $(
        impl Words for $type {
            fn words() -> Vec<(&'static str, Self)> {
                Self::ALL.iter().map(|kind| (kind.word(), *kind)).collect()
            }
        }
    )* };
}

own_words! { Window, WeightsFrom }

/// Declares a whole number between two bounds.
macro_rules! whole {
    ($( $(#[$doc:meta])* $name:ident($of:ty) $least:literal to $most:literal, $nl:literal, $en:literal; )*) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) $of);

        impl Leaf for $name {
            fn read(text: &str) -> Option<Self> {
                let plain = text.bytes().all(|b| b.is_ascii_digit());
                let number = plain.then(|| text.parse().ok()).flatten()?;
                ($least..=$most).contains(&number).then_some(Self(number))
            }
            fn expected() -> Expected {
                Expected::Said($nl, $en)
            }
            fn schema() -> Value {
                json!({"type": "integer", "minimum": $least, "maximum": $most})
            }
        }
    )* };
}

whole! {
    /// A score on a scale.
    ScoreStep(u8) 0 to 100, "een heel getal van 0 tot en met 100", "a whole number from 0 to 100";
    /// A weight in thousandths of the whole.
    Thousandths(u16) 0 to 1000,
        "een heel getal van 0 tot en met 1000 (duizendsten)", "a whole number from 0 to 1000 (thousandths)";
    /// A number of years that people can look back over.
    FewYears(i16) 1 to 50, "een aantal jaren van 1 tot en met 50", "a number of years from 1 to 50";
}

impl Leaf for Money {
    fn read(text: &str) -> Option<Self> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "00"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        // 1.500 is one and a half in one country and fifteen hundred in another: only cents follow a point.
        if !digits(whole) || !digits(cents) || cents.len() > 2 {
            return None;
        }
        let tenths = if cents.len() == 1 { 10 } else { 1 };
        let cents = cents.parse::<i64>().ok()?.checked_mul(tenths)?;
        Self::euro(whole.parse().ok()?)?.plus(Self::cents(cents))
    }
    fn expected() -> Expected {
        Expected::Said(
            "een bedrag in euro zonder puntjes, zoals 300000 of 1250.50",
            "an amount in euro without separators, such as 300000 or 1250.50",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let bare = text.trim_start_matches(['€', ' ']).trim_end();
        let (whole, cents) = match bare.split_once(',') {
            Some((whole, cents)) => (whole, Some(cents)),
            None => (bare, None),
        };
        let groups: Vec<&str> = whole.split(['.', ' ', '_']).collect();
        let rest = groups.iter().skip(1).all(|group| group.len() == 3);
        let joined = match cents {
            Some(cents) => format!("{}.{cents}", groups.concat()),
            None => groups.concat(),
        };
        (rest && Self::read(&joined).is_some()).then_some(joined)
    }
    fn schema() -> Value {
        json!({"type": "number", "minimum": 0})
    }
}
