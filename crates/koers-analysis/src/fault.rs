//! Why there is no answer, naming the region, the sector, the period or the setting that it lies at.

use crate::say::{Sentence, Slot, Words, say};
use koers_economics::Fault as Method;
use koers_model::period::Period;
use koers_model::text::Lang;
use koers_model::value::Missing;
use koers_table::error::ReadError;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// The table itself cannot be read.
    Table(ReadError),
    /// Columns of different lengths.
    Ragged,
    /// No figures of the workspace have the columns that a method needs.
    NoFigures {
        /// The roles that it needs.
        roles: Vec<String>,
    },
    /// A method that is not there.
    NoSuchMethod {
        /// What was written.
        word: String,
        /// The methods that there are.
        known: Vec<String>,
    },
    /// A role that the method does not know.
    NoSuchRole {
        /// What was written.
        word: String,
        /// The roles that the method knows.
        known: Vec<String>,
    },
    /// A role that was given twice.
    RoleTwice {
        /// Which.
        word: String,
    },
    /// A role that the method needs.
    RoleMissing {
        /// Which.
        word: &'static str,
        /// The columns that there are.
        known: Vec<String>,
    },
    /// A column that the table does not have.
    NoSuchColumn {
        /// What was written.
        name: String,
        /// The columns that there are.
        known: Vec<String>,
    },
    /// A column of numbers beside those of a wide table.
    WideFigure {
        /// Its role.
        word: &'static str,
    },
    /// Two rows about the same thing.
    Twice {
        /// What they are about.
        names: Vec<String>,
        /// Where they stand.
        places: [u64; 2],
    },
    /// A name that does not occur.
    NoSuchName {
        /// What was written.
        name: String,
        /// The names that do.
        known: Vec<String>,
    },
    /// A name, a period or a setting that must be given.
    Wanted {
        /// How it is given: `--region`.
        option: &'static str,
        /// What it could be.
        known: Vec<String>,
    },
    /// A setting that the method does not know.
    NoSuchSetting {
        /// What was written.
        word: String,
        /// The settings that it knows.
        known: Vec<String>,
    },
    /// A choice that the method does not take.
    NotTaken {
        /// Its option.
        option: &'static str,
    },
    /// A setting that was given twice.
    SettingTwice {
        /// Which.
        word: String,
    },
    /// A setting that cannot be this.
    Setting {
        /// Which.
        word: &'static str,
        /// What was written.
        found: String,
        /// What it can be.
        needs: Words,
    },
    /// A cell that the method needs and that holds no number.
    NoFigure {
        /// What it is about.
        names: Vec<String>,
        /// Why it holds none.
        reason: Missing,
    },
    /// The span of time is none: it ends before it begins, or holds too few periods.
    NoSpan,
    /// What the method itself says, with names for indices.
    Method(Sentence),
}

impl From<ReadError> for Fault {
    fn from(error: ReadError) -> Self {
        Self::Table(error)
    }
}

/// How many known names a message gives before it stops.
const MOST_NAMES: usize = 12;

impl Fault {
    /// A fault of a method that was handed rows and columns with these names.
    #[must_use]
    pub fn method(fault: Method, rows: &[String], columns: &[String]) -> Self {
        Self::Method(named(&fault, rows, columns))
    }

    /// What is wrong, in a language. Names stand as in the figures.
    #[must_use]
    pub fn message(&self, lang: Lang, write: impl Fn(&Slot) -> String) -> String {
        let list = |names: &[String]| {
            let mut shown: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
            if names.len() > MOST_NAMES {
                shown.push("…");
            }
            shown.join(", ")
        };
        // Of many periods the first and the last say enough.
        let span = |names: &[String]| match (names.first(), names.last()) {
            (Some(first), Some(last))
                if names.len() > 3 && names.iter().all(|name| Period::parse(name).is_ok()) =>
            {
                Some(format!("{first} {} {last}", lang.pick("tot en met", "to")))
            }
            _ => None,
        };
        let near = |name: &str, known: &[String]| match Some(name)
            .filter(|name| Period::parse(name).is_err())
            .and_then(|name| koers_model::spelling::nearest(name, known.iter().map(String::as_str)))
        {
            Some(near) => format!(" {} `{near}`?", lang.pick("Bedoelt u", "Did you mean")),
            None => format!(
                " {} {}",
                lang.pick("Wel:", "There are:"),
                span(known).unwrap_or_else(|| list(known))
            ),
        };
        match (self, lang) {
            (Self::Table(error), _) => error.to_string(),
            (Self::Ragged, Lang::Nl) => "de kolommen zijn niet even lang".to_owned(),
            (Self::Ragged, Lang::En) => "the columns are not equally long".to_owned(),
            (Self::NoFigures { roles }, Lang::Nl) => format!(
                "geen enkel bestand in analyses/ heeft wat deze methode vraagt: {}. Noem een eigen tabel met --input",
                list(roles)
            ),
            (Self::NoFigures { roles }, Lang::En) => format!(
                "no file in analyses/ has what this method takes: {}. Name a table of your own with --input",
                list(roles)
            ),
            (Self::NoSuchMethod { word, known }, Lang::Nl) => {
                format!("er is geen methode `{word}`.{}", near(word, known))
            }
            (Self::NoSuchMethod { word, known }, Lang::En) => {
                format!("there is no method `{word}`.{}", near(word, known))
            }
            (Self::NoSuchRole { word, known }, Lang::Nl) => {
                format!("deze methode kent geen rol `{word}`.{}", near(word, known))
            }
            (Self::NoSuchRole { word, known }, Lang::En) => {
                format!("this method knows no role `{word}`.{}", near(word, known))
            }
            (Self::RoleTwice { word }, Lang::Nl) => format!("de rol `{word}` staat er twee keer"),
            (Self::RoleTwice { word }, Lang::En) => format!("the role `{word}` is given twice"),
            (Self::RoleMissing { word, known }, Lang::Nl) => format!(
                "de rol `{word}` ontbreekt: noem de kolom met --columns {word}=KOLOM. De kolommen: {}",
                list(known)
            ),
            (Self::RoleMissing { word, known }, Lang::En) => format!(
                "the role `{word}` is missing: name its column with --columns {word}=COLUMN. The columns: {}",
                list(known)
            ),
            (Self::NoSuchColumn { name, known }, Lang::Nl) => {
                format!("er is geen kolom `{name}`.{}", near(name, known))
            }
            (Self::NoSuchColumn { name, known }, Lang::En) => {
                format!("there is no column `{name}`.{}", near(name, known))
            }
            (Self::WideFigure { word }, Lang::Nl) => {
                format!(
                    "in een brede tabel zijn de getallen de waarden van de koppen: de rol `{word}` kan er niet naast staan"
                )
            }
            (Self::WideFigure { word }, Lang::En) => {
                format!(
                    "in a wide table numbers are the values of the headings: the role `{word}` cannot stand beside them"
                )
            }
            (
                Self::Twice {
                    names,
                    places: [a, b],
                },
                Lang::Nl,
            ) => {
                format!(
                    "{} staat er twee keer, op regel {a} en op regel {b}",
                    names.join(" · ")
                )
            }
            (
                Self::Twice {
                    names,
                    places: [a, b],
                },
                Lang::En,
            ) => {
                format!(
                    "{} stands there twice, on line {a} and on line {b}",
                    names.join(" · ")
                )
            }
            (Self::NoSuchName { name, known }, Lang::Nl) => {
                format!("`{name}` komt in de cijfers niet voor.{}", near(name, known))
            }
            (Self::NoSuchName { name, known }, Lang::En) => {
                format!("`{name}` does not occur in the figures.{}", near(name, known))
            }
            (Self::Wanted { option, known }, Lang::Nl) => {
                format!("kies met {option}. Het kan zijn: {}", list(known))
            }
            (Self::Wanted { option, known }, Lang::En) => {
                format!("choose with {option}. It can be: {}", list(known))
            }
            (Self::NoSuchSetting { word, known }, Lang::Nl) => {
                format!(
                    "deze methode heeft geen instelling `{word}`.{}",
                    near(word, known)
                )
            }
            (Self::NoSuchSetting { word, known }, Lang::En) => {
                format!("this method has no setting `{word}`.{}", near(word, known))
            }
            (Self::NotTaken { option }, Lang::Nl) => format!("deze methode kent geen `{option}`"),
            (Self::NotTaken { option }, Lang::En) => format!("this method takes no `{option}`"),
            (Self::SettingTwice { word }, Lang::Nl) => format!("de instelling `{word}` staat er twee keer"),
            (Self::SettingTwice { word }, Lang::En) => format!("the setting `{word}` is given twice"),
            (Self::Setting { word, found, needs }, Lang::Nl) => {
                format!("`{word}` kan niet `{found}` zijn: {}", needs.get(lang))
            }
            (Self::Setting { word, found, needs }, Lang::En) => {
                format!("`{word}` cannot be `{found}`: {}", needs.get(lang))
            }
            (Self::NoFigure { names, reason }, Lang::Nl) => format!(
                "{}: geen getal ({}), en deze methode heeft het nodig{}",
                names.join(" · "),
                reason.label(lang),
                absent_help(*reason, lang)
            ),
            (Self::NoFigure { names, reason }, Lang::En) => format!(
                "{}: no number ({}), and this method needs it{}",
                names.join(" · "),
                reason.label(lang),
                absent_help(*reason, lang)
            ),
            (Self::NoSpan, Lang::Nl) => {
                "er zijn geen twee periodes om te vergelijken: --from moet voor --to liggen".to_owned()
            }
            (Self::NoSpan, Lang::En) => {
                "there are no two periods to compare: --from must lie before --to".to_owned()
            }
            (Self::Method(sentence), _) => sentence.written(lang, write),
        }
    }
}

fn absent_help(reason: Missing, lang: Lang) -> &'static str {
    match reason {
        Missing::Absent => lang.pick(
            ". Betekent een rij die er niet is nul? Zeg dat met --set absent=nought",
            ". Does a row that is not there mean nought? Say so with --set absent=nought",
        ),
        Missing::Suppressed => lang.pick(
            ". Zijn grenzen bekend, schrijf dan bijvoorbeeld 0..5 in het bestand",
            ". Are bounds known, then write for instance 0..5 in the file",
        ),
        _ => "",
    }
}

/// A fault of a method in words, with names for its indices.
fn named(fault: &Method, rows: &[String], columns: &[String]) -> Sentence {
    let row = |at: usize| rows.get(at).map_or(Slot::Count(at), Slot::from);
    let column = |at: usize| columns.get(at).map_or(Slot::Count(at), Slot::from);
    // A series is one row: its index is the place in it.
    let cell = |at: usize, other: usize| match (rows.get(at), columns.get(other), rows.get(other)) {
        (Some(one), Some(two), _) if columns.len() > 1 => Slot::Names(vec![one.clone(), two.clone()]),
        (_, _, Some(name)) if at == 0 => Slot::from(name),
        (Some(name), ..) => Slot::from(name),
        _ => Slot::Names(vec![at.to_string(), other.to_string()]),
    };
    match fault {
        Method::Empty { .. } => say("er zijn geen cijfers", "there are no figures", []),
        Method::Size { expected, found, .. } => say(
            "er zijn {0} getallen waar er {1} horen",
            "there are {0} numbers where {1} belong",
            [(*found).into(), (*expected).into()],
        ),
        Method::NotFinite { row, column, .. } => say(
            "{0}: dit is geen getal",
            "{0}: this is no number",
            [cell(*row, *column)],
        ),
        Method::OutOfRange { row, column, .. } => say(
            "{0}: dit getal is te groot of te klein voor een cijfer over de economie",
            "{0}: this number is too large or too small for a figure of the economy",
            [cell(*row, *column)],
        ),
        Method::NegativeCell {
            row, column, value, ..
        } => say(
            "{0}: {1} is negatief, en deze methode vraagt nul of meer",
            "{0}: {1} is negative, and this method asks for nought or more",
            [cell(*row, *column), Slot::number(*value, 3)],
        ),
        Method::WithheldCell { row, column, .. } => say(
            "{0}: dit cijfer is geheim, en deze methode heeft het nodig",
            "{0}: this figure is withheld, and this method needs it",
            [cell(*row, *column)],
        ),
        Method::BoundsReversed { row, column, .. } => say(
            "{0}: de ondergrens ligt boven de bovengrens",
            "{0}: the lower bound lies above the upper one",
            [cell(*row, *column)],
        ),
        Method::TotalClash {
            row: at,
            total,
            low,
            high,
            ..
        } => say(
            "{0}: de cijfers tellen op tot {1} tot {2}, en het totaal is {3}",
            "{0}: the figures make {1} to {2} together, and the total is {3}",
            [
                row(*at),
                Slot::number(*low, 1),
                Slot::number(*high, 1),
                Slot::number(*total, 1),
            ],
        ),
        Method::NoTotal { row: at, .. } => say(
            "{0}: alles samen is nul, dus er zijn geen aandelen",
            "{0}: all together is nought, so there are no shares",
            [row(*at)],
        ),
        Method::NotInReference {
            row: at,
            column: other,
            ..
        } => say(
            "{1}: in {0} staat er iets, en in de vergelijking nul",
            "{1}: there is something in {0}, and nought in what it is compared with",
            [row(*at), column(*other)],
        ),
        Method::Setting { name, value, .. } => say(
            "de instelling {0} kan niet {1} zijn",
            "the setting {0} cannot be {1}",
            [Slot::from(*name), Slot::number(*value, 4)],
        ),
        Method::NoSuchLink { from, to, .. } => say(
            "van {0} naar {1} is geen verbinding tussen twee verschillende regio’s",
            "{0} to {1} is no link between two different regions",
            [row(*from), row(*to)],
        ),
        Method::NoContrast { .. } => say(
            "alle waarden zijn gelijk, dus er valt niets te vergelijken",
            "all values are the same, so there is nothing to compare",
            [],
        ),
        Method::NotSymmetric {
            row: at,
            column: other,
            ..
        } => say(
            "{0} en {1}: heen en terug verschillen, en dat kan hier niet",
            "{0} and {1}: there and back differ, and here they may not",
            [row(*at), column(*other)],
        ),
        Method::EmptyRow { row: at, .. } => say("{0} is leeg", "{0} is empty", [row(*at)]),
        Method::NotUnique { second, third } => say(
            "er past meer dan één antwoord even goed (eigenwaarden {0} en {1})",
            "more than one answer fits as well (eigenvalues {0} and {1})",
            [Slot::number(*second, 6), Slot::number(*third, 6)],
        ),
        Method::Disconnected {
            parts,
            row: at,
            other,
        } => say(
            "de regio’s vallen uiteen in {0} groepen die niets delen: {1} heeft niets gemeen met de groep van {2}",
            "the regions fall into {0} groups that share nothing: {1} has nothing in common with the group of {2}",
            [(*parts).into(), row(*at), row(*other)],
        ),
        Method::NoOutput { sector, amount } => say(
            "{0}: maakt niets, en er hangt {1} aan",
            "{0}: makes nothing, and {1} hangs on it",
            [row(*sector), Slot::number(*amount, 3)],
        ),
        Method::NotProductive { sector } => say(
            "{0}: wat deze sector rechtstreeks en via andere nodig heeft, is ten minste wat hij maakt",
            "{0}: what this sector needs, directly and by way of others, is at least what it makes",
            [row(*sector)],
        ),
        Method::MarginsDiffer { rows, columns } => say(
            "de rijen moeten samen {0} zijn en de kolommen {1}",
            "the rows must make {0} together and the columns {1}",
            [Slot::number(*rows, 3), Slot::number(*columns, 3)],
        ),
        Method::Infeasible {
            input,
            places,
            need,
            reach,
        } => {
            let name = |at: &usize| {
                let names = if *input == "columns" { columns } else { rows };
                names.get(*at).cloned().unwrap_or_else(|| at.to_string())
            };
            say(
                "{0}: samen moeten zij {1} zijn, en de totalen aan de andere kant laten {2} toe",
                "{0}: together they must make {1}, and the totals of the other side allow {2}",
                [
                    Slot::Names(places.iter().map(name).collect()),
                    Slot::number(*need, 3),
                    Slot::number(*reach, 3),
                ],
            )
        }
        Method::NotSettled { steps, residual } => say(
            "na {0} stappen is de berekening niet tot rust gekomen; er is nog {1} over",
            "after {0} steps the computation has not settled; {1} is left",
            [(*steps).into(), Slot::number(*residual, 9)],
        ),
        Method::Gap { unit, period } => say(
            "{0} heeft geen waarde in {1}",
            "{0} has no value in {1}",
            [row(*unit), column(*period)],
        ),
        Method::NoSuchUnit { unit, .. } => say("{0} is er niet", "{0} is not there", [row(*unit)]),
        Method::TreatedDonor { unit } => say(
            "{0} kreeg de maatregel, en kan dus niet de vergelijking zijn",
            "{0} is treated, so it cannot be what is compared with",
            [row(*unit)],
        ),
        Method::Twice { unit } => say("{0} is twee keer genoemd", "{0} is named twice", [row(*unit)]),
        Method::TooFewDonors { unit, found, needed } => say(
            "{0} heeft {1} andere om mee te vergelijken; er zijn er ten minste {2} nodig",
            "{0} has {1} others to be compared with; at least {2} are needed",
            [row(*unit), (*found).into(), (*needed).into()],
        ),
        Method::TreatmentOutside { unit, .. } => say(
            "{0}: de maatregel begint buiten de periodes van de cijfers, of er is niets na",
            "{0}: the treatment begins outside the periods of the figures, or nothing comes after it",
            [row(*unit)],
        ),
        Method::TooFewBefore { unit, found, needed } => say(
            "{0} heeft {1} periodes voor de maatregel; er zijn er ten minste {2} nodig",
            "{0} has {1} periods before the treatment; at least {2} are needed",
            [row(*unit), (*found).into(), (*needed).into()],
        ),
        Method::SameEverywhere { column: other, .. } => say(
            "{0} is overal gelijk, en zegt dus niets",
            "{0} is the same everywhere, and so says nothing",
            [column(*other)],
        ),
        Method::NothingNew { column: other, .. } => say(
            "{0} volgt uit de voorspellers ervoor, en zegt dus niets nieuws",
            "{0} follows from the predictors before it, and so says nothing new",
            [column(*other)],
        ),
        Method::NoOverlap { unit, chance, .. } => say(
            "{0} krijgt naar de voorspellers bijna zeker de maatregel (kans {1}): niemand aan de andere kant lijkt erop",
            "by the predictors {0} has the measure almost surely (chance {1}): nobody on the other side is like it",
            [row(*unit), Slot::number(*chance, 4)],
        ),
        Method::NotAShare {
            row, column, value, ..
        } => say(
            "{0}: {1} is geen aandeel tussen nul en één",
            "{0}: {1} is no share between nought and one",
            [cell(*row, *column), Slot::number(*value, 4)],
        ),
        Method::Emptied {
            region, age, value, ..
        } => say(
            "{0}: van leeftijdsgroep {1} blijven {2} mensen over; er vertrekken er meer dan er zijn",
            "{0}: {2} people are left of age group {1}; more leave than there are",
            [row(*region), column(*age), Slot::number(*value, 1)],
        ),
        Method::TooShort { found, needed } => say(
            "de reeks heeft {0} waarden; er zijn er ten minste {1} nodig",
            "the series has {0} values; at least {1} are needed",
            [(*found).into(), (*needed).into()],
        ),
        // The library may grow faults that this room has no words for yet: its own words are better than none.
        other => Sentence {
            form: Words("de methode zegt: {0}", "the method says: {0}"),
            slots: vec![Slot::Name(other.to_string())],
        },
    }
}
