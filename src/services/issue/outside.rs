//! Tickets of other sources than the desk: payments, sponsors, requests by SMS, the PMS, the REST interface (T12, T15).

use super::{Deliver, House, Issued, Plan, Request, note_issued};
use crate::{
    domain::{
        ticket::{Kind, Source},
        time::Instant,
    },
    services::{Actor, Error, Result, write},
    store::Store,
};

/// Characters of an outside reference at most.
const REFERENCE_MAX: usize = 200;

/// What a source outside asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Which one.
    pub source: Source,
    /// How it names the payment, booking or request: the same one again gives the same ticket.
    pub reference: String,
    /// Whether it is settled: a payment that is pending gives no ticket (TX31).
    pub settled: bool,
    /// The ticket. The user ID by source (TX24): the payer's e-mail, the guest's e-mail, the guest's mobile number, the
    /// parameter of the request, or room and surname.
    pub request: Request,
}

/// Issues the ticket of an outside source, once: asked again with the same reference, it gives the ticket that there is
/// (TX31). `None` = not settled yet, no ticket.
pub fn issue_from(
    store: &Store,
    now: Instant,
    actor: Actor,
    outside: Outside,
) -> Result<Option<Issued>> {
    let reference = outside.reference.trim().to_owned();
    let is_outside = matches!(
        outside.source,
        Source::Api | Source::Paypal | Source::Sms | Source::Sponsor | Source::Pms
    );
    if !is_outside {
        return Err(Error::Invalid(format!(
            "{} is no outside source",
            outside.source
        )));
    }
    if reference.is_empty() || reference.chars().count() > REFERENCE_MAX {
        return Err(Error::BadReference { max: REFERENCE_MAX });
    }
    if !outside.settled {
        return Ok(None);
    }
    write(store, move |tx| {
        let (source, request) = (outside.source, outside.request);
        if let Some(ticket) = tx.ticket_by_reference(source, &reference)? {
            return Ok(Some(Issued {
                credentials: tx.credentials(ticket.id)?,
                product: tx.product(ticket.product)?.code,
                deliveries: Vec::new(),
                replaced: Vec::new(),
                ticket,
            }));
        }
        let house = House::of(tx, &request.ticket_type)?;
        let plan = Plan::of(&house, now, &request)?;
        let mut new = plan.ticket(&house, now, source, None);
        new.kind = kind_of(source, new.kind);
        new.reference = Some(reference);
        let mut issued = plan.insert(tx, &house, new)?;
        note_issued(tx, now, actor, &house, &issued)?;
        let deliver: &[Deliver] = &plan.deliver;
        issued.deliveries = super::deliver(
            tx,
            now,
            actor,
            &issued.ticket,
            deliver,
            plan.language.as_deref(),
        )?;
        Ok(Some(issued))
    })
}

/// The type in the list: that of the source, for the REST interface that of the rate (A21).
fn kind_of(source: Source, of_rate: Kind) -> Kind {
    match source {
        Source::Paypal => Kind::Paypal,
        Source::Sms => Kind::Sms,
        Source::Sponsor => Kind::Sponsor,
        Source::Pms => Kind::Pms,
        Source::Desk | Source::Cli | Source::Api | Source::Automatic | Source::Import => of_rate,
    }
}
