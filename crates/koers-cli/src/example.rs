//! The example workspace, compiled into the binary.

/// Every file of `examples/drenthe`, by name.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/example.rs"));

/// The folder with published tables, re-laid in our own CSV. They are not laid out but imported, as any user would.
const PUBLISHED: &str = "published/";

/// What is known of proposals and actions. It is entered, as any user would.
const REGISTER: &str = "portfolio/register.json";

/// The files that are laid out in a new workspace.
pub fn workspace() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES
        .iter()
        .copied()
        .filter(|(name, _)| !name.starts_with(PUBLISHED) && *name != REGISTER)
}

/// The register as JSON; nothing where the example has none.
pub fn register() -> &'static str {
    let found = FILES.iter().find(|(name, _)| *name == REGISTER);
    found.map_or("", |(_, bytes)| std::str::from_utf8(bytes).unwrap_or(""))
}

/// The published tables: data set, file name, bytes. The data set is the file name up to the first dot, so that
/// `eurostat-gdp.2022-04.csv` is an earlier vintage of `eurostat-gdp.csv`.
pub fn published() -> impl Iterator<Item = (&'static str, &'static str, &'static [u8])> {
    FILES.iter().filter_map(|(name, bytes)| {
        let file = name.strip_prefix(PUBLISHED)?;
        Some((file.split('.').next().unwrap_or(file), file, *bytes))
    })
}
