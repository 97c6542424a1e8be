//! What can be set of a method.

use crate::fault::Fault;
use crate::grid::Absent;
use crate::say::Words;
use std::collections::BTreeMap;

/// Something that can be set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Setting {
    /// Its word.
    pub word: &'static str,
    /// What it says.
    pub meaning: Words,
    /// What it can be.
    pub kind: Kind,
    /// What it is when nobody says; `None` for what must be said, or may be left out.
    pub otherwise: Option<&'static str>,
}

/// What a setting can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number between two others, both included.
    Number(f64, f64),
    /// A whole number between two others, both included.
    Whole(usize, usize),
    /// One of these words.
    Choice(&'static [(&'static str, Words)]),
    /// A name that occurs in the figures, or several with `;` between them.
    Names,
    /// Words of a form of their own, which `meaning` explains.
    Text,
}

impl Setting {
    /// A number.
    #[must_use]
    pub const fn number(
        word: &'static str,
        meaning: Words,
        (low, high): (f64, f64),
        otherwise: Option<&'static str>,
    ) -> Self {
        Self {
            word,
            meaning,
            kind: Kind::Number(low, high),
            otherwise,
        }
    }
    /// A whole number.
    #[must_use]
    pub const fn whole(
        word: &'static str,
        meaning: Words,
        (low, high): (usize, usize),
        otherwise: Option<&'static str>,
    ) -> Self {
        Self {
            word,
            meaning,
            kind: Kind::Whole(low, high),
            otherwise,
        }
    }
    /// One of several words; the first one when nobody says.
    #[must_use]
    pub const fn choice(
        word: &'static str,
        meaning: Words,
        choices: &'static [(&'static str, Words)],
        otherwise: &'static str,
    ) -> Self {
        Self {
            word,
            meaning,
            kind: Kind::Choice(choices),
            otherwise: Some(otherwise),
        }
    }
    /// Words of a form of their own.
    #[must_use]
    pub const fn text_of(word: &'static str, meaning: Words) -> Self {
        Self {
            word,
            meaning,
            kind: Kind::Text,
            otherwise: None,
        }
    }
    /// Names from the figures.
    #[must_use]
    pub const fn names(word: &'static str, meaning: Words) -> Self {
        Self {
            word,
            meaning,
            kind: Kind::Names,
            otherwise: None,
        }
    }

    fn needs(&self) -> Words {
        match self.kind {
            Kind::Number(..) => Words(
                "een getal binnen de grenzen die `--about` noemt, zonder teken voor duizendtallen en met een punt voor decimalen (1000, 0.5)",
                "a number within the bounds that `--about` tells, without a mark for thousands and with a point for decimals (1000, 0.5)",
            ),
            Kind::Whole(..) => Words(
                "een geheel getal binnen de grenzen die `--about` noemt",
                "a whole number within the bounds that `--about` tells",
            ),
            Kind::Choice(_) => Words(
                "een van de woorden die `--about` noemt",
                "one of the words that `--about` tells",
            ),
            Kind::Names => Words(
                "namen uit de cijfers, met `;` ertussen",
                "names from the figures, with `;` between them",
            ),
            Kind::Text => Words("schrijf het zoals `--about` zegt", "write it as `--about` says"),
        }
    }

    fn fault(&self, found: &str) -> Fault {
        Fault::Setting {
            word: self.word,
            found: found.to_owned(),
            needs: self.needs(),
        }
    }

    fn check(&self, written: &str) -> Result<(), Fault> {
        let holds = match self.kind {
            Kind::Number(low, high) => {
                !may_be_thousands(written)
                    && written
                        .parse::<f64>()
                        .is_ok_and(|value| (low..=high).contains(&value))
            }
            Kind::Whole(low, high) => written
                .parse::<usize>()
                .is_ok_and(|value| (low..=high).contains(&value)),
            Kind::Choice(choices) => choices.iter().any(|(word, _)| *word == written),
            Kind::Names | Kind::Text => !written.trim().is_empty(),
        };
        if holds { Ok(()) } else { Err(self.fault(written)) }
    }
}

/// What a combination of names without a row means. Every method that lays figures out has it.
pub const ABSENT: Setting = Setting::choice(
    "absent",
    Words(
        "wat een combinatie zonder rij betekent",
        "what a combination without a row means",
    ),
    &[
        (
            "refused",
            Words("onbekend: dan geen antwoord", "unknown: then no answer"),
        ),
        ("nought", Words("nul", "nought")),
    ],
    "refused",
);

/// How many things one in the figures stands for. What draws margins of counts must know it: thousands are a thousand times as sure.
/// Figures of a workspace bring it along with their unit.
pub const ONE: Setting = Setting::number(
    "one",
    Words(
        "hoeveel banen (of wat er wordt geteld) één in de tabel is: 1000 bij duizendtallen",
        "how many jobs (or whatever is counted) one in the table is: 1000 for thousands",
    ),
    (1e-6, 1e12),
    Some("1"),
);

/// With which number drawing lots begins.
pub const SEED: Setting = Setting::whole(
    "seed",
    Words(
        "waarmee het loten begint; hetzelfde getal geeft dezelfde uitkomst",
        "with what drawing begins; the same number gives the same outcome",
    ),
    (0, u32::MAX as usize),
    Some("1"),
);

/// What was set, each held against what it can be.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    known: &'static [Setting],
    written: BTreeMap<String, String>,
}

impl Settings {
    /// What was written, for a method with these settings.
    ///
    /// # Errors
    /// [`Fault::NoSuchSetting`], [`Fault::SettingTwice`], [`Fault::Setting`].
    pub fn new(
        known: &'static [Setting],
        written: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, Fault> {
        let mut held = BTreeMap::new();
        for (word, value) in written {
            let setting =
                known
                    .iter()
                    .find(|setting| setting.word == word)
                    .ok_or_else(|| Fault::NoSuchSetting {
                        word: word.clone(),
                        known: known.iter().map(|setting| setting.word.to_owned()).collect(),
                    })?;
            setting.check(&value)?;
            if held.insert(word.clone(), value).is_some() {
                return Err(Fault::SettingTwice { word });
            }
        }
        Ok(Self { known, written: held })
    }

    /// Every setting with what it is here, where it is anything.
    pub fn all(&self) -> impl Iterator<Item = (&'static Setting, Option<&str>)> {
        self.known.iter().map(|setting| (setting, self.value(setting)))
    }

    fn value<'a>(&'a self, setting: &Setting) -> Option<&'a str> {
        let written = self.written.get(setting.word).map(String::as_str);
        written.or(setting.otherwise)
    }

    /// What a setting is here: a text that was found right, or `None`.
    #[must_use]
    pub fn text(&self, word: &str) -> Option<&str> {
        let setting = self.known.iter().find(|setting| setting.word == word)?;
        self.value(setting)
    }

    fn parsed<T: std::str::FromStr>(&self, word: &'static str) -> Result<T, Fault> {
        self.given(word)?.ok_or(Fault::Wanted {
            option: word,
            known: Vec::new(),
        })
    }

    fn given<T: std::str::FromStr>(&self, word: &'static str) -> Result<Option<T>, Fault> {
        let parse = |text: &str| {
            text.parse::<T>().map_err(|_| Fault::Setting {
                word,
                found: text.to_owned(),
                needs: Words("een getal", "a number"),
            })
        };
        self.text(word).map(parse).transpose()
    }

    /// A number.
    ///
    /// # Errors
    /// [`Fault::Wanted`] where nobody said it and it has no value of its own.
    pub fn number(&self, word: &'static str) -> Result<f64, Fault> {
        self.parsed(word)
    }
    /// A whole number.
    ///
    /// # Errors
    /// As [`Settings::number`].
    pub fn whole(&self, word: &'static str) -> Result<usize, Fault> {
        self.parsed(word)
    }
    /// A number that may be left out.
    ///
    /// # Errors
    /// [`Fault::Setting`].
    pub fn maybe_number(&self, word: &'static str) -> Result<Option<f64>, Fault> {
        self.given(word)
    }
    /// Whether somebody set it.
    #[must_use]
    pub fn is_given(&self, word: &str) -> bool {
        self.written.contains_key(word)
    }
    /// A whole number that may be left out.
    ///
    /// # Errors
    /// [`Fault::Setting`].
    pub fn maybe_whole(&self, word: &'static str) -> Result<Option<usize>, Fault> {
        self.given(word)
    }
    /// The seed of drawing.
    ///
    /// # Errors
    /// As [`Settings::number`].
    pub fn seed(&self) -> Result<u64, Fault> {
        self.parsed(SEED.word)
    }
    /// What a combination without a row means.
    #[must_use]
    pub fn absent(&self) -> Absent {
        match self.text(ABSENT.word) {
            Some("nought") => Absent::Nought,
            _ => Absent::Refused,
        }
    }
    /// Names, in the order in which they were written.
    #[must_use]
    pub fn names(&self, word: &str) -> Vec<&str> {
        let names = self.text(word).unwrap_or_default().split(';');
        names.map(str::trim).filter(|name| !name.is_empty()).collect()
    }
}

/// Whether a number can be one with a mark for thousands: `1.000` is a thousand to who writes Dutch, and one to who reads it.
fn may_be_thousands(written: &str) -> bool {
    let unsigned = written.trim_start_matches(['-', '+']);
    unsigned.split_once('.').is_some_and(|(whole, part)| {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (1..=3).contains(&whole.len())
            && !whole.starts_with('0')
            && digits(whole)
            && part.len() == 3
            && digits(part)
    })
}
