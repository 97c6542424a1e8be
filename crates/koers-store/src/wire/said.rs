//! What a reader of JSON says, in Dutch: it speaks English by itself.

/// What a reader begins with, and what that is in Dutch; what follows is a name that stays.
const BEGINNINGS: &[(&str, &str)] = &[
    ("missing field ", "hier ontbreekt het veld "),
    ("duplicate field ", "hier staat twee keer het veld "),
    ("unknown field ", "onbekend veld "),
    ("unknown variant ", "onbekend: "),
    ("invalid type: ", "hier staat "),
    ("invalid value: ", "hier staat "),
    ("invalid length ", "hier staan er "),
    ("EOF while parsing ", "de tekst houdt op midden in "),
    ("expected value", "hier hoort een waarde te staan"),
    ("expected ident", "hier hoort true, false of null te staan"),
    ("expected ", "hier hoort te staan: "),
    ("trailing comma", "hier staat een komma te veel"),
    ("trailing characters", "hier staat nog iets na het eind"),
    (
        "key must be a string",
        "een sleutel staat tussen aanhalingstekens",
    ),
    ("control character ", "hier staat een stuurteken in een tekst "),
    ("invalid escape", "na een \\ staat hier iets wat niet kan"),
    ("invalid number", "dit is geen getal"),
    ("invalid float literal", "dit is geen getal"),
    ("number out of range", "dit getal is te groot"),
    ("invalid unicode code point", "dit nummer is van geen teken"),
    ("recursion limit exceeded", "dit is te diep genest"),
    (
        "more keys than any object has",
        "meer sleutels dan een ding heeft",
    ),
    ("more than ", "meer dan "),
];

/// Words within what is said.
const WORDS: &[(&str, &str)] = &[
    (", expected one of ", "; wel: "),
    (", expected ", "; gevraagd is "),
    (", there are no fields", ""),
    ("while parsing a string", ""),
    (" found", ""),
    (" records", " dingen"),
    ("boolean ", "ja of nee: "),
    ("integer ", "het getal "),
    ("floating point ", "het getal "),
    ("string ", "de tekst "),
    ("a string", "een tekst"),
    ("an object", "een object"),
    ("a list", "een lijst"),
    ("a value", "een waarde"),
    ("a map", "een object"),
    ("a sequence", "een lijst"),
    ("sequence", "een lijst"),
    ("map", "een object"),
    (" or ", " of "),
    ("struct ", "een object: "),
    ("null", "niets"),
    // Kinds of numbers, as the language that Koers is written in calls them.
    ("gevraagd is i16", "gevraagd is een geheel getal"),
    ("gevraagd is i32", "gevraagd is een geheel getal"),
    ("gevraagd is i64", "gevraagd is een geheel getal"),
    ("gevraagd is u8", "gevraagd is een geheel getal van nul of meer"),
    ("gevraagd is u16", "gevraagd is een geheel getal van nul of meer"),
    ("gevraagd is u32", "gevraagd is een geheel getal van nul of meer"),
    ("gevraagd is u64", "gevraagd is een geheel getal van nul of meer"),
    ("gevraagd is f64", "gevraagd is een getal"),
];

/// The same in Dutch, as far as it is known; what is not known stays as it is, behind the word that it is no JSON of ours.
pub(super) fn dutch(said: &str) -> String {
    let known = BEGINNINGS.iter().find_map(|(english, dutch)| {
        let rest = said.strip_prefix(english)?;
        Some((dutch, rest))
    });
    let Some((begins, rest)) = known else {
        return format!("dit is geen JSON van Koers ({said})");
    };
    let mut out = (*begins).to_owned();
    for (at, piece) in rest.split('`').enumerate() {
        if at > 0 {
            out.push('`');
        }
        if at % 2 == 1 {
            out.push_str(piece);
        } else {
            push_piece(&mut out, piece);
        }
    }
    out
}

/// Adds a piece of a sentence; what a file holds stands in it between quotes, and is not translated.
fn push_piece(out: &mut String, piece: &str) {
    let quoted = piece
        .split_once('"')
        .and_then(|(before, rest)| Some((before, rest.rsplit_once('"')?)));
    match quoted {
        Some((before, (held, after))) => {
            out.push_str(&translated(before));
            out.push_str(&format!("\"{held}\""));
            out.push_str(&translated(after));
        }
        None => out.push_str(&translated(piece)),
    }
}

fn translated(words: &str) -> String {
    let known = WORDS.iter();
    known.fold(words.to_owned(), |text, (english, dutch)| {
        text.replace(english, dutch)
    })
}

#[cfg(test)]
mod tests {
    use super::dutch;

    #[test]
    fn what_a_reader_says_is_said_in_dutch() {
        for (english, said) in [
            ("missing field `name`", "hier ontbreekt het veld `name`"),
            (
                "unknown field `naem`, expected one of `id`, `name`",
                "onbekend veld `naem`; wel: `id`, `name`",
            ),
            (
                "invalid type: integer `5`, expected a string",
                "hier staat het getal `5`; gevraagd is een tekst",
            ),
            (
                "invalid type: string \"x\", expected i16",
                "hier staat de tekst \"x\"; gevraagd is een geheel getal",
            ),
            (
                "invalid type: null, expected a string",
                "hier staat niets; gevraagd is een tekst",
            ),
            (
                "EOF while parsing an object",
                "de tekst houdt op midden in een object",
            ),
            ("expected `,` or `}`", "hier hoort te staan: `,` of `}`"),
            ("iets nieuws", "dit is geen JSON van Koers (iets nieuws)"),
        ] {
            assert_eq!(dutch(english), said);
        }
    }
}
