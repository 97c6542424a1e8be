//! A cell as people write it in a field, such that reading gives the same value back.

use crate::cell::Cell;
use crate::decimal;
use crate::layout::Shape;
use crate::number;
use koers_model::text::Lang;

/// The text of a cell in a field of that shape.
pub(super) fn written(cell: &Cell, shape: Shape, lang: Lang) -> String {
    match cell {
        Cell::Text(text) => match shape {
            // More cents than a number can hold stand as text, with a point.
            Shape::Money | Shape::KnownMoney => marked(text, lang),
            _ => text.to_string(),
        },
        Cell::Number(number) => match shape {
            Shape::Money | Shape::KnownMoney => marked(&format!("{number:.2}"), lang),
            Shape::Share => percent(*number, lang),
            _ => marked(&number::written(*number), lang),
        },
        Cell::Date(date) => date.to_string(),
        // What a book of the register never holds.
        Cell::Empty | Cell::Moment(_) | Cell::Flag(_) | Cell::Error(_) | Cell::Formula => String::new(),
    }
}

/// A part of a whole in percent: of four digits behind the mark it has no more than it needs.
fn percent(part: f64, lang: Lang) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a whole number of millionths, at most a million"
    )]
    let millionths = (part * 1e6).round() as i64;
    let text = decimal::text(millionths, 4);
    let short = text.trim_end_matches('0').trim_end_matches('.');
    format!("{}%", marked(short, lang))
}

/// A number with a point, with the mark of the language. `1.234` could be read in two ways, so it gets one more digit.
fn marked(text: &str, lang: Lang) -> String {
    let split = text.find(['e', 'E']).unwrap_or(text.len());
    let (mantissa, power) = text.split_at_checked(split).unwrap_or((text, ""));
    let Some((whole, part)) = mantissa.split_once('.') else {
        return text.to_owned();
    };
    let digits = whole.trim_start_matches('-');
    let twofold = part.len() == 3 && (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    let more = if twofold { "0" } else { "" };
    format!("{whole}{}{part}{more}{power}", lang.pick(",", "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_mark_of_the_language_and_one_meaning() {
        let said = |number, shape, lang| written(&Cell::Number(number), shape, lang);
        assert_eq!(said(1234.5, Shape::Number, Lang::Nl), "1234,5");
        assert_eq!(said(1.234, Shape::Number, Lang::Nl), "1,2340");
        assert_eq!(said(-52.123, Shape::Degrees(180), Lang::En), "-52.1230");
        assert_eq!(said(0.125, Shape::Number, Lang::En), "0.125");
        assert_eq!(said(1.234e20, Shape::Number, Lang::Nl), "1,2340E20");
        assert_eq!(said(1e300, Shape::Number, Lang::Nl), "1E300");
        assert_eq!(said(1000.0, Shape::Money, Lang::Nl), "1000,00");
        assert_eq!(said(0.4, Shape::Share, Lang::Nl), "40%");
        assert_eq!(said(0.125, Shape::Share, Lang::Nl), "12,5%");
        assert_eq!(said(0.012_34, Shape::Share, Lang::En), "1.2340%");
        assert_eq!(said(0.0, Shape::Share, Lang::En), "0%");
        let large = Cell::text("92233720368547758.07");
        assert_eq!(written(&large, Shape::Money, Lang::Nl), "92233720368547758,07");
    }
}
