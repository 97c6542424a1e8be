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

/// An endless row of random numbers that belongs to one draw.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    key: [u32; 2],
    counter: [u32; 4],
    block: [u32; 4],
    used: usize,
}

impl Stream {
    /// The row of draw `draw` for one purpose.
    pub(crate) fn new(seed: u64, purpose: Purpose, draw: u64) -> Self {
        let (low, high) = halves(draw);
        let (key, key_high) = halves(seed);
        Self {
            key: [key, key_high],
            counter: [0, purpose as u32, low, high],
            block: [0; 4],
            used: 4,
        }
    }

    /// 32 random bits.
    pub(crate) fn bits(&mut self) -> u32 {
        if self.used == 4 {
            self.block = philox(self.counter, self.key);
            self.counter[0] = self.counter[0].wrapping_add(1);
            self.used = 0;
        }
        self.used += 1;
        self.block[self.used - 1]
    }

    /// From 0 up to but not including 1, in steps of 2⁻⁵³.
    pub(crate) fn unit(&mut self) -> f64 {
        let (high, low) = (u64::from(self.bits()), u64::from(self.bits()));
        // 53 bits: exact.
        #[expect(clippy::cast_precision_loss)]
        let whole = ((high << 32 | low) >> 11) as f64;
        whole * STEP
    }

    /// Between 0 and 1, in the middle of steps of 2⁻³²: for what is not known that finely itself.
    pub(crate) fn coarse(&mut self) -> f64 {
        (f64::from(self.bits()) + 0.5) / 4_294_967_296.0
    }
}

/// 2⁻⁵³.
const STEP: f64 = 1.0 / 9_007_199_254_740_992.0;

#[expect(clippy::cast_possible_truncation)]
fn halves(whole: u64) -> (u32, u32) {
    (whole as u32, (whole >> 32) as u32)
}

/// Ten rounds of two multiplications.
fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for _ in 0..10 {
        let (low0, high0) = halves(u64::from(counter[0]) * 0xD251_1F53);
        let (low2, high2) = halves(u64::from(counter[2]) * 0xCD9E_8D57);
        counter = [
            high2 ^ counter[1] ^ key[0],
            low2,
            high0 ^ counter[3] ^ key[1],
            low0,
        ];
        key = [key[0].wrapping_add(0x9E37_79B9), key[1].wrapping_add(0xBB67_AE85)];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Stream, philox};

    /// The known answers that the authors publish with the algorithm.
    #[test]
    fn known_answers() {
        let max = u32::MAX;
        assert_eq!(
            philox([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox([max; 4], [max; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        let pi = [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344];
        let key = [0xa409_3822, 0x299f_31d0];
        assert_eq!(
            philox(pi, key),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn draws_and_purposes_have_their_own_numbers() {
        let first = |purpose, draw| Stream::new(1, purpose, draw).unit();
        let weights = first(Purpose::Weights, 0);
        assert!((0.0..1.0).contains(&weights));
        assert_ne!(weights, first(Purpose::Weights, 1));
        assert_ne!(weights, first(Purpose::Cells, 0));
        assert_eq!(weights, first(Purpose::Weights, 0));
    }
}
