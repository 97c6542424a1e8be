//! Random numbers by counting: Philox 4×32-10 (Salmon, Moraes, Dror and Shaw 2011).
//!
//! Number j of draw d under seed s is a function of (s, d, j) alone. So a draw is the same on every machine, by any number of threads
//! and whatever was drawn before it.

/// What the numbers are for. Each has its own, so that more of one changes nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Weights of a draw.
    Weights = 1,
    /// Cells of a draw.
    Cells = 2,
    /// Finding out which way of drawing weights wastes least.
    Pilot = 3,
    /// Cells of the draws that confidence factors are counted over.
    Confidence = 4,
}

/// Endless rows of random numbers that belong to so many draws, one after the other, side by side.
#[derive(Debug, Clone)]
pub(crate) struct Streams<const N: usize> {
    key: [u32; 2],
    counter: [[u32; N]; 4],
    block: [[u32; N]; 4],
    used: usize,
}

/// The row of one draw.
pub(crate) type Stream = Streams<1>;

impl<const N: usize> Streams<N> {
    /// The rows of draw `first` and of those after it, for one purpose.
    #[inline(always)]
    pub(crate) fn new(seed: u64, purpose: Purpose, first: u64) -> Self {
        let (key, key_high) = halves(seed);
        let draw = |lane: usize| halves(first.wrapping_add(lane as u64));
        Self {
            key: [key, key_high],
            counter: [
                [0; N],
                [purpose as u32; N],
                std::array::from_fn(|lane| draw(lane).0),
                std::array::from_fn(|lane| draw(lane).1),
            ],
            block: [[0; N]; 4],
            used: 4,
        }
    }

    /// 32 random bits of each row.
    #[inline(always)]
    pub(crate) fn bits(&mut self) -> [u32; N] {
        if self.used == 4 {
            self.block = philox(self.counter, self.key);
            self.counter[0] = self.counter[0].map(|block| block.wrapping_add(1));
            self.used = 0;
        }
        self.used += 1;
        self.block[self.used - 1]
    }

    /// From 0 up to but not including 1, in steps of 2⁻⁵³.
    #[inline(always)]
    pub(crate) fn unit(&mut self) -> [f64; N] {
        let (high, low) = (self.bits(), self.bits());
        std::array::from_fn(|lane| {
            // 53 bits: exact.
            #[expect(clippy::cast_precision_loss)]
            let whole = ((u64::from(high[lane]) << 32 | u64::from(low[lane])) >> 11) as f64;
            whole * STEP
        })
    }
}

impl Stream {
    /// Between 0 and 1, in the middle of steps of 2⁻³²: for what is not known that finely itself.
    pub(crate) fn coarse(&mut self) -> f64 {
        let [bits] = self.bits();
        (f64::from(bits) + 0.5) / 4_294_967_296.0
    }
}

/// 2⁻⁵³.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

#[expect(clippy::cast_possible_truncation)]
#[inline(always)]
fn halves(whole: u64) -> (u32, u32) {
    (whole as u32, (whole >> 32) as u32)
}

/// Ten rounds of two multiplications, for each lane.
#[inline(always)]
fn philox<const N: usize>(mut counter: [[u32; N]; 4], mut key: [u32; 2]) -> [[u32; N]; 4] {
    for _ in 0..10 {
        let [one, two, three, four] = counter;
        for lane in 0..N {
            let (low0, high0) = halves(u64::from(one[lane]) * 0xD251_1F53);
            let (low2, high2) = halves(u64::from(three[lane]) * 0xCD9E_8D57);
            counter[0][lane] = high2 ^ two[lane] ^ key[0];
            counter[1][lane] = low2;
            counter[2][lane] = high0 ^ four[lane] ^ key[1];
            counter[3][lane] = low0;
        }
        key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Stream, Streams, philox};

    /// The known answers that the authors publish with the algorithm.
    #[test]
    fn known_answers() {
        let max = u32::MAX;
        let answer =
            |counter: [u32; 4], key| philox(counter.map(|word| [word, word]), key).map(|[_, word]| word);
        assert_eq!(
            answer([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            answer([max; 4], [max; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        let pi = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
        let key = [0xa409_3822, 0x299f_31d0];
        assert_eq!(
            answer(pi, key),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn draws_and_purposes_have_their_own_numbers() {
        let first = |purpose, draw| Stream::new(1, purpose, draw).unit();
        let weights = first(Purpose::Weights, 0);
        assert!((0.0..1.0).contains(&weights[0]));
        assert_ne!(weights, first(Purpose::Weights, 1));
        assert_ne!(weights, first(Purpose::Cells, 0));
        assert_eq!(weights, first(Purpose::Weights, 0));
    }

    #[test]
    fn side_by_side_as_one_by_one() {
        let first = u64::from(u32::MAX) - 2;
        let mut streams = Streams::<8>::new(7, Purpose::Weights, first);
        let mut apart: Vec<Stream> = (0..8)
            .map(|lane| Stream::new(7, Purpose::Weights, first + lane))
            .collect();
        for _ in 0..9 {
            let together = streams.unit();
            for (lane, stream) in apart.iter_mut().enumerate() {
                assert_eq!(stream.unit(), [together[lane]]);
            }
        }
    }
}
