//! The scores of several assessors as dots on a scale, in the size of a word. A table with the same scores stands beside it, so it is hidden
//! from those who hear the page.

use super::svg::px;
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDTH: f64 = 150.0;
const EDGE: f64 = 8.0;
/// Half of a dot.
const RADIUS: f64 = 4.5;
/// From dot to dot where several assessors gave one score.
const APART: f64 = 10.0;

/// A strip with a stroke for each step of the scale, a dot for each score, and a line from the lowest to the highest score. Nothing when
/// the scale has no two steps.
///
/// ```
/// let drawn = koers_report::chart::strip(&[0, 1, 3], &[1, 1, 3]);
/// assert_eq!(drawn.matches("<circle").count(), 3);
/// ```
#[must_use]
pub fn strip(scale: &[u8], given: &[u8]) -> String {
    let (Some(least), Some(most)) = (scale.iter().min(), scale.iter().max()) else {
        return String::new();
    };
    if least == most {
        return String::new();
    }
    let width = f64::from(most - least);
    let x = |score: u8| EDGE + f64::from(score.saturating_sub(*least)) / width * (WIDTH - 2.0 * EDGE);
    let mut at: BTreeMap<u8, usize> = BTreeMap::new();
    for score in given.iter().filter(|score| (least..=most).contains(score)) {
        *at.entry(*score).or_default() += 1;
    }
    let highest = at.values().copied().max().unwrap_or(1).max(1);
    let stacked = f64::from(u32::try_from(highest - 1).unwrap_or(0)) * APART;
    let floor = 2.0 * RADIUS + stacked + 3.0;
    let height = floor + 6.0;
    let mut inner = format!(
        "<line class=\"k-axis\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>",
        px(EDGE),
        px(WIDTH - EDGE),
        y = px(floor)
    );
    for step in scale {
        let _ = write!(
            inner,
            "<line class=\"k-axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{}\" y2=\"{}\"/>",
            px(floor),
            px(height - 1.0),
            x = px(x(*step))
        );
    }
    if let (Some((low, _)), Some((high, _))) = (at.first_key_value(), at.last_key_value())
        && low < high
    {
        let _ = write!(
            inner,
            "<line class=\"k-line\" x1=\"{}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\"/>",
            px(x(*low)),
            px(x(*high)),
            y = px(floor - RADIUS - 1.0)
        );
    }
    for (score, many) in &at {
        let mut y = floor - RADIUS - 1.0;
        for _ in 0..*many {
            let _ = write!(
                inner,
                "<circle class=\"k-reading\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                px(x(*score)),
                px(y),
                px(RADIUS)
            );
            y -= APART;
        }
    }
    format!(
        "<svg class=\"k-spark\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" height=\"{h}\" aria-hidden=\"true\" focusable=\"false\">{inner}</svg>",
        w = px(WIDTH),
        h = px(height),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_is_a_dot_and_equal_ones_are_stacked() {
        let drawn = strip(&[0, 1, 2, 3], &[2, 2, 3]);
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert_eq!(drawn.matches("class=\"k-line\"").count(), 1);
        // Without a spread there is no line, and what lies outside the scale is not drawn.
        assert!(!strip(&[0, 3], &[3, 3, 9]).contains("k-line"));
        assert_eq!(strip(&[0, 3], &[3, 3, 9]).matches("<circle").count(), 2);
        assert_eq!(strip(&[1], &[1]), "");
        assert_eq!(strip(&[], &[]), "");
    }
}
