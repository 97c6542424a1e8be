//! Single values of criteria, aid rules and selections.

use super::{Leaf, Words};
use crate::file::decode::Expected;
use koers_model::portfolio::action::{OrganisationKind, Step};
use koers_model::portfolio::aid::Window;
use koers_model::portfolio::appraisal::WeightsFrom;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::portfolio::what_if::BudgetChange;
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

/// How scores make a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MethodWord {
    Smart,
    Topsis,
    Promethee,
    Electre,
    Spotis,
}

words! {
    MethodWord {
        "smart" Smart, "topsis" Topsis, "promethee" Promethee, "electre" Electre, "spotis" Spotis,
    }
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

own_words! { Window, WeightsFrom, Step, OrganisationKind }

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

impl Leaf for Amount {
    fn read(text: &str) -> Option<Self> {
        match text {
            "unknown" => Some(Self::Unknown),
            _ => Money::read(text).map(Self::Known),
        }
    }
    fn expected() -> Expected {
        Expected::Said(
            "een bedrag in euro zonder puntjes, zoals 300000 of 1250.50, of `unknown`",
            "an amount in euro without separators, such as 300000 or 1250.50, or `unknown`",
        )
    }
    fn meant(text: &str) -> Option<String> {
        Money::meant(text)
    }
    fn schema() -> Value {
        json!({"anyOf": [Money::schema(), {"const": "unknown"}]})
    }
}

impl Leaf for Share {
    fn read(text: &str) -> Option<Self> {
        let text = text.strip_suffix('%')?.trim_end();
        let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(rest) || rest.len() > 4 {
            return None;
        }
        let rest = format!("{rest:0<4}").parse::<u32>().ok()?;
        let millionths = whole
            .parse::<u32>()
            .ok()?
            .checked_mul(10_000)?
            .checked_add(rest)?;
        Self::millionths(millionths)
    }
    fn expected() -> Expected {
        Expected::Said(
            "een percentage van 0% tot en met 100%, zoals 12.5%",
            "a percentage from 0% to 100%, such as 12.5%",
        )
    }
    fn meant(text: &str) -> Option<String> {
        let percent = format!("{}%", text.trim_end_matches(['%', ' ']).replace(',', "."));
        Self::read(&percent).map(|_| percent)
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{1,4})? *%$"})
    }
}

impl Leaf for BudgetChange {
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn expected() -> Expected {
        Expected::Said(
            "een ander budget, zoals 2019=-10%, bron=+50000 of bron/2019=250000",
            "another budget, such as 2019=-10%, source=+50000 or source/2019=250000",
        )
    }
    fn schema() -> Value {
        json!({"type": "string", "pattern": "^[^=]+=[^=]+$"})
    }
}
