//! Words that a word which was not found may have been meant for.

use std::cmp::Reverse;

/// No word is offered that differs by more slips.
const MOST_SLIPS: usize = 4;
/// No more words are offered.
const MOST_WORDS: usize = 3;
/// A longer word is looked at up to here, in characters.
const LONGEST: usize = 200;

/// The one of the known words that is [`near`]est.
#[must_use]
pub fn nearest<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    ranked(written, known).first().copied()
}

/// At most three of the known words that differ so little from what was written that a reader would take one for the other: one slip
/// (a letter too many, too few, another one, or two swapped) in every three letters, whatever the capitals. Nearest first, then those
/// that begin with the same letter, capital or not as written, then by the alphabet. Where there is room, words that begin with what was written,
/// from three letters on.
#[must_use]
pub fn near<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<String> {
    let known: Vec<&str> = known.into_iter().collect();
    let mut near = ranked(written, known.iter().copied());
    let wanted = letters(written.trim());
    if wanted.len() >= 3 {
        let mut longer: Vec<&str> = known
            .into_iter()
            .filter(|word| {
                letters(word).starts_with(&wanted) && *word != written.trim() && !near.contains(word)
            })
            .collect();
        longer.sort_unstable();
        longer.dedup();
        near.extend(longer);
    }
    near.into_iter().take(MOST_WORDS).map(str::to_owned).collect()
}

fn ranked<'w>(written: &str, known: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let written = written.trim();
    let wanted = letters(written);
    let most = (wanted.len() / 3).clamp(1, MOST_SLIPS);
    let mut ranked: Vec<(usize, Reverse<bool>, &str)> = Vec::new();
    for word in known {
        if word == written {
            continue;
        }
        let candidate = letters(word);
        // The difference in length is already that many slips.
        if candidate.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let slips = slips(&wanted, &candidate);
        // Words of one letter have nothing in common when that letter differs.
        if slips <= most && slips < wanted.len().max(candidate.len()) {
            let same_start = word.chars().next() == written.chars().next();
            ranked.push((slips, Reverse(same_start), word));
        }
    }
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().map(|(_, _, word)| word).collect()
}

fn letters(word: &str) -> Vec<char> {
    word.to_lowercase().chars().take(LONGEST).collect()
}

/// Number of slips between two words: the optimal string alignment distance (Damerau 1964, restricted as by Boytsov 2011, section 2).
fn slips(a: &[char], b: &[char]) -> usize {
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
        let keys = ["title", "text", "unit", "direction", "benchmarks"];
        assert_eq!(near("tilte", keys), ["title"]);
        assert_eq!(near("benchmark", keys), ["benchmarks"]);
        assert!(near("richting", keys).is_empty());
        let codes = ["PV22", "PV23", "GM0106", "jobs", "a"];
        assert_eq!(near("PV222", codes), ["PV22"]);
        assert_eq!(near("job", codes), ["jobs"]);
        assert_eq!(near("pv22", codes), ["PV22", "PV23"]);
        assert!(near("vacancies", codes).is_empty());
        assert!(near("b", codes).is_empty());
        assert!(near("PV22", ["PV22"]).is_empty());
        assert_eq!(nearest("pv23", codes), Some("PV23"));
        assert_eq!(near("bannen", ["banen", "banen-groei", "brp"]), ["banen"]);
        assert_eq!(
            near("ronde", ["ronde-2031", "rondes", "ronde-2027"]),
            ["rondes", "ronde-2027", "ronde-2031"]
        );
        assert!(near("ro", ["ronde-2027"]).is_empty());
    }

    #[test]
    fn slips_are_counted_as_published() {
        let slips = |a, b| super::slips(&letters(a), &letters(b));
        // Levenshtein's own example, and the one that tells this distance from the unrestricted one.
        assert_eq!(slips("kitten", "sitting"), 3);
        assert_eq!(slips("ca", "abc"), 3);
        assert_eq!(slips("", "ab"), 2);
    }
}
