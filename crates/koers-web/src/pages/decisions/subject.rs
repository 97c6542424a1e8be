//! What a decision hangs on, with its page.

use crate::ask::Ask;
use crate::pages::framework::named::named;
use crate::paths;
use crate::site::Site;
use koers_model::portfolio::decision::Subject;
use koers_model::portfolio::register::Register;
use koers_report::view::Phrase;

/// A subject with the address of its page; one that nothing is known of is shown by its id, without an address.
pub(super) fn of(site: &Site, ask: &Ask, register: &Register, subject: &Subject) -> (Option<String>, Phrase) {
    match subject {
        Subject::Action(id) => match register.actions.get(id) {
            Some(action) => (
                Some(ask.link(&paths::action(id.as_str()))),
                Phrase::new(&action.title, ask.lang),
            ),
            None => (None, Phrase::own(id.to_string())),
        },
        Subject::Element { framework, element } => {
            let known = site.framework(framework.as_str()).ok();
            let named = known.and_then(|one| Some(named(one, one.element(element.as_str())?, ask)));
            match named {
                Some(named) => (Some(named.link), named.title),
                None => (None, Phrase::own(element.to_string())),
            }
        }
    }
}
