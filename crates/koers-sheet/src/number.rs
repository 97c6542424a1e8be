//! How a number stands in a file: the shortest digits that give the same number back.

/// A finite number.
pub(crate) fn written(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-5..1e17).contains(&size) {
        format!("{number}")
    } else {
        format!("{number:E}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_to_the_last_bit() {
        for number in [
            0.0,
            0.1,
            -1234.5,
            1e300,
            5e-324,
            f64::MAX,
            1.0 / 3.0,
            9_007_199_254_740_993.0,
            1e17,
        ] {
            assert_eq!(crate::decimal::point(&written(number)), Some(number), "{number}");
        }
        assert_eq!(written(1_234_567.5), "1234567.5");
        assert_eq!(written(1e300), "1E300");
    }
}
