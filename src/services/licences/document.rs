//! The PDFs: a request, a licence. Each carries its number as text, as QR code, and as a file inside.

use super::{Capacity, Grant, Kind, Payment, Request, Signed, Validity};
use crate::{
    domain::time::{Instant, Zone},
    i18n::{Language, Words},
    services::Result,
    t,
    voucher::{
        self, Document, Lack, Paper, PdfWriter, Renderer, VoucherError,
        document::{Block, QrBlock, Scanning},
        qr::Encoder,
    },
};

/// Groups of the number on one line.
const GROUPS_A_LINE: usize = 10;

/// The PDF of a request, for the distributor.
pub fn request(signed: &Signed<Request>, language: Language) -> Result<Vec<u8>> {
    let words = language.words();
    let request = &signed.content;
    let zone: Zone = request.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let mut facts = vec![
        (
            t!(words, "licence-location-id"),
            request.location.to_string(),
        ),
        (t!(words, "licence-time-zone"), request.time_zone.clone()),
    ];
    facts.extend(terms(
        words,
        request.capacity,
        request.years,
        request.payment,
    ));
    facts.push((
        t!(words, "licence-modules"),
        modules(words, &request.modules),
    ));
    facts.push((t!(words, "licence-kind"), kind(words, request.kind)));
    facts.push((t!(words, "licence-partner"), request.partner.clone()));
    facts.push((
        t!(words, "licence-partner-email"),
        request.partner_email.clone(),
    ));
    facts.push((
        t!(words, "licence-client-email"),
        request.client_email.clone(),
    ));
    facts.push((
        t!(words, "licence-distributor"),
        request.distributor.clone(),
    ));
    facts.push((
        t!(words, "licence-made-at"),
        moment(words, request.made_at, zone),
    ));
    pdf(
        language,
        &request.location_name,
        &t!(words, "licence-request-title"),
        &t!(words, "licence-request-number"),
        facts,
        &signed.number(),
        &signed.compact(),
    )
}

/// The PDF of a licence, for the Location (L6). `zone` is that of the Location.
pub fn licence(signed: &Signed<Grant>, zone: Zone, language: Language) -> Result<Vec<u8>> {
    let words = language.words();
    let grant = &signed.content;
    let mut facts = vec![
        (t!(words, "licence-location-id"), grant.location.to_string()),
        (t!(words, "licence-kind"), kind(words, grant.kind)),
    ];
    facts.extend(terms(words, grant.capacity, grant.years, grant.payment));
    let start = match (grant.kind, grant.validity) {
        (Kind::Renewal, _) => t!(words, "licence-start-renewal"),
        (Kind::Move, _) => t!(words, "licence-start-move"),
        (Kind::First, Validity::Automatic) => {
            t!(
                words,
                "licence-start-automatic",
                count = grant.devices_needed
            )
        }
        (Kind::First, Validity::From(at)) => moment(words, at, zone),
    };
    facts.push((t!(words, "licence-start"), start));
    facts.push((t!(words, "licence-modules"), modules(words, &grant.modules)));
    facts.push((t!(words, "licence-partner"), grant.partner.clone()));
    let who = &grant.distributor;
    facts.push((t!(words, "licence-distributor"), who.name.clone()));
    let contact = [who.email.as_str(), who.phone.as_str()];
    let contact: Vec<_> = contact
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect();
    facts.push((t!(words, "licence-renewal-contact"), contact.join(", ")));
    facts.push((
        t!(words, "licence-made-at"),
        moment(words, grant.issued_at, zone),
    ));
    pdf(
        language,
        &grant.location_name,
        &t!(words, "licence-title"),
        &t!(words, "licence-number"),
        facts,
        &signed.number(),
        &signed.compact(),
    )
}

/// The QR code of a number, as PNG.
pub fn qr_png(compact: &str) -> Result<Vec<u8>> {
    Ok(voucher::qr::png(compact)?)
}

fn moment(words: &Words, at: Instant, zone: Zone) -> String {
    voucher::moment(words, &at.with_timezone(&zone))
}

fn kind(words: &Words, kind: Kind) -> String {
    match kind {
        Kind::First => t!(words, "licence-kind-first"),
        Kind::Renewal => t!(words, "licence-kind-renewal"),
        Kind::Move => t!(words, "licence-kind-move"),
    }
}

fn modules(words: &Words, modules: &std::collections::BTreeSet<String>) -> String {
    if modules.is_empty() {
        return t!(words, "licence-no-modules");
    }
    modules.iter().cloned().collect::<Vec<_>>().join(", ")
}

fn terms(words: &Words, capacity: Capacity, years: u8, payment: Payment) -> Vec<(String, String)> {
    let (label, count) = match capacity {
        Capacity::Rooms(count) => (t!(words, "licence-rooms"), count),
        Capacity::Aps(count) => (t!(words, "licence-aps"), count),
    };
    let payment = match payment {
        Payment::Monthly => t!(words, "licence-monthly"),
        Payment::Annual => t!(words, "licence-annual"),
    };
    vec![
        (label, count.to_string()),
        (
            t!(words, "licence-contract"),
            t!(words, "licence-years", years = years),
        ),
        (t!(words, "licence-payment"), payment),
    ]
}

fn pdf(
    language: Language,
    heading: &str,
    title: &str,
    label: &str,
    facts: Vec<(String, String)>,
    number: &str,
    compact: &str,
) -> Result<Vec<u8>> {
    let words = language.words();
    let mut blocks = vec![
        Block::Heading(heading.to_owned()),
        Block::Subheading(title.to_owned()),
        Block::Rule,
    ];
    blocks.extend(facts.into_iter().map(|(label, value)| Block::Fact {
        label,
        value,
        typed: false,
    }));
    blocks.push(Block::Rule);
    // Very long names make a number that no code holds; the text and the file inside are there all the same.
    match Encoder::default().of_one_size(&[compact.to_owned()]) {
        Ok(codes) => {
            let codes = codes.into_iter().map(|matrix| QrBlock {
                does: Scanning::Number,
                caption: label.to_owned(),
                matrix,
            });
            blocks.push(Block::Qrs(codes.collect()));
        }
        Err(VoucherError::QrTooLong { .. }) => blocks.push(Block::Note(label.to_owned())),
        Err(error) => return Err(error.into()),
    }
    let groups: Vec<&str> = number.split('-').collect();
    let lines: Vec<String> = groups
        .chunks(GROUPS_A_LINE)
        .map(|groups| groups.join("-"))
        .collect();
    blocks.extend(lines.into_iter().map(Block::Small));
    blocks.push(Block::Note(t!(words, "licence-number-help")));
    let document = Document { language, blocks };
    let mut renderer = Renderer::new(Lack::PrintBox);
    let layout = renderer.lay_out(&[document], Paper::A4)?;
    let mut pdf = PdfWriter::new(&format!("{title}: {heading}"));
    pdf.embed("licence-number.txt", number);
    pdf.add(&mut renderer, &layout)?;
    Ok(pdf.finish()?)
}
