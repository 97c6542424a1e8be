//! A server on a real socket, on loopback.

use koers_run::world::World;
use koers_web::http::{Server, Settings, Worlds};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// A server that runs until it is dropped.
pub struct Running {
    /// Where it listens.
    pub at: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn with(change: impl FnOnce(&mut Settings), world: Arc<dyn World>) -> Self {
        Self::over(change, Arc::new(move || Arc::clone(&world)))
    }

    pub fn over(change: impl FnOnce(&mut Settings), worlds: Worlds) -> Self {
        let mut settings = Settings::new(SocketAddr::from(([127, 0, 0, 1], 0)), |_| {});
        change(&mut settings);
        let server = Server::start(&settings, worlds).unwrap();
        let at = server.local_address();
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let until = || {
                let asked = Arc::clone(&asked);
                async move {
                    // Asked once is asked once: a second time is not to wait.
                    while !asked.swap(false, Ordering::Relaxed) {
                        tokio::time::sleep(Duration::from_millis(5)).await;
                    }
                }
            };
            server.run_until(until).unwrap();
        });
        Self {
            at,
            stop,
            thread: Some(thread),
        }
    }

    pub fn new() -> Self {
        Self::with(|_| {}, Arc::new(super::world(|_, text| text)))
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.at).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Everything that comes back for these bytes, when the connection is to be closed after them.
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        stream.write_all(bytes).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    /// The answer to a request for an address, with more lines in its head.
    pub fn ask(&self, method: &str, address: &str, more: &str) -> Said {
        let head = format!(
            "{method} {address} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{more}\r\n",
            self.at
        );
        Said::of(&self.raw(head.as_bytes()))
    }

    pub fn get(&self, address: &str) -> Said {
        self.ask("GET", address, "")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Said {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Said {
    pub fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        Self {
            status: head.get(9..12).and_then(|code| code.parse().ok()).unwrap_or(0),
            head,
            body: bytes.get(end + 4..).unwrap_or_default().to_vec(),
        }
    }
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
