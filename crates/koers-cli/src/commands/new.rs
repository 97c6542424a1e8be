//! `koers new`: an empty workspace that checks, to be filled.

use super::{region, tell};
use crate::exit::Exit;
use crate::failure::Failure;
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_source::folder::Folder;
use std::path::PathBuf;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(root) = matches.get_one::<PathBuf>("dir") else {
        return Ok(Exit::Usage);
    };
    let folder_name = root
        .file_name()
        .map_or_else(|| "regio".to_owned(), |name| name.to_string_lossy().into_owned());
    let name = matches.get_one::<String>("name").cloned().unwrap_or(folder_name);
    let code = region(matches)?.map_or_else(|| "REGIO".to_owned(), |code| code.to_string());
    // A JSON string is a YAML string, and a CSV field in quotes doubles its quotes.
    let quoted = serde_json::Value::from(name.as_str());
    let settings = format!(
        "koers: 1\nname: {{nl: {quoted}, en: {quoted}}}\nregion: {code}\ncompare: []\nlanguages: [nl, en]\n"
    );
    let regions = format!(
        "code,kind,name,nuts,valid_from,valid_to\n{code},province,\"{}\",,,\n",
        name.replace('"', "\"\"")
    );
    let readme = lang.pick(README_NL, README_EN);
    let yardstick = lang.pick(YARDSTICK_NL, YARDSTICK_EN).replace("REGIO", &code);
    let plan = lang.pick(PLAN_NL, PLAN_EN);
    // A name of its own until somebody has made it theirs: a yardstick or plan of a programme that is not there yet would be a fault.
    let (yardstick_file, plan_file) = lang.pick(
        (
            "criteria/meetlat.1.yaml.voorbeeld",
            "selections/ronde.yaml.voorbeeld",
        ),
        ("criteria/meetlat.1.yaml.example", "selections/ronde.yaml.example"),
    );
    let files: [(&str, &[u8]); 11] = [
        ("koers.yaml", settings.as_bytes()),
        ("regions/regions.csv", regions.as_bytes()),
        ("regions/hierarchy.csv", b"child,parent,valid_from,valid_to\n"),
        ("framework/README.md", readme.as_bytes()),
        ("indicators/README.md", readme.as_bytes()),
        ("catalogue/README.md", readme.as_bytes()),
        ("figures/README.md", readme.as_bytes()),
        (yardstick_file, yardstick.as_bytes()),
        (plan_file, plan.as_bytes()),
        ("aid/de-minimis.yaml", DE_MINIMIS.as_bytes()),
        (".gitignore", b"cache/\n"),
    ];
    Folder::create(root, files)?;
    tell(&match lang {
        Lang::Nl => format!(
            "Werkmap gemaakt: {0}\nVerder: koers check --workspace {0}",
            root.display()
        ),
        Lang::En => format!(
            "Workspace made: {0}\nNext: koers check --workspace {0}",
            root.display()
        ),
    });
    Ok(Exit::Done)
}

const README_NL: &str = "Hier komen de bestanden van deze werkmap. De uitleg met voorbeelden staat in docs/guide/workspace-files.md van Koers; `koers check` zegt wat er nog niet klopt.\n";
const README_EN: &str = "The files of this workspace go here. docs/guide/workspace-files.md of Koers explains them with examples; `koers check` says what is not right yet.\n";

/// A yardstick to begin with; `REGIO` stands for the code of the region.
const YARDSTICK_NL: &str = include_str!("new/meetlat.nl.yaml");
const YARDSTICK_EN: &str = include_str!("new/meetlat.en.yaml");
/// A plan to begin with.
const PLAN_NL: &str = include_str!("new/ronde.nl.yaml");
const PLAN_EN: &str = include_str!("new/ronde.en.yaml");
/// The ceilings of general small aid, which hold in every region of the European Union.
const DE_MINIMIS: &str = include_str!("../../../../examples/drenthe/aid/de-minimis.yaml");
