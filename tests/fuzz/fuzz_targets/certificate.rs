#![no_main]

libfuzzer_sys::fuzz_target!(
    init: sharenum_properties::keep_panics_quiet(),
    |data: &[u8]| sharenum_properties::fuzz(sharenum_properties::certificate::check, data)
);
