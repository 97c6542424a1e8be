//! When to ask again, and after how long.

use super::Bounds;
use jiff::Timestamp;
use std::time::Duration;

/// What to do after a try that gave nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Ask again after a pause.
    Wait(Duration),
    /// Another try will not help, or there were enough.
    GiveUp,
}

/// After an answer that is none: 408, 425, 429 and faults of the server may pass, all others will not. A pause that the publisher asks for
/// counts when it is longer than ours; one that is too long ends the tries.
#[must_use]
pub fn after_answer(
    status: u16,
    asked: Option<Duration>,
    tried: u32,
    address: &str,
    bounds: &Bounds,
) -> Next {
    let passes = matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504);
    if !passes || tried >= bounds.tries || asked.is_some_and(|asked| asked > bounds.longest_pause) {
        return Next::GiveUp;
    }
    let own = pause(tried, address, bounds);
    Next::Wait(asked.map_or(own, |asked| asked.max(own)))
}

/// After a connection that broke.
#[must_use]
pub fn after_break(tried: u32, address: &str, bounds: &Bounds) -> Next {
    match tried >= bounds.tries {
        true => Next::GiveUp,
        false => Next::Wait(pause(tried, address, bounds)),
    }
}

/// The pause after so many tries: the first one doubled each time, and up to a quarter more by address, so that many that failed at one
/// moment do not all come back at one.
fn pause(tried: u32, address: &str, bounds: &Bounds) -> Duration {
    let doubled = bounds
        .first_pause
        .saturating_mul(1_u32.checked_shl(tried.saturating_sub(1)).unwrap_or(u32::MAX));
    let spread = address.bytes().fold(tried, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    }) % 256;
    (doubled + doubled * spread / 1024).min(bounds.longest_pause)
}

/// The pause that `Retry-After` asks for: seconds, or a moment (RFC 9110, 10.2.3). A moment that has passed asks for none.
#[must_use]
pub fn pause_asked(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
    let left = moment.duration_since(Timestamp::now());
    Some(Duration::try_from(left).unwrap_or(Duration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_is_tried_again_and_for_longer_each_time() {
        let bounds = Bounds::default();
        let wait = |tried| match after_break(tried, "https://a.example/x", &bounds) {
            Next::Wait(pause) => pause,
            Next::GiveUp => Duration::ZERO,
        };
        for tried in 1..4 {
            let (one, next) = (wait(tried), wait(tried + 1));
            assert!(next > one && next < one * 3, "{one:?} {next:?}");
        }
        assert_eq!(after_break(5, "x", &bounds), Next::GiveUp);
        for status in [400, 401, 403, 404, 406, 410, 413, 501] {
            assert_eq!(
                after_answer(status, None, 1, "x", &bounds),
                Next::GiveUp,
                "{status}"
            );
        }
        for status in [408, 429, 500, 502, 503, 504] {
            assert!(
                matches!(after_answer(status, None, 1, "x", &bounds), Next::Wait(_)),
                "{status}"
            );
        }
    }

    #[test]
    fn a_pause_that_is_asked_for_counts() {
        let bounds = Bounds::default();
        let after = |seconds| after_answer(429, Some(Duration::from_secs(seconds)), 1, "x", &bounds);
        assert_eq!(after(30), Next::Wait(Duration::from_secs(30)));
        assert_eq!(after(3600), Next::GiveUp);
        assert_eq!(pause_asked(" 7 "), Some(Duration::from_secs(7)));
        assert_eq!(pause_asked("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert_eq!(pause_asked("soon"), None);
        let soon = Timestamp::now() + jiff::SignedDuration::from_secs(60);
        let text = soon.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let pause = pause_asked(&text).unwrap();
        assert!((55..=60).contains(&pause.as_secs()), "{pause:?}");
    }
}
