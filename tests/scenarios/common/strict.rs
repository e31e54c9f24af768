//! A hub with a rule of its own, as a newer one may have: it refuses what phones think is fine.

use sharenum_ledger::Chunk;
use sharenum_sync::wire::Verdict;

use super::{Front, Region};

/// A region's hub behind a front that refuses some changes with the hub's own signature.
pub struct StricterHub {
    pub url: String,
    _front: Front,
}

impl StricterHub {
    pub const REASON: &str = "this region wants another title; edit it and send it again";

    /// `refuses` says of each change that is pushed whether it is refused.
    pub async fn before(region: &Region, refuses: fn(&Chunk) -> bool) -> Self {
        let front = Front::before(region, move |exchange| {
            let mut asked = exchange.asked();
            let refused: Vec<bool> =
                asked.chunks.iter().map(|bytes| refuses(&Chunk::decode(bytes).unwrap())).collect();
            let mut at = refused.iter();
            asked.chunks.retain(|_| !at.next().unwrap());
            exchange.answer(&asked, |said| {
                let mut verdicts = std::mem::take(&mut said.verdicts).into_iter();
                let verdict = |refused: bool| match refused {
                    true => Verdict::Refused {
                        code: "stricter-rule".to_owned(),
                        detail: Self::REASON.to_owned(),
                    },
                    false => verdicts.next().unwrap(),
                };
                said.verdicts = refused.into_iter().map(verdict).collect();
            })
        })
        .await;
        Self { url: front.url.clone(), _front: front }
    }
}
