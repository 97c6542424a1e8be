//! The sheet that explains, in words and for the import.

use crate::layout::Unit;
use koers_model::text::Lang;

/// The form of the book.
pub(crate) const FORM: u32 = 1;

/// The name of the sheet.
pub(crate) fn title(lang: Lang) -> &'static str {
    lang.pick("Uitleg", "Explanation")
}

/// The name of the sheet with words to choose from.
pub(crate) fn lists_title(lang: Lang) -> &'static str {
    lang.pick("Lijsten", "Lists")
}

/// One line: key, where the import reads it; what it is about; what it says.
pub(crate) type Said = (&'static str, String, String);

/// All lines.
pub(crate) fn lines(lang: Lang, unit: Unit, stamp: Option<&str>) -> Vec<Said> {
    let said = |about: (&str, &str), nl: &str, en: &str| {
        (
            "",
            lang.pick(about.0, about.1).to_owned(),
            lang.pick(nl, en).to_owned(),
        )
    };
    let mut lines = vec![
        said(
            ("Dit boek", "This book"),
            "Alles wat over acties en voorstellen is vastgelegd, één blad per soort. Wijzig het, bewaar het als .xlsx en lees het weer in. Voordat er iets \
             verandert, ziet u wat er zou veranderen. Is er één cel fout, dan verandert er niets en staat bij elke fout in welke cel die zit.",
            "Everything that is kept about actions and proposals, one sheet for each kind. Change it, save it as .xlsx and import it again. Before anything \
             changes you see what would change. When one cell is wrong nothing changes, and every fault names its cell.",
        ),
        (
            "unit",
            lang.pick("Bedragen staan in", "Amounts are in").to_owned(),
            unit.label(lang).to_owned(),
        ),
        said(
            ("Over bedragen", "About amounts"),
            "De eenheid staat hierboven en in het kopje van elke kolom met bedragen. Verander die niet: het inlezen rekent niets om. Weet niemand het bedrag, \
             schrijf dan het woord onbekend. Nul is een bedrag. Een lege cel is niet ingevuld en wordt geweigerd.",
            "The unit stands above and in the head of every column of amounts. Do not change it: the import converts nothing. When nobody knows the amount, write \
             the word unknown. Nil is an amount. An empty cell is not filled in, and is refused.",
        ),
        said(
            ("Een nieuwe rij", "A new row"),
            "Zet hem eronder. Geef hem een eigen id: kleine letters, cijfers, streepjes. Een rij die bij iets hoort, noemt het id daarvan. Laat Nr leeg. Onder een donker kopje staat in elke rij iets.",
            "Put it below. Give it an id of its own: lower-case letters, digits, hyphens. A row that belongs to something names the id of that. Leave No. empty. Below a dark head every row holds something.",
        ),
        said(
            ("Wie toetst", "Who tests"),
            "Schrijf bij Beoordelaar een functie, zoals beleidsadviseur economie, en geen naam van een persoon. Het boek gaat van hand tot hand.",
            "Write a function at Assessor, such as policy adviser for the economy, and no name of a person. The book goes from hand to hand.",
        ),
        said(
            ("Beëindigen", "To end something"),
            "Schrijf eindigt in de laatste kolom. Een rij weghalen doet niets: wat niet in het boek staat, blijft zoals het is. Ook een blad dat ontbreekt, \
             blijft zoals het is. Niets wordt gewist.",
            "Write ends in the last column. To take a row away does nothing: what is not in the book stays as it is. So does a sheet that is missing. \
             Nothing is deleted.",
        ),
        said(
            ("Nr", "No."),
            "De plaats in de rij van wat bij hetzelfde hoort. Zonder eigen id is het nummer ook waaraan de rij te herkennen is: laat het dan staan.",
            "The place in the row of what belongs to the same thing. Without an id of its own the number is also how the row is known: leave it then.",
        ),
        said(
            ("Rijen en kolommen", "Rows and columns"),
            "Sorteren, filteren en kolommen verplaatsen mag. De eerste rij van elk blad is verborgen en zegt welke kolom het is: laat haar staan. Verborgen rijen \
             tellen mee. Voeg geen cellen samen. Eigen aantekeningen horen op een eigen blad.",
            "Sort, filter and move columns as you like. The first row of every sheet is hidden and tells which column it is: leave it. Hidden rows \
             count. Merge no cells. Notes of your own belong on a sheet of your own.",
        ),
        said(
            ("Meer in één cel", "Several in one cell"),
            "Lijnen, doelen, resultaten en dergelijke staan als id's in één cel, met een puntkomma ertussen.",
            "Lines, objectives, outcomes and the like stand as ids in one cell, with a semicolon in between.",
        ),
        said(
            ("Datums", "Dates"),
            "Als datum, niet als tekst. Percentages van 0% tot 100%. Formules worden geweigerd: plak ze als waarde.",
            "As a date, not as text. Percentages from 0% to 100%. Formulas are refused: paste them as values.",
        ),
        said(
            ("Woorden", "Words"),
            "Waar een paar woorden mogen staan, kiest u uit een lijst; ze staan ook op het blad Lijsten. Een tekst die er is en leeg is, staat er als (leeg).",
            "Where a few words may stand you choose from a list; they stand on the sheet Lists too. A text that is there and is empty stands as (empty).",
        ),
        (
            "form",
            lang.pick("Vorm van dit boek", "Form of this book").to_owned(),
            FORM.to_string(),
        ),
    ];
    if let Some(stamp) = stamp {
        lines.push((
            "stamp",
            lang.pick("Stand van het register", "State of the register")
                .to_owned(),
            stamp.to_owned(),
        ));
    }
    lines
}
