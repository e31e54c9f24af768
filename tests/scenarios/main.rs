//! Phones, a bus and a region over real HTTP, from a ticket written offline to a seat on the bus.
//!
//! Hubs listen on loopback, on whichever port is free; time is moved by hand; nothing sleeps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod common;

mod access;
mod alerts;
mod bad_files;
mod bad_input;
mod bad_network;
mod bus;
mod command_line;
mod directory;
mod offline;
mod order;
mod power;
mod refused;
mod restored;
mod routes;
mod story;
mod tls;
