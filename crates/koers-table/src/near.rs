//! Words that look like a word that was not found.

/// At most three of the candidates that differ little from what was found, nearest first.
#[must_use]
pub(crate) fn near<'a>(found: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = found.trim().to_lowercase();
    let limit = (wanted.chars().count() / 3).clamp(1, 3);
    let mut scored: Vec<(usize, &str)> = candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = distance(&wanted, &candidate.to_lowercase(), limit)?;
            Some((distance, candidate))
        })
        .collect();
    scored.sort_unstable();
    scored.dedup();
    scored
        .into_iter()
        .take(3)
        .map(|(_, word)| word.to_owned())
        .collect()
}

/// `; did you mean …?`, or nothing when no word is near.
#[must_use]
pub(crate) fn question(near: &[String]) -> String {
    match near {
        [] => String::new(),
        words => format!("; did you mean `{}`?", words.join("`, `")),
    }
}

/// Edit distance (insert, delete, replace), `None` when it is above the limit.
fn distance(a: &str, b: &str, limit: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().take(200).collect();
    let b: Vec<char> = b.chars().take(200).collect();
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut before = i + 1;
        for (cell, right) in row.iter_mut().skip(1).zip(&b) {
            let changed = diagonal + usize::from(left != right);
            diagonal = *cell;
            before = changed.min(*cell + 1).min(before + 1);
            *cell = before;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().filter(|&distance| distance <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let words = ["PV22", "PV23", "GM0106", "jobs"];
        assert_eq!(near("PV222", words), ["PV22"]);
        assert_eq!(near("job", words), ["jobs"]);
        assert!(near("vacancies", words).is_empty());
        assert_eq!(near("pv22", words), ["PV22", "PV23"]);
        assert_eq!(distance("kitten", "sitting", 3), Some(3));
        assert_eq!(distance("", "ab", 3), Some(2));
    }
}
