//! Placing words so that they never lie over each other.

/// Columns that one character takes at the size of labels, in pixels; taken from a wide typeface, so that others fit too.
pub(crate) const CHARACTER: f64 = 7.2;

/// How wide a label is, in pixels, in a wide typeface.
pub(crate) fn width(text: &str) -> f64 {
    use unicode_width::UnicodeWidthStr;
    f64::from(u32::try_from(text.width()).unwrap_or(u32::MAX)) * CHARACTER
}

/// A text of at most `most` characters; what is cut off is shown by an ellipsis.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// Moves heights apart so that neighbours are at least `gap` away from each other and all lie between `top` and `bottom`, as long as
/// there is room. Gives the new heights in the order of the old ones.
pub(crate) fn apart(heights: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|a, b| height(heights, *a).total_cmp(&height(heights, *b)).then(a.cmp(b)));
    let mut placed = heights.to_vec();
    let mut least = top;
    for &at in &order {
        let here = height(heights, at).max(least);
        if let Some(place) = placed.get_mut(at) {
            *place = here;
        }
        least = here + gap;
    }
    let mut most = bottom;
    for &at in order.iter().rev() {
        let here = height(&placed, at).min(most);
        if let Some(place) = placed.get_mut(at) {
            *place = here;
        }
        most = here - gap;
    }
    placed
}

fn height(heights: &[f64], at: usize) -> f64 {
    heights.get(at).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_apart_and_stay_inside() {
        let placed = apart(&[50.0, 52.0, 51.0], 14.0, 0.0, 100.0);
        assert_eq!(placed, [50.0, 78.0, 64.0]);
        let low = apart(&[95.0, 98.0, 99.0], 14.0, 0.0, 100.0);
        assert_eq!(low, [72.0, 86.0, 100.0]);
        assert_eq!(apart(&[], 14.0, 0.0, 1.0), Vec::<f64>::new());
    }

    #[test]
    fn long_labels_are_cut() {
        assert_eq!(cut("Noord-Brabant", 20), "Noord-Brabant");
        assert_eq!(cut("Noord-Brabant", 8), "Noord-B…");
    }
}
