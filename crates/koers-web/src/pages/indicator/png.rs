//! An image as a picture of dots, for software that reads no SVG. Built without the feature `png`, there is only SVG.

use crate::answer::Fault;

/// The picture of an image that we drew.
///
/// # Errors
/// [`Fault::NotAcceptable`], with the forms that there are, where Koers was built without pictures.
#[cfg(not(feature = "png"))]
pub(super) fn of(_svg: &str) -> Result<Vec<u8>, Fault> {
    Err(Fault::NotAcceptable(vec![crate::answer::media::SVG]))
}

/// The picture of an image that we drew. The same image gives the same bytes on any machine: the typeface comes along, and none of the
/// system is looked for.
///
/// # Errors
/// [`Fault::Broken`]: what we draw ourselves can be read.
#[cfg(feature = "png")]
pub(super) fn of(svg: &str) -> Result<Vec<u8>, Fault> {
    use resvg::{tiny_skia, usvg};

    let broken = |what: String| Fault::Broken(format!("the image cannot be drawn: {what}"));
    let options = usvg::Options {
        fontdb: fonts(),
        font_family: FACE.to_owned(),
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| broken(error.to_string()))?;
    let size = tree.size().to_int_size();
    let mut dots = tiny_skia::Pixmap::new(size.width(), size.height())
        .ok_or_else(|| broken(format!("{} by {}", size.width(), size.height())))?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut dots.as_mut());
    dots.encode_png().map_err(|error| broken(error.to_string()))
}

/// The typeface that comes along.
#[cfg(feature = "png")]
const FACE: &str = "DejaVu Sans";

#[cfg(feature = "png")]
fn fonts() -> std::sync::Arc<resvg::usvg::fontdb::Database> {
    use resvg::usvg::fontdb::Database;
    use std::sync::{Arc, OnceLock};

    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let made = FONTS.get_or_init(|| {
        let mut fonts = Database::new();
        fonts.load_font_data(dejavu::sans::regular().to_vec());
        fonts.load_font_data(dejavu::sans::bold().to_vec());
        fonts.set_sans_serif_family(FACE);
        Arc::new(fonts)
    });
    Arc::clone(made)
}
