//! What the terminal can show.

/// Narrower tables cannot be read, wider ones are tiring.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// Width when the output is no terminal, or one that does not tell.
const USUAL_WIDTH: usize = 100;

/// Whether standard output is a terminal that wants colour: no `NO_COLOR`, no `TERM=dumb`, or `CLICOLOR_FORCE`.
pub fn colour() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Columns to use.
pub fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok());
    let told = terminal_size::terminal_size().map(|(columns, _)| usize::from(columns.0));
    asked
        .or(told)
        .unwrap_or(USUAL_WIDTH)
        .clamp(*WIDTHS.start(), *WIDTHS.end())
}
