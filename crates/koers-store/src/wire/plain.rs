//! The forms of what records are made of: texts, ids, days, amounts, lists.

use super::{Refused, Wire, form};
use jiff::civil::Date;
use koers_model::address::WebAddress;
use koers_model::id::Id;
use koers_model::portfolio::money::{Amount, Money, Share};
use koers_model::region::RegionCode;
use koers_model::snapshot::Hash;
use koers_model::text::Text;
use serde::{Deserialize, Serialize};

/// Values whose form is the value itself.
macro_rules! itself {
    ($( $plain:ty ),+) => { $(
        impl Wire for $plain {
            type Form = Self;
            fn write(&self) -> Self {
                self.clone()
            }
            fn read(form: Self) -> Result<Self, Refused> {
                Ok(form)
            }
        }
    )+ };
}
itself!(String, u8, u32, i16, i32);

impl<T: Wire> Wire for Option<T> {
    type Form = Option<T::Form>;
    fn write(&self) -> Self::Form {
        self.as_ref().map(Wire::write)
    }
    fn read(form: Self::Form) -> Result<Self, Refused> {
        form.map(T::read).transpose()
    }
}

impl<T: Wire> Wire for Vec<T> {
    type Form = Vec<T::Form>;
    fn write(&self) -> Self::Form {
        self.iter().map(Wire::write).collect()
    }
    fn read(form: Self::Form) -> Result<Self, Refused> {
        let one = |(at, item)| T::read(item).map_err(|refused: Refused| refused.within(at));
        form.into_iter().enumerate().map(one).collect()
    }
}

impl Wire for Id {
    type Form = String;
    fn write(&self) -> String {
        self.as_str().to_owned()
    }
    fn read(form: String) -> Result<Self, Refused> {
        let wanted = "een id heeft kleine letters, cijfers, -, _, . of /, en hoogstens 120 ervan";
        Self::new(&form)
            .map_err(|error| Refused::because(format_args!("`{form}` is geen id: {wanted}"), error))
    }
}

impl Wire for Date {
    type Form = String;
    fn write(&self) -> String {
        self.to_string()
    }
    fn read(form: String) -> Result<Self, Refused> {
        // A moment or another way to write a day would be read too, and what it says more would be lost.
        let read: Option<Self> = form.parse().ok();
        read.filter(|day| day.to_string() == form).ok_or_else(|| {
            Refused::because(
                format_args!("`{form}` is geen datum als 2019-12-31"),
                format_args!("`{form}` is no date as 2019-12-31"),
            )
        })
    }
}

impl Wire for Hash {
    type Form = String;
    fn write(&self) -> String {
        self.to_string()
    }
    fn read(form: String) -> Result<Self, Refused> {
        Self::from_hex(&form).ok_or_else(|| {
            Refused::because(
                "een controlegetal heeft 64 tekens 0-9 en a-f",
                "a hash is 64 digits of 0-9 and a-f",
            )
        })
    }
}

impl Wire for WebAddress {
    type Form = String;
    fn write(&self) -> String {
        self.as_str().to_owned()
    }
    fn read(form: String) -> Result<Self, Refused> {
        Self::new(&form).ok_or_else(|| {
            Refused::because(
                format_args!("`{form}` is geen webadres"),
                format_args!("`{form}` is not an address on the web"),
            )
        })
    }
}

impl Wire for RegionCode {
    type Form = String;
    fn write(&self) -> String {
        self.as_str().to_owned()
    }
    fn read(form: String) -> Result<Self, Refused> {
        Self::new(&form).ok_or_else(|| {
            Refused::because(
                format_args!("`{form}` is geen code van een gebied"),
                format_args!("`{form}` is not the code of a region"),
            )
        })
    }
}

/// `{"cents":1234}`: the key says what is counted.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MoneyForm {
    cents: i64,
}

impl Wire for Money {
    type Form = MoneyForm;
    fn write(&self) -> MoneyForm {
        MoneyForm {
            cents: self.in_cents(),
        }
    }
    fn read(form: MoneyForm) -> Result<Self, Refused> {
        Ok(Self::cents(form.cents))
    }
}

/// `{"cents":1234}` or `"unknown"`; never `null`, which would say that nobody was asked.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum AmountForm {
    Cents(i64),
    Unknown,
}

impl Wire for Amount {
    type Form = AmountForm;
    fn write(&self) -> AmountForm {
        match self {
            Self::Known(money) => AmountForm::Cents(money.in_cents()),
            Self::Unknown => AmountForm::Unknown,
        }
    }
    fn read(form: AmountForm) -> Result<Self, Refused> {
        Ok(match form {
            AmountForm::Cents(cents) => Self::Known(Money::cents(cents)),
            AmountForm::Unknown => Self::Unknown,
        })
    }
}

/// `{"millionths":400000}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareForm {
    millionths: u32,
}

impl Wire for Share {
    type Form = ShareForm;
    fn write(&self) -> ShareForm {
        ShareForm {
            millionths: self.in_millionths(),
        }
    }
    fn read(form: ShareForm) -> Result<Self, Refused> {
        Self::millionths(form.millionths).ok_or_else(|| {
            Refused::because(
                "een deel is hoogstens 1000000 miljoenste",
                "a share is at most 1000000 millionths",
            )
        })
    }
}

form!(Text as TextForm {
    nl: String,
    en: Option<String>,
});
