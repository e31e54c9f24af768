//! A scene: a region that is lived in, with the phones of a few people, made by the engine and the
//! hubs themselves. Screens are drawn from it, and a demo runs on it.

pub mod scene;
