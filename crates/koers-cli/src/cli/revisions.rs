//! The command for what was believed before.

use super::Words;
use clap::{Arg, Command};

impl Words {
    /// `koers revisions`.
    pub(super) fn revisions(self) -> Command {
        self.command(
            "revisions",
            "Wat er in elke stand bekend was: welke cijfers zijn herzien, hoeveel, en welke oordelen daardoor omsloegen",
            "What was known in every vintage: which figures were revised, by how much, and which verdicts that flipped",
            "  koers revisions brp\n  koers revisions brp --region NL01 --since 2022-12-31\n  koers revisions eurostat-nama-10r-3gdp --format csv\n  koers revisions brp --format svg > herzien.svg",
        )
        .arg(
            Arg::new("what")
                .value_name(self.t("INDICATOR|GEGEVENSSET", "INDICATOR|DATASET"))
                .required(true)
                .help(self.t("Een indicator, of een gegevensset van de catalogus", "An indicator, or a data set of the catalogue")),
        )
        .arg(self.region())
        .arg(self.date(
            "since",
            "Wat er sinds die dag is veranderd (anders alles wat ooit veranderde)",
            "What has changed since that day (else all that ever did)",
        ))
        .arg(self.on())
        .arg(self.as_of())
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv", "svg"]))
    }
}
