//! What a gateway that calls back says became of a message.
//!
//! - Kannel: "Kannel User's Guide" 1.4, "SMS Delivery Reports": `%d` of the `dlr-url` is 1 delivered to the phone, 2 not
//!   delivered, 4 queued, 8 taken by the SMSC, 16 refused by the SMSC.
//! - Twilio: "Track outbound message status": a form with `MessageStatus` and, of a failure, `ErrorCode`.
//! - Vonage: "SMS API", "Delivery receipts": `status` and `err-code`, as query, form or JSON.
//! - Others hand through what the SMSC said (SMPP 3.4, 5.2.28 and appendix B): `DELIVRD`, `UNDELIV` and so on.

use super::Fate;

/// Names under which gateways tell the state.
const STATES: [&str; 4] = ["MessageStatus", "SmsStatus", "status", "stat"];
/// Names under which they tell why.
const REASONS: [&str; 4] = ["ErrorCode", "err-code", "err", "error"];

/// States of a message that has arrived.
const ARRIVED: [&str; 4] = ["1", "delivered", "read", "delivrd"];
/// States of one that will not arrive.
const FAILED: [&str; 12] = [
    "2",
    "16",
    "undelivered",
    "failed",
    "canceled",
    "expired",
    "rejected",
    "undeliverable",
    "undeliv",
    "rejectd",
    "deleted",
    "unreachable",
];
/// States of one that is on its way still.
const UNDER_WAY: [&str; 13] = [
    "4",
    "8",
    "accepted",
    "scheduled",
    "queued",
    "sending",
    "sent",
    "submitted",
    "buffered",
    "unknown",
    "acceptd",
    "enroute",
    "receiving",
];

/// What became of the message, from the names and values of the call; nothing if they do not say.
pub fn fate(said: &[(String, String)]) -> Option<Fate> {
    let value = |names: &[&str]| {
        names.iter().find_map(|name| {
            let pair = said.iter().find(|(one, _)| one.eq_ignore_ascii_case(name));
            pair.map(|(_, value)| value.trim())
                .filter(|value| !value.is_empty())
        })
    };
    let state = value(&STATES)?.to_ascii_lowercase();
    let among = |states: &[&str]| states.contains(&state.as_str());
    if among(&ARRIVED) {
        return Some(Fate::Arrived);
    }
    if among(&FAILED) {
        // Kannel's numbers mean nothing to those who read the reason.
        let word = match state.as_str() {
            "2" => "not delivered",
            "16" => "refused by the SMSC",
            word => word,
        };
        let reason = value(&REASONS).filter(|reason| *reason != "0");
        return Some(Fate::Failed(match reason {
            Some(reason) => format!("{word}, {reason}"),
            None => word.to_owned(),
        }));
    }
    among(&UNDER_WAY).then_some(Fate::UnderWay)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gateways_say() {
        let failed = |why: &str| Some(Fate::Failed(why.to_owned()));
        #[rustfmt::skip]
        #[allow(clippy::type_complexity, reason = "a table")]
        let table: [(&str, &[(&str, &str)], Option<Fate>); 18] = [
            ("Kannel",  &[("status", "1")],                                             Some(Fate::Arrived)),
            ("Kannel",  &[("status", "2")],                                             failed("not delivered")),
            ("Kannel",  &[("status", "4")],                                             Some(Fate::UnderWay)),
            ("Kannel",  &[("status", "8")],                                             Some(Fate::UnderWay)),
            ("Kannel",  &[("status", "16")],                                            failed("refused by the SMSC")),
            ("Twilio",  &[("MessageSid", "SM1"), ("MessageStatus", "sent")],            Some(Fate::UnderWay)),
            ("Twilio",  &[("MessageSid", "SM1"), ("MessageStatus", "delivered")],       Some(Fate::Arrived)),
            ("Twilio",  &[("MessageStatus", "undelivered"), ("ErrorCode", "30003")],    failed("undelivered, 30003")),
            ("Twilio",  &[("MessageStatus", "failed"), ("ErrorCode", "")],              failed("failed")),
            ("Vonage",  &[("msisdn", "34600"), ("status", "delivered"), ("err-code", "0")], Some(Fate::Arrived)),
            ("Vonage",  &[("status", "expired"), ("err-code", "1")],                    failed("expired, 1")),
            ("Vonage",  &[("status", "rejected"), ("err-code", "0")],                   failed("rejected")),
            ("Vonage",  &[("status", "buffered"), ("err-code", "0")],                   Some(Fate::UnderWay)),
            ("SMPP",    &[("stat", "DELIVRD"), ("err", "000")],                         Some(Fate::Arrived)),
            ("SMPP",    &[("stat", "UNDELIV"), ("err", "011")],                         failed("undeliv, 011")),
            ("nothing", &[],                                                            None),
            ("empty",   &[("status", " ")],                                             None),
            ("strange", &[("status", "on the moon")],                                   None),
        ];
        for (gateway, said, expected) in table {
            let pairs: Vec<_> = said
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect();
            assert_eq!(fate(&pairs), expected, "{gateway}: {said:?}");
        }
    }
}
