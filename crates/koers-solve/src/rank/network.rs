//! A sorting network: the same comparisons whatever the numbers are (Batcher's odd–even merge sort; Knuth, The Art of Computer
//! Programming 3, 5.2.2). So many lists are sorted side by side without a single branch, which a sort of one list after the other
//! cannot be.

/// What a network sorts: the larger and the smaller of two are one instruction each, for many at once. Written out as a comparison and a choice
/// they were not: a compiler may make stores of that which write only what changes, and those are slow.
pub(crate) trait Exchange: Copy {
    fn larger(self, other: Self) -> Self;
    fn smaller(self, other: Self) -> Self;
}

impl Exchange for i32 {
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        Ord::min(self, other)
    }
}

impl Exchange for f64 {
    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        Self::max(self, other)
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        Self::min(self, other)
    }
}

/// Sorts `N` lists at once, highest first: list j is number j of every row.
///
/// Sorted runs of `run` rows are merged two by two. In a merge, rows `stride` apart are compared; a stride of rows lies together, so
/// that both sides of a comparison are read in one go.
#[inline(always)]
pub(crate) fn descending<T: Exchange, const N: usize>(rows: &mut [[T; N]]) {
    let count = rows.len();
    let mut run = 1;
    while run < count {
        let mut stride = run;
        while stride > 0 {
            let mut from = stride % run;
            while from + stride < count {
                let (upper, lower) = rows.split_at_mut(from + stride);
                // What begins with a merge of its own is not compared with the one before.
                if !(from + stride).is_multiple_of(2 * run) {
                    for (high, low) in upper[from..].iter_mut().zip(lower) {
                        exchange(high, low);
                    }
                }
                from += 2 * stride;
            }
            stride /= 2;
        }
        run *= 2;
    }
}

/// The larger of each two to the first row.
#[inline(always)]
fn exchange<T: Exchange, const N: usize>(high: &mut [T; N], low: &mut [T; N]) {
    let (one, other) = (*high, *low);
    *high = std::array::from_fn(|lane| one[lane].larger(other[lane]));
    *low = std::array::from_fn(|lane| one[lane].smaller(other[lane]));
}

#[cfg(test)]
mod tests {
    use super::descending;

    /// A network that sorts every row of noughts and ones sorts everything (Knuth's 0–1 principle).
    #[test]
    fn every_row_of_noughts_and_ones() {
        for count in 0..=17_u32 {
            for first in (0..1_i32 << count).step_by(16) {
                let bit = |place: u32| -> [i32; 16] {
                    std::array::from_fn(|lane| (first + lane as i32) >> place & 1)
                };
                let mut rows: Vec<[i32; 16]> = (0..count).map(bit).collect();
                descending(&mut rows);
                for lane in 0..16 {
                    assert!(rows.is_sorted_by(|one, next| one[lane] >= next[lane]));
                    let ones: i32 = rows.iter().map(|row| row[lane]).sum();
                    assert_eq!(
                        ones.cast_unsigned(),
                        ((first + lane as i32) & ((1 << count) - 1)).count_ones()
                    );
                }
            }
        }
    }

    #[test]
    fn many_rows_in_every_lane() {
        for count in [31, 200, 256, 257, 2_048] {
            let mut rows: Vec<[f64; 3]> = (0..count)
                .map(|place| std::array::from_fn(|lane| ((place * 7 + lane * 31) % 997) as f64))
                .collect();
            let mut wanted: Vec<f64> = rows.iter().map(|row| row[1]).collect();
            wanted.sort_by(|one, next| next.total_cmp(one));
            descending(&mut rows);
            assert!(rows.iter().map(|row| row[1]).eq(wanted));
        }
    }
}
