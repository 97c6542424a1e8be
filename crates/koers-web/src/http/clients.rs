//! How much one client may ask: questions a second, and connections at a time.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Of how many clients is kept what they asked. When there are more, those that asked nothing lately are forgotten, and they have
/// nothing to lose by it.
const MOST_CLIENTS: usize = 16_384;

/// How much one client may ask.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Allowance {
    /// Questions a second, in the long run; zero is no limit.
    pub rate: u32,
    /// Questions at once, after a pause.
    pub burst: u32,
    /// Connections at a time.
    pub connections: u32,
}

/// What clients asked lately.
#[derive(Debug)]
pub struct Clients {
    allowance: Allowance,
    seen: Mutex<HashMap<IpAddr, Client>>,
}

/// A bucket that fills with `rate` a second up to `burst`; a question takes one out.
#[derive(Debug)]
struct Client {
    left: f64,
    at: Instant,
    connections: u32,
}

/// A place among the connections of a client, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    clients: Arc<Clients>,
    client: IpAddr,
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some(client) = self.clients.locked().get_mut(&self.client) {
            client.connections = client.connections.saturating_sub(1);
        }
    }
}

impl Clients {
    /// Nobody asked anything yet.
    #[must_use]
    pub fn new(allowance: Allowance) -> Self {
        Self {
            allowance,
            seen: Mutex::default(),
        }
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<IpAddr, Client>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self, now: Instant) -> Client {
        Client {
            left: f64::from(self.allowance.burst),
            at: now,
            connections: 0,
        }
    }

    /// A place for one more connection of a client; `None` when it has as many as it may.
    #[must_use]
    pub fn connect(self: &Arc<Self>, address: IpAddr, now: Instant) -> Option<Place> {
        let client = household(address);
        let mut seen = self.locked();
        forget(&mut seen, self.allowance, now);
        let known = seen.entry(client).or_insert_with(|| self.fresh(now));
        if known.connections >= self.allowance.connections {
            return None;
        }
        known.connections += 1;
        drop(seen);
        Some(Place {
            clients: Arc::clone(self),
            client,
        })
    }

    /// Counts a question; in how many seconds the client may ask again, when it asked too much.
    ///
    /// # Errors
    /// The seconds.
    pub fn ask(&self, address: IpAddr, now: Instant) -> Result<(), u64> {
        let Allowance { rate, burst, .. } = self.allowance;
        if rate == 0 {
            return Ok(());
        }
        let mut seen = self.locked();
        forget(&mut seen, self.allowance, now);
        let client = seen.entry(household(address)).or_insert_with(|| self.fresh(now));
        let since = now.saturating_duration_since(client.at).as_secs_f64();
        client.left = (client.left + since * f64::from(rate)).min(f64::from(burst));
        client.at = now;
        if client.left >= 1.0 {
            client.left -= 1.0;
            return Ok(());
        }
        let wait = Duration::from_secs_f64((1.0 - client.left) / f64::from(rate));
        Err(wait.as_secs() + 1)
    }
}

/// Forgets clients whose bucket is full again and who have no connection, once there are many.
fn forget(seen: &mut HashMap<IpAddr, Client>, allowance: Allowance, now: Instant) {
    if seen.len() < MOST_CLIENTS {
        return;
    }
    let full = Duration::from_secs_f64(f64::from(allowance.burst) / f64::from(allowance.rate.max(1)));
    seen.retain(|_, client| client.connections > 0 || now.saturating_duration_since(client.at) < full);
    // All of them busy: a flood from everywhere. Whoever asks now starts anew.
    if seen.len() >= MOST_CLIENTS {
        seen.retain(|_, client| client.connections > 0);
    }
}

/// Who is one client: an IPv4 address, or the first 64 bits of an IPv6 address, which is what a household gets.
pub(super) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(six) => match six.to_ipv4_mapped() {
            Some(four) => IpAddr::V4(four),
            None => {
                let [a, b, c, d, ..] = six.segments();
                IpAddr::from([a, b, c, d, 0, 0, 0, 0])
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clients(rate: u32, burst: u32) -> Arc<Clients> {
        Arc::new(Clients::new(Allowance {
            rate,
            burst,
            connections: 2,
        }))
    }
    fn client(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let clients = clients(2, 3);
        let start = Instant::now();
        let one = client("192.0.2.1");
        for _ in 0..3 {
            assert_eq!(clients.ask(one, start), Ok(()));
        }
        assert_eq!(clients.ask(one, start), Err(1));
        assert_eq!(clients.ask(client("192.0.2.2"), start), Ok(()), "another client");
        let later = start + Duration::from_millis(500);
        assert_eq!(clients.ask(one, later), Ok(()), "one more after half a second");
        assert_eq!(clients.ask(one, later), Err(1));
    }

    #[test]
    fn no_rate_is_no_limit() {
        let clients = clients(0, 0);
        let now = Instant::now();
        assert!((0..1000).all(|_| clients.ask(client("192.0.2.1"), now).is_ok()));
    }

    #[test]
    fn connections_are_given_back() {
        let clients = clients(1, 1);
        let now = Instant::now();
        let one = client("2001:db8::1");
        let same_household = client("2001:db8::2");
        let first = clients.connect(one, now);
        let second = clients.connect(same_household, now);
        assert!(first.is_some() && second.is_some());
        assert!(clients.connect(one, now).is_none());
        assert!(clients.connect(client("2001:db8:0:1::1"), now).is_some());
        drop(first);
        assert!(clients.connect(one, now).is_some());
    }

    #[test]
    fn memory_has_an_end() {
        let clients = clients(1, 1);
        let start = Instant::now();
        for n in 0..40_000_u32 {
            let address = IpAddr::from(n.to_be_bytes());
            let _ = clients.ask(address, start + Duration::from_millis(u64::from(n)));
        }
        assert!(clients.locked().len() <= MOST_CLIENTS);
    }
}
