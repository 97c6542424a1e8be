//! An order of alternatives, best first, with ties said.

/// Scores nearer to each other than this are a tie: the difference is rounding, not value. Scores of all methods are around one.
const TIE: f64 = 1e-12;

/// An order of alternatives, best first. Alternatives that tie stand in one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    groups: Vec<Vec<usize>>,
    ranks: Vec<usize>,
}

impl Order {
    /// Highest score first. Scores within 10⁻¹² of the best of their group tie.
    pub(crate) fn descending(scores: &[f64]) -> Self {
        let mut by_score: Vec<usize> = (0..scores.len()).collect();
        // The sort is stable: alternatives with the same score stay in the order of the table.
        by_score.sort_by(|&one, &other| scores[other].total_cmp(&scores[one]));
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for alternative in by_score {
            match groups.last_mut() {
                Some(group) if scores[group[0]] - scores[alternative] <= TIE => group.push(alternative),
                _ => groups.push(vec![alternative]),
            }
        }
        Self::of_groups(groups)
    }

    /// Lowest score first.
    pub(crate) fn ascending(scores: &[f64]) -> Self {
        let turned: Vec<f64> = scores.iter().map(|score| -score).collect();
        Self::descending(&turned)
    }

    /// Groups of numbers 0, 1, … that are each in one group, best group first.
    pub(crate) fn of_groups(mut groups: Vec<Vec<usize>>) -> Self {
        let mut ranks = vec![0; groups.iter().map(Vec::len).sum()];
        let mut rank = 1;
        for group in &mut groups {
            group.sort_unstable();
            for &alternative in &*group {
                ranks[alternative] = rank;
            }
            rank += group.len();
        }
        Self { groups, ranks }
    }

    /// Best group first; within a group by number.
    #[must_use]
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// For each alternative 1 + how many are better. After two that share the first place comes the third.
    #[must_use]
    pub fn ranks(&self) -> &[usize] {
        &self.ranks
    }

    /// Whether any two alternatives tie.
    #[must_use]
    pub fn has_ties(&self) -> bool {
        self.groups.len() < self.ranks.len()
    }
}

/// A score for each alternative and the order that follows from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// One for each alternative; what it means is up to the method.
    pub scores: Vec<f64>,
    /// Best first.
    pub order: Order,
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn ties_share_a_place_and_use_up_the_next() {
        let order = Order::descending(&[0.5, 0.9, 0.5 + 1e-14, 0.1]);
        assert_eq!(order.groups(), [vec![1], vec![0, 2], vec![3]]);
        assert_eq!(order.ranks(), [2, 1, 2, 4]);
        assert!(order.has_ties());
        assert!(!Order::ascending(&[0.5, 0.9]).has_ties());
    }
}
