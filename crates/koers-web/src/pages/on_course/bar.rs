//! The choices of the front page.

use crate::answer::Fault;
use crate::ask::Ask;
use crate::controls::Choice;
use crate::site::Site;
use crate::standing::Standing;
use koers_model::framework::Framework;
use koers_report::view::VERDICTS;
use koers_report::words;
use koers_run::status::Asked;

pub(super) fn choices(
    site: &Site,
    ask: &Ask,
    asked: &Asked,
    framework: &Framework,
    standing: &Standing,
) -> Result<Vec<Choice>, Fault> {
    let definitions = site.definitions()?;
    let lang = ask.lang;
    let mut choices = Vec::new();
    if definitions.frameworks.len() > 1 {
        choices.push(Choice::programme(definitions, framework.id.as_str(), lang));
    }
    let none = |words: &str| std::iter::once((String::new(), words.to_owned()));
    let lines = standing
        .framework()?
        .groups
        .iter()
        .map(|group| (group.id.to_string(), group.title.get(lang).to_owned()));
    choices.push(Choice::one_of(
        "lijn",
        lang.pick("Lijn", "Line"),
        none(lang.pick("alle lijnen", "all lines")).chain(lines),
        ask.get("lijn").unwrap_or_default(),
    ));
    let verdicts = VERDICTS
        .iter()
        .map(|verdict| (verdict.word().to_owned(), words::verdict(*verdict, lang)));
    choices.push(Choice::one_of(
        "oordeel",
        lang.pick("Oordeel", "Verdict"),
        none(lang.pick("alle oordelen", "all verdicts")).chain(verdicts),
        ask.get("oordeel").unwrap_or_default(),
    ));
    choices.extend(question(site, ask, asked, standing)?);
    Ok(choices)
}

/// Region and days: what can be chosen wherever something is judged.
///
/// # Errors
/// As [`koers_run::held::Held::region`].
pub fn question(site: &Site, ask: &Ask, asked: &Asked, standing: &Standing) -> Result<Vec<Choice>, Fault> {
    let on = standing.on();
    Ok(vec![
        Choice::region_near(site.definitions()?, on, site.region(asked)?, ask.lang),
        Choice::on(on, ask.lang),
        Choice::as_of(asked.as_of, site.today(), ask.lang),
    ])
}
