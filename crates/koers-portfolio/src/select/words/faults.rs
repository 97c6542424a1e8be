//! Why a question cannot be asked, in both languages.

use super::{euro, quoted};
use crate::select::fault::SelectFault;
use koers_model::text::Lang;

/// Why a question cannot be asked.
#[must_use]
pub fn fault(fault: &SelectFault, lang: Lang) -> String {
    if lang == Lang::En {
        return format!("{fault}.");
    }
    match fault {
        SelectFault::OtherSet { set, version } => {
            format!(
                "Het plan vraagt om versie {version} van meetlat {}.",
                quoted(set.as_str())
            )
        }
        SelectFault::Years { from, to } => format!("De jaren van het plan lopen van {from} tot {to}."),
        SelectFault::BudgetYear { budget, year } => {
            format!(
                "Budget {} is voor {year}, en dat is geen jaar van het plan.",
                quoted(budget.as_str())
            )
        }
        SelectFault::Twice(id) => {
            format!(
                "Twee budgetten, grenzen of evenwichten heten {}.",
                quoted(id.as_str())
            )
        }
        SelectFault::SameBudget(one, other) => {
            let (one, other) = (quoted(one.as_str()), quoted(other.as_str()));
            format!("De budgetten {one} en {other} zijn voor dezelfde bron en hetzelfde jaar.")
        }
        SelectFault::NoAction(id) => format!("Actie {} staat niet in het register.", quoted(id.as_str())),
        SelectFault::NoSource(id) => {
            format!(
                "Financieringsbron {} staat niet in het register.",
                quoted(id.as_str())
            )
        }
        SelectFault::NoRegion(code) => {
            format!(
                "Gebied {} staat niet in de lijst van gebieden.",
                quoted(code.as_str())
            )
        }
        SelectFault::Absurd { action, amount, year } => {
            format!(
                "De bedragen zijn samen te groot om mee te rekenen. Het grootste is {} van actie {} in {year}: klopt dat?",
                euro(*amount, lang),
                quoted(action.as_str())
            )
        }
        SelectFault::Crossed(id) => {
            format!(
                "Het minimum en het maximum van {} kunnen niet samen.",
                quoted(id.as_str())
            )
        }
        SelectFault::NoWeight(id) => format!("Punt {} heeft geen gewicht gekregen.", quoted(id.as_str())),
        SelectFault::NoCriterion(id) => format!("De meetlat heeft geen punt {}.", quoted(id.as_str())),
        SelectFault::WeightOutside(id) => {
            format!(
                "Het gewicht van punt {} ligt buiten wat de meetlat toelaat.",
                quoted(id.as_str())
            )
        }
        SelectFault::NoWeights => "Geen enkel punt weegt iets.".to_owned(),
        SelectFault::Heavy => {
            "Deze gewichten zijn samen meer dan een miljoen; neem kleinere getallen.".to_owned()
        }
        SelectFault::Thresholds => "Drempels lopen op: van geen verschil over voorkeur naar veto.".to_owned(),
        SelectFault::Method { method, .. } => {
            format!(
                "Methode {} geeft voor deze voorstellen geen waarden.",
                quoted(method)
            )
        }
        SelectFault::TooMuch => "De bedragen zijn samen meer dan te tellen is.".to_owned(),
        SelectFault::Numbers(_) => "De getallen zijn te groot om mee te rekenen.".to_owned(),
        SelectFault::TouchesNothing(change) => {
            format!(
                "{} raakt geen enkel budget van het plan.",
                quoted(&change.to_string())
            )
        }
        SelectFault::CannotChange { change, budget } => {
            let (change, budget) = (quoted(&change.to_string()), quoted(budget.as_str()));
            format!("{change} kan niet bij budget {budget}.")
        }
    }
}
