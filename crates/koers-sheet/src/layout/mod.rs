//! Which sheets there are, and which columns they have.

mod blank;
pub(crate) mod fields;
pub(crate) mod leaf;
mod limits;
pub(crate) mod rows;
pub(crate) mod several;

use crate::known::Target;
use koers_model::text::{Lang, Text};
use leaf::Leaf;
use rows::{About, Row};
use std::sync::LazyLock;

use koers_model::portfolio::action::{
    Action, Dependency, Evidence, FundingSource, Milestone, MoneyLine, Organisation, Participation, Place,
    Request, Risk,
};
use koers_model::portfolio::appraisal::{Appraisal, GateResult, Override, Score};
use koers_model::portfolio::decision::{Aid, Control, Decision, Loan, Subject};
use koers_model::portfolio::estimate::{Estimate, Finding};

/// What amounts are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Unit {
    /// Euro.
    #[default]
    Euro,
    /// Thousands of euro.
    ThousandEuro,
}

impl Unit {
    /// Both.
    pub const ALL: &'static [Self] = &[Self::Euro, Self::ThousandEuro];

    /// The word in keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Euro => "euro",
            Self::ThousandEuro => "thousand-euro",
        }
    }
    /// What people read.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Euro => "euro",
            Self::ThousandEuro => lang.pick("duizend euro", "thousand euro"),
        }
    }
    /// The unit that a cell says: its word or what people read, whatever the capitals.
    #[must_use]
    pub fn said(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let says =
            |unit: &Self| [unit.word(), unit.label(Lang::Nl), unit.label(Lang::En)].contains(&text.as_str());
        Self::ALL.iter().copied().find(says)
    }
    /// How many digits stand behind the point when cents are written.
    pub(crate) const fn digits(self) -> u32 {
        match self {
            Self::Euro => 2,
            Self::ThousandEuro => 5,
        }
    }
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// The id of the row itself.
    Own,
    /// The id of something else.
    Ref(Target),
    /// Ids of other things, with `;` between them.
    Refs(Target),
    /// One of a few words.
    Words(fn(Lang) -> Vec<&'static str>),
    /// Free text.
    Text,
    /// A text with a form: an address, shares.
    Formed,
    /// The hash of the set of criteria. Whoever reads fills it in where it is empty and the set is known.
    Hash,
    /// A day.
    Date,
    /// A whole number.
    Whole,
    /// An amount of money, or the word that nobody knows it.
    Money,
    /// An amount of money that is known.
    KnownMoney,
    /// A part of a whole.
    Share,
    /// A number.
    Number,
    /// Degrees on the globe, no farther from nought than this.
    Degrees(u8),
}

impl Shape {
    pub(crate) const fn is_money(self) -> bool {
        matches!(self, Self::Money | Self::KnownMoney)
    }
}

/// A column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) key: String,
    pub(crate) head: Text,
    pub(crate) shape: Shape,
    pub(crate) required: bool,
}

impl Column {
    /// The key as it is written, with the unit where it is money.
    pub(crate) fn full_key(&self, sheet: &str, unit: Unit) -> String {
        match self.shape {
            Shape::Money | Shape::KnownMoney => format!("{sheet}.{}.{}", self.key, unit.word()),
            _ => format!("{sheet}.{}", self.key),
        }
    }
    /// Whether its text is a name: one line, by which people know the thing.
    pub(crate) fn is_name(&self) -> bool {
        let key = self.key.strip_suffix("-en").unwrap_or(&self.key);
        matches!(
            key,
            "title" | "name" | "publisher" | "assessor" | "register-number"
        )
    }
    /// What stands above it.
    pub(crate) fn title(&self, lang: Lang, unit: Unit) -> String {
        match self.shape {
            Shape::Money | Shape::KnownMoney => format!("{} ({})", self.head.get(lang), unit.label(lang)),
            _ => self.head.get(lang).to_owned(),
        }
    }
}

/// What a head is made of.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) key: &'static str,
    pub(crate) nl: &'static str,
    pub(crate) en: &'static str,
    pub(crate) target: Option<Target>,
}

impl Head {
    pub(crate) fn column(self, shape: Shape, required: bool) -> Column {
        Column {
            key: self.key.to_owned(),
            head: Text::both(self.nl, self.en),
            shape,
            required,
        }
    }
}

/// What a row of a sheet belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Belongs {
    /// To nothing: it has an id of its own.
    Itself,
    /// To one thing, at most once for each.
    Once(Target),
    /// To one thing, known there by an id.
    ById(Target),
    /// To one thing, known there by its number.
    ByNumber(Target),
    /// To a thing of one of several kinds, known there by its number.
    ToSome,
}

macro_rules! sheets {
    ($( $sheet:ident $key:literal $nl:literal $en:literal $belongs:expr, $row:ty; )+) => {
        /// A sheet of the book, in the order of the book.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Sheet { $( #[doc = $en] $sheet, )+ }

        impl Sheet {
            /// Every sheet that holds rows.
            pub const ALL: &'static [Self] = &[ $( Self::$sheet ),+ ];

            /// Its word in keys and in names of files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$sheet => $key ),+ }
            }
            /// What people read.
            #[must_use]
            pub fn title(self, lang: Lang) -> &'static str {
                match self { $( Self::$sheet => lang.pick($nl, $en) ),+ }
            }
            pub(crate) const fn belongs(self) -> Belongs {
                match self { $( Self::$sheet => $belongs ),+ }
            }
        }

        static SPECS: LazyLock<Vec<Spec>> = LazyLock::new(|| vec![
            $( Spec::new(Sheet::$sheet, <$row as Row>::columns()) ),+
        ]);
    };
}

sheets! {
    Organisations "organisations" "Organisaties" "Organisations" Belongs::Itself, Organisation;
    Funding "funding" "Financiering" "Funding" Belongs::Itself, FundingSource;
    Actions "actions" "Acties" "Actions" Belongs::Itself, Action;
    Requests "requests" "Aanvragen" "Requests" Belongs::Once(Target::Action), Request;
    Partners "partners" "Partners" "Partners" Belongs::ByNumber(Target::Action), Participation;
    Places "places" "Plaatsen" "Places" Belongs::ByNumber(Target::Action), Place;
    Milestones "milestones" "Mijlpalen" "Milestones" Belongs::ById(Target::Action), Milestone;
    Risks "risks" "Risico's" "Risks" Belongs::ById(Target::Action), Risk;
    Dependencies "dependencies" "Afhankelijkheden" "Dependencies" Belongs::ByNumber(Target::Action), Dependency;
    Money "money" "Geld" "Money" Belongs::ById(Target::Action), MoneyLine;
    Estimates "estimates" "Schattingen" "Estimates" Belongs::Itself, Estimate;
    Findings "findings" "Bevindingen" "Findings" Belongs::Itself, Finding;
    Decisions "decisions" "Besluiten" "Decisions" Belongs::Itself, Decision;
    Subjects "subjects" "Onderwerpen" "Subjects" Belongs::ByNumber(Target::Decision), Subject;
    Appraisals "appraisals" "Toetsingen" "Appraisals" Belongs::Itself, Appraisal;
    Gates "gates" "Poorten" "Gates" Belongs::ByNumber(Target::Appraisal), GateResult;
    Scores "scores" "Scores" "Scores" Belongs::ByNumber(Target::Appraisal), Score;
    Overrides "overrides" "Afwijkingen" "Overrides" Belongs::Itself, Override;
    Aid "aid" "Steun" "Aid" Belongs::Itself, Aid;
    Controls "controls" "Zeggenschap" "Control" Belongs::Itself, Control;
    Loans "loans" "Leningen" "Loans" Belongs::Itself, Loan;
    Evidence "evidence" "Bronnen" "Evidence" Belongs::ToSome, Evidence;
}

impl Sheet {
    /// The sheet with that word or with that name in either language, whatever the capitals.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        let is = |sheet: &Self| {
            name == sheet.word()
                || name == sheet.title(Lang::Nl).to_lowercase()
                || name == sheet.title(Lang::En).to_lowercase()
        };
        Self::ALL.iter().copied().find(is)
    }
    pub(crate) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sheet| sheet.word() == word)
    }
    pub(crate) fn spec(self) -> &'static Spec {
        // In the order of the sheets, one for each.
        &SPECS[self as usize]
    }
}

/// The word in the last column of a row that is to end.
pub(crate) const ENDS: (&str, &str) = ("eindigt", "ends");

fn end_words(lang: Lang) -> Vec<&'static str> {
    vec![lang.pick(ENDS.0, ENDS.1)]
}

/// A sheet with all its columns: what the row belongs to, its number there, what it says, and whether it is to end.
#[derive(Debug)]
pub(crate) struct Spec {
    pub(crate) sheet: Sheet,
    pub(crate) columns: Vec<Column>,
    /// How many columns come before what the row says.
    pub(crate) before: usize,
}

impl Spec {
    fn new(sheet: Sheet, own: Vec<Column>) -> Self {
        let mut columns = Vec::new();
        let head = |key, nl, en, target| Head { key, nl, en, target };
        let number = head("nr", "Nr", "No.", None).column(Shape::Whole, false);
        let owner = |target| {
            match target {
                Target::Decision => head("decision", "Besluit", "Decision", None),
                Target::Appraisal => head("appraisal", "Toetsing", "Appraisal", None),
                _ => head("action", "Actie", "Action", None),
            }
            .column(Shape::Ref(target), true)
        };
        match sheet.belongs() {
            Belongs::Itself => {}
            Belongs::Once(target) => columns.push(owner(target)),
            Belongs::ById(target) | Belongs::ByNumber(target) => columns.extend([owner(target), number]),
            Belongs::ToSome => {
                <About as Leaf>::columns(head("about", "Bij", "Of", None), &mut columns);
                // Of which kind it is, the cell before it says.
                columns.push(head("of", "Id daarvan", "Its id", None).column(Shape::Formed, true));
                columns.push(number);
            }
        }
        let before = columns.len();
        columns.extend(own);
        columns.push(head("end", "Beëindigen", "End", None).column(Shape::Words(end_words), false));
        Self {
            sheet,
            columns,
            before,
        }
    }
    pub(crate) fn end(&self) -> usize {
        self.columns.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_sheet_has_its_own_name_and_every_column_its_own_key_and_heads() {
        let mut names = BTreeSet::new();
        for sheet in Sheet::ALL {
            assert_eq!(sheet.spec().sheet, *sheet);
            assert!(names.insert(sheet.title(Lang::Nl)), "{}", sheet.word());
            assert!(sheet.title(Lang::Nl).chars().count() <= 31);
            assert_eq!(Sheet::named(sheet.title(Lang::En)), Some(*sheet));
            for lang in [Lang::Nl, Lang::En] {
                let heads: BTreeSet<_> = sheet.spec().columns.iter().map(|c| c.head.get(lang)).collect();
                assert_eq!(heads.len(), sheet.spec().columns.len(), "{}", sheet.word());
            }
            let keys: BTreeSet<_> = sheet.spec().columns.iter().map(|c| &c.key).collect();
            assert_eq!(keys.len(), sheet.spec().columns.len(), "{}", sheet.word());
            assert!(sheet.spec().columns.iter().all(|c| !c.key.contains('.')));
        }
    }
}
