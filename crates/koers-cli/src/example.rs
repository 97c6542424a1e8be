//! The example workspaces, compiled into the binary.

/// The folder with published tables, re-laid in our own CSV. They are not laid out but imported, as any user would.
const PUBLISHED: &str = "published/";

/// What is known of proposals and actions. It is entered, as any user would.
const REGISTER: &str = "portfolio/register.json";

/// What happened to it before, where the example tells of that: a log that is carried in, as any user would.
const LOG: &str = "portfolio/log.jsonl";

/// A workspace that is laid out by a command.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    files: &'static [(&'static str, &'static [u8])],
}

/// A real region: its policy, official figures and public facts.
pub const DRENTHE: Example = Example {
    files: include!(concat!(env!("OUT_DIR"), "/drenthe.rs")),
};

/// A region that is made up, with proposals, tests, promises and decisions to try everything on.
pub const PRACTICE: Example = Example {
    files: include!(concat!(env!("OUT_DIR"), "/oefening.rs")),
};

impl Example {
    /// The files that are laid out in a new workspace.
    pub fn workspace(self) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        let files = self.files.iter().copied();
        files.filter(|(name, _)| !name.starts_with(PUBLISHED) && ![REGISTER, LOG].contains(name))
    }

    /// The register as JSON; nothing where the example has none.
    pub fn register(self) -> &'static str {
        let found = self.files.iter().find(|(name, _)| *name == REGISTER);
        found.map_or("", |(_, bytes)| std::str::from_utf8(bytes).unwrap_or(""))
    }

    /// The log of what was entered when; nothing where the example has none.
    pub fn log(self) -> Option<&'static [u8]> {
        let found = self.files.iter().find(|(name, _)| *name == LOG);
        found.map(|(_, bytes)| *bytes)
    }

    /// The published tables: data set, file name, bytes. The data set is the file name up to the first dot, so that
    /// `eurostat-gdp.2022-04.csv` is an earlier vintage of `eurostat-gdp.csv`.
    pub fn published(self) -> impl Iterator<Item = (&'static str, &'static str, &'static [u8])> {
        self.files.iter().filter_map(|(name, bytes)| {
            let file = name.strip_prefix(PUBLISHED)?;
            Some((file.split('.').next().unwrap_or(file), file, *bytes))
        })
    }
}
