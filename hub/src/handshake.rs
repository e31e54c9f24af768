//! From a new connection to one that speaks TLS, without keeping others waiting.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

/// A phone gives up an attempt to connect after so long itself.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// Handshakes at once. When one more comes the oldest is given up: who connects and says nothing takes
/// no place from those who do.
const MOST_HANDSHAKES: usize = 256;
/// The first byte that a client sends in TLS: the type of a record with a handshake in it.
const HANDSHAKE_RECORD: u8 = 22;

/// How a connection turned out.
pub enum Opened {
    /// As it should.
    Tls(Box<TlsStream<TcpStream>>),
    /// The client speaks something else: plain HTTP, most likely.
    Plain(TcpStream),
}

/// The handshakes under way. When this goes, so do they.
pub struct Handshakes {
    /// Oldest first.
    under_way: VecDeque<oneshot::Sender<()>>,
    most: usize,
    patience: Duration,
}

impl Default for Handshakes {
    fn default() -> Self {
        Self { under_way: VecDeque::new(), most: MOST_HANDSHAKES, patience: HANDSHAKE_TIMEOUT }
    }
}

impl Handshakes {
    /// Begins one. What it answers is to be polled beside the others, not before them.
    pub fn begin(
        &mut self,
        acceptor: TlsAcceptor,
        stream: TcpStream,
    ) -> impl Future<Output = io::Result<Opened>> + use<> {
        let Self { under_way, most, patience } = self;
        if under_way.len() >= *most {
            under_way.retain(|handshake| !handshake.is_closed());
        }
        if under_way.len() >= *most {
            under_way.pop_front();
        }
        let patience = *patience;
        let (held, given_up) = oneshot::channel();
        under_way.push_back(held);
        async move {
            let opened = async { timeout(patience, open(acceptor, stream)).await? };
            tokio::select! {
                opened = opened => opened,
                _ = given_up => Err(io::Error::other("given up for a newer one")),
            }
        }
    }
}

async fn open(acceptor: TlsAcceptor, stream: TcpStream) -> io::Result<Opened> {
    let mut first = [0];
    if stream.peek(&mut first).await? == 1 && first != [HANDSHAKE_RECORD] {
        return Ok(Opened::Plain(stream));
    }
    // The answer to a first request follows the tickets of the handshake; it must not wait until the
    // client has acknowledged them.
    stream.set_nodelay(true)?;
    Ok(Opened::Tls(Box::new(acceptor.accept(stream).await?)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::crypto::ring;
    use tokio_rustls::rustls::server::ResolvesServerCertUsingSni;

    use super::*;

    fn acceptor() -> TlsAcceptor {
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(ResolvesServerCertUsingSni::new()));
        Arc::new(config).into()
    }

    /// Both ends of a connection.
    async fn connection(listener: &TcpListener) -> (TcpStream, TcpStream) {
        let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        (client, listener.accept().await.unwrap().0)
    }

    #[tokio::test]
    async fn who_says_nothing_or_stops_half_way_is_given_up() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        // What is never said has not been said a millisecond later either.
        let patience = Duration::from_millis(1);
        let mut handshakes = Handshakes { patience, ..Handshakes::default() };
        for said in [[].as_slice(), &[22, 3, 1, 2, 0, 1]] {
            let (mut client, server) = connection(&listener).await;
            client.write_all(said).await.unwrap();
            let given_up = handshakes.begin(acceptor(), server).await.err().unwrap();
            assert_eq!(given_up.kind(), io::ErrorKind::TimedOut, "{said:?}");
        }
    }

    #[tokio::test]
    async fn the_oldest_makes_room_for_a_newcomer_and_those_that_ended_hold_none() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut handshakes = Handshakes { most: 2, ..Handshakes::default() };
        let (mut plain, server) = connection(&listener).await;
        plain.write_all(b"GET / HTTP/1.1").await.unwrap();
        let ended = handshakes.begin(acceptor(), server).await.unwrap();
        assert!(matches!(ended, Opened::Plain(_)));

        let (_first, server) = connection(&listener).await;
        let first = handshakes.begin(acceptor(), server);
        let (_second, server) = connection(&listener).await;
        let mut second = Box::pin(handshakes.begin(acceptor(), server));
        tokio::select! {
            biased;
            _ = &mut second => panic!("nothing was said"),
            () = std::future::ready(()) => {}
        }
        let (_third, server) = connection(&listener).await;
        let third = handshakes.begin(acceptor(), server);
        assert!(first.await.err().unwrap().to_string().contains("newer"));
        drop(handshakes);
        assert!(second.await.is_err() && third.await.is_err());
    }
}
