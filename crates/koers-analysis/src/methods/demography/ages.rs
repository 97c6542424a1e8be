//! Age groups by their names: `0`, `1-4`, `5-9`, `85+`, `25 tot 30 jaar`.

/// The first whole number in the name of an age group: where it begins.
fn start(name: &str) -> Option<u32> {
    let digits: String = name
        .chars()
        .skip_while(|letter| !letter.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().ok()
}

/// Names of age groups from young to old, where all of them say where they begin; otherwise as they stand.
pub(in crate::methods) fn in_order(mut names: Vec<String>) -> Vec<String> {
    if names.iter().all(|name| start(name).is_some()) {
        names.sort_by_key(|name| start(name));
    }
    names
}

/// How wide each group but the last is, in years. Nothing where names do not say it, or two begin at the same age.
pub(in crate::methods) fn widths(names: &[String]) -> Option<Vec<f64>> {
    let starts = names
        .iter()
        .map(|name| start(name))
        .collect::<Option<Vec<u32>>>()?;
    starts
        .windows(2)
        .map(|pair| match pair {
            [one, next] if next > one => Some(f64::from(next - one)),
            _ => None,
        })
        .collect()
}

/// Where the first group begins.
pub(in crate::methods) fn youngest(names: &[String]) -> Option<u32> {
    start(names.first()?)
}

/// How wide all groups are, where they are all as wide.
pub(in crate::methods) fn one_width(names: &[String]) -> Option<f64> {
    let widths = widths(names)?;
    let first = *widths.first()?;
    widths.iter().all(|width| *width == first).then_some(first)
}
