//! Methods of regional science, done on a table of one's own or on the figures of a workspace.

mod borders;
mod delivered;
mod laid;
mod names;
mod page;
mod slices;
mod workspace;

pub use koers_analysis::analysis::{Analysis, Asked, Input, Published, analyse};
pub use koers_analysis::answer::Table;
pub use koers_analysis::frame::Need;
pub use koers_analysis::method::{Family, Place, Time};
pub use koers_analysis::say::Words;
pub use koers_analysis::setting::{Kind, Setting, Settings};
pub use koers_analysis::{Columns, Fault, Frame, METHODS, Method, method};
pub(crate) use names::told_apart;
pub use page::{Names, for_page, is_slow, listed_names, most_on_page, on_page, otherwise_on_page};
pub(crate) use workspace::inputs;
pub use workspace::{
    Choices, NoAnalysis, all_fitting, choices, fitting, of_workspace, takes_region, takes_sector,
};

use koers_model::snapshot::Hash;
use koers_table::plain::Plain;

/// Does a method on a table of one's own: the bytes of a file and what it is called.
///
/// # Errors
/// Why the table cannot be read, or why there is no answer.
pub fn on_own_table(
    method: &Method,
    (name, bytes): (&str, &[u8]),
    columns: &Columns,
    asked: Asked,
) -> Result<Analysis, Fault> {
    // A table of one's own has the rows that one wants.
    if asked.sector.is_some() {
        return Err(Fault::NotTaken { option: "--sector" });
    }
    let plain = Plain::read(bytes)?;
    let frame = Frame::read(&plain, columns, method.roles)?;
    let input = Input {
        name: name.to_owned(),
        rows: plain.len(),
        hash: Hash::of(bytes).to_string(),
        published: None,
    };
    analyse(method, &frame, asked, vec![input])
}
