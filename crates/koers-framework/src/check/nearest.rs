//! "Did you mean": the known word that is nearest to what was written.

/// The known word with the fewest slips (a letter too many, too few, another one, or two swapped), if it is near enough
/// that a reader would take one for the other: one slip in every three letters. Of equally near words, the first.
pub(super) fn nearest<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let length = written.chars().count();
    let most = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for word in known {
        // The difference in length is already that many slips.
        if word.chars().count().abs_diff(length) > most || word == written {
            continue;
        }
        let slips = slips(written, word);
        // Words of one letter have nothing in common when that letter differs.
        let in_common = slips < length.max(word.chars().count());
        if slips <= most && in_common && best.is_none_or(|(least, _)| slips < least) {
            best = Some((slips, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Number of slips between two words (optimal string alignment distance).
fn slips(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &from) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, &to) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let mut least = (at(&above, j) + usize::from(from != to))
                .min(at(&above, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(&to) && b.get(j - 1) == Some(&from);
            if swapped {
                least = least.min(at(&before, j - 1) + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        let known = ["title", "text", "unit", "direction", "benchmarks"];
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("benchmark", known), Some("benchmarks"));
        assert_eq!(nearest("richting", known), None);
        assert_eq!(slips("ca", "abc"), 3);
        assert_eq!(slips("kitten", "sitting"), 3);
    }
}
