//! What is said at a field: how it is written, and what an empty one means. Only where that is not plain.

use super::fields::Control;
use koers_model::text::Lang;
use koers_sheet::Sheet;
use koers_sheet::form::{Field, Kind};

/// What is said of one column, and of no other of its kind.
const OF_COLUMNS: &[(Sheet, &str, &str, &str)] = &[
    (
        Sheet::Appraisals,
        "set-hash",
        "Leeg: dat van de meetlat en de versie hierboven.",
        "Empty: that of the yardstick and the version above.",
    ),
    (
        Sheet::Appraisals,
        "assessor",
        "Een functie, zoals beleidsadviseur economie; geen naam van een persoon.",
        "A function, such as policy adviser for the economy; no name of a person.",
    ),
    (
        Sheet::Decisions,
        "selection",
        "Het plan waarmee uit voorstellen is gekozen. Een plan is een bestand in de map selections.",
        "The plan that proposals were chosen with. A plan is a file in the folder selections.",
    ),
    (
        Sheet::Overrides,
        "gate",
        "Leeg: de toets als geheel.",
        "Empty: the test as a whole.",
    ),
    (
        Sheet::Estimates,
        "outcome",
        "Een resultaat, of hieronder een indicator.",
        "An outcome, or an indicator below.",
    ),
    (
        Sheet::Estimates,
        "due",
        "Leeg: drie jaar na het besluit.",
        "Empty: three years after the decision.",
    ),
    (
        Sheet::Estimates,
        "shared",
        "Alleen als meer acties samen dit effect beloven: de naam die het overal heeft.",
        "Only when several actions promise this effect together: the name that it has everywhere.",
    ),
    (
        Sheet::Subjects,
        "framework",
        "Een programma met een onderdeel daarvan, of een actie.",
        "A programme with an element of it, or an action.",
    ),
    (
        Sheet::Places,
        "region",
        "Een gebied, of de graden van een punt.",
        "A region, or the degrees of a point.",
    ),
    (
        Sheet::Requests,
        "levels",
        "De delen van de vraag die gekozen kunnen worden, oplopend tot alles: 60%; 100%.",
        "The parts of the request that can be chosen, rising to all of it: 60%; 100%.",
    ),
];

/// What is said at a field.
pub fn hint(field: &Field, sheet: Sheet, control: &Control, lang: Lang) -> Option<String> {
    let mut of_column = OF_COLUMNS
        .iter()
        .filter(|(other, key, ..)| (*other, *key) == (sheet, field.key));
    let own = of_column.next().map(|(.., nl, en)| lang.pick(*nl, *en));
    let besides = field.besides.as_ref().map(|word| word.get(lang));
    let or = besides.map(|word| match lang {
        Lang::Nl => format!("Weet niemand het: {word}."),
        Lang::En => format!("When nobody knows: {word}."),
    });
    let said = own
        .or_else(|| of_kind(field, sheet, control, lang))
        .map(str::to_owned);
    let all: Vec<String> = said.into_iter().chain(or).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

/// How something of a kind is written.
fn of_kind(field: &Field, sheet: Sheet, control: &Control, lang: Lang) -> Option<&'static str> {
    let (nl, en) = match &field.kind {
        Kind::Own if sheet.is_of_things() => (
            "Een korte naam zonder spaties: kleine letters, cijfers en streepjes. Die blijft voor altijd.",
            "A short name without spaces: lower-case letters, digits and hyphens. It stays for ever.",
        ),
        Kind::Own => ("Leeg: Koers kiest er een.", "Empty: Koers chooses one."),
        Kind::Money => (
            "In euro, bijvoorbeeld 12.500,00.",
            "In euro, for example 12,500.00.",
        ),
        Kind::Share => (
            "Een deel met het teken %, zoals 5%.",
            "A part with the sign %, such as 5%.",
        ),
        // A field for days shows itself how a day is written.
        Kind::Date if matches!(control, Control::Line { kind: "date", .. }) => return None,
        Kind::Date => (
            "Jaar-maand-dag, zoals 2019-12-31.",
            "Year-month-day, such as 2019-12-31.",
        ),
        Kind::One(_)
        | Kind::Several(_)
        | Kind::Word(_)
        | Kind::Line
        | Kind::Long
        | Kind::Whole
        | Kind::Number => return None,
    };
    Some(lang.pick(nl, en))
}

#[cfg(test)]
mod tests {
    use super::*;
    use koers_sheet::form::{Form, Role};

    #[test]
    fn what_is_said_of_a_column_is_said_of_one_that_is_asked() {
        let forms: Vec<Form> = Sheet::ALL
            .iter()
            .filter_map(|sheet| Form::blank(*sheet, Lang::Nl))
            .collect();
        for (sheet, key, ..) in OF_COLUMNS {
            let parts = forms.iter().filter_map(|form| form.part(*sheet));
            let asked = parts
                .flat_map(|part| &part.fields)
                .any(|field| field.key == *key && field.role == Role::Asked);
            assert!(asked, "{} has no column `{key}`", sheet.word());
        }
    }
}
