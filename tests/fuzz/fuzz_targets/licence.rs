//! Any octets as a licence that somebody drops, pastes or scans: nothing panics, and what is read, signed and printed again
//! is the same licence.

#![no_main]

use innkeeper::{
    domain::licence::{Grant, Request},
    licensing::{find, key::Signer, number, paper},
};
use libfuzzer_sys::fuzz_target;
use serde::ser::{Serialize, SerializeTuple as _, Serializer};

/// Octets that are signed as they are.
struct Raw<'a>(&'a [u8]);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(self.0.len())?;
        self.0.iter().try_for_each(|octet| tuple.serialize_element(octet))?;
        tuple.end()
    }
}

/// Reads it as a licence; what is one survives the way through its number.
fn read(signer: &Signer, dropped: &[u8]) {
    let _ = find::paper::<Request>(paper::Kind::Request, dropped);
    let Ok((found, _)) = find::paper::<Grant>(paper::Kind::Licence, dropped) else { return };
    let again = paper::sign(paper::Kind::Licence, signer, &found.content).expect("it was read");
    let printed = number::printed(&again);
    let (again, _) = find::paper::<Grant>(paper::Kind::Licence, printed.as_bytes()).expect("it was just signed");
    assert_eq!(again.content, found.content);
}

fuzz_target!(|given: &[u8]| {
    let signer = Signer::of(&[7; 32]);
    for prefix in [&b""[..], b"INK1", b"INL\x01\x02", b"%PDF-1.7\n1 0 obj\nINK1-"] {
        read(&signer, &[prefix, given].concat());
    }
    // Past the signature: a distributor whose program is mad.
    if let Ok(signed) = paper::sign(paper::Kind::Licence, &signer, &Raw(given)) {
        read(&signer, &signed);
    }
});
