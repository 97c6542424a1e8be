//! How a message asks whether another word was meant.

/// `; did you mean …?`, or nothing when no word is near.
#[must_use]
pub(crate) fn question(near: &[String]) -> String {
    match near {
        [] => String::new(),
        words => format!("; did you mean `{}`?", words.join("`, `")),
    }
}
