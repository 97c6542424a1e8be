//! The command for plans to evaluate.

use super::Words;
use clap::{Arg, Command};

impl Words {
    /// `koers evaluate`.
    pub(super) fn evaluate(self) -> Command {
        self.command(
            "evaluate",
            "Voer een plan uit om na te gaan of beleid werkte: precies zoals het er staat, met wat anders moest",
            "Carry out a plan to find out whether policy worked: to the letter, with what had to be otherwise",
            "  koers evaluate\n  koers evaluate brp-zuidoost-drenthe\n  koers evaluate brp-zuidoost-drenthe --format svg > verloop.svg\n  koers evaluate plan.yaml --format md",
        )
        .arg(Arg::new("plan").value_name("PLAN").help(self.t(
            "Een plan in evaluations/, of een bestand (.yaml); anders alle plannen van de werkmap",
            "A plan in evaluations/, or a file (.yaml); else all plans of the workspace",
        )))
        .arg(
            Arg::new("sealed")
                .long("sealed")
                .value_name("SHA-256")
                .requires("plan")
                .help(self.t(
                    "De SHA-256 van het plan zoals het is vastgesteld: is het nu een ander, dan wordt dat gezegd",
                    "The SHA-256 of the plan as it was adopted: where it is another one now, that is said",
                )),
        )
        .arg(self.as_of())
        .arg(Arg::new("table").long("table").value_name("ID").requires("plan").help(self.t(
            "Bij --format csv: welke tabel van de analyse (anders het oordeel)",
            "With --format csv: which table of the analysis (else the verdict)",
        )))
        .arg(self.workspace())
        .arg(self.format(&["table", "json", "csv", "md", "svg"]))
    }
}
