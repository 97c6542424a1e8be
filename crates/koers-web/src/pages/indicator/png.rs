//! An image as a picture of dots, for software that reads no SVG. Built without the feature `png`, there is only SVG.

use crate::answer::{Fault, media};

/// The picture of an image.
///
/// # Errors
/// [`Fault::NotAcceptable`], with the forms that there are.
pub(super) fn of(_svg: &str) -> Result<Vec<u8>, Fault> {
    Err(Fault::NotAcceptable(vec![media::SVG]))
}
