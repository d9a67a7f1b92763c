//! From what should be there and what is there to what is to be done. Pure, and the same for every vendor.

use super::state::{Hold, Holder, Kind, Object, Value, Wanted};
use std::collections::{BTreeSet, HashMap};

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// In the order in which it is carried out.
    pub steps: Vec<Step>,
    /// What cannot be done without touching what belongs to somebody else.
    pub conflicts: Vec<Conflict>,
    /// What the vendor cannot express.
    pub gaps: Vec<Gap>,
    /// How much is right already.
    pub right: usize,
    /// How much another Innkeeper made there. More than none: two of them keep one gateway.
    pub of_others: usize,
}

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Make what is missing.
    Add(Object),
    /// Change what is not as it should be.
    Change {
        /// As it should be, with the handle of what is there.
        object: Object,
        /// The properties that differ.
        changes: Vec<Change>,
    },
    /// Remove what is ours and no longer wanted.
    Remove(Object),
}

/// A property that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// By the vendor's name.
    pub name: &'static str,
    /// What is there; `None` where the gateway names no such property.
    pub from: Option<Value>,
    /// What should be.
    pub to: Value,
}

/// Something of somebody else stands where ours should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// What kind of thing.
    pub kind: Kind,
    /// Its key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Who made it.
    pub holder: Holder,
}

/// Something that a vendor cannot express, so that it is not at the gateway as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Of what kind of thing.
    pub kind: Kind,
    /// Its key.
    pub key: String,
    /// Why.
    pub why: Lack,
}

/// Why something cannot be expressed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lack {
    /// The gateway enforces no such limit: its name among the product's fields (`daily_time_min`).
    Limit(&'static str),
    /// A value beyond what the gateway takes; it gets the nearest that it takes: the field, and what it takes.
    Clipped {
        /// The field.
        field: &'static str,
        /// What the gateway gets, in its own unit.
        to: String,
    },
    /// A name with characters, or of a length, that the gateway does not take.
    Name,
    /// What it refers to is not there and cannot be made: its name.
    Missing(String),
    /// The gateway chooses the code of a ticket, whose guest may have been given another already.
    Code,
}

/// Whether values that a gateway does not show are written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hidden {
    /// They are taken to be what was written last.
    #[default]
    Trusted,
    /// They are written: a secret has changed.
    Written,
}

/// How many steps of each kind: "3 to add, 1 to change".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// To make.
    pub add: usize,
    /// To change.
    pub change: usize,
    /// To remove.
    pub remove: usize,
}

impl Plan {
    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// How many steps of each kind.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for step in &self.steps {
            match step {
                Step::Add(_) => counts.add += 1,
                Step::Change { .. } => counts.change += 1,
                Step::Remove(_) => counts.remove += 1,
            }
        }
        counts
    }
}

impl Step {
    /// What it is about.
    pub fn object(&self) -> &Object {
        match self {
            Self::Add(object) | Self::Change { object, .. } | Self::Remove(object) => object,
        }
    }
}

/// Compares. What is ours and not wanted is removed; what is not ours is never touched, but for the named properties of
/// settings.
///
/// The order: users that go (their names become free), then what is made and changed from the first [`Kind`] to the
/// last, then what else goes from the last to the first.
pub fn plan(wanted: Wanted, there: &[Object], hidden: Hidden) -> Plan {
    let mut plan = Plan {
        gaps: wanted.gaps,
        of_others: there
            .iter()
            .filter(|object| object.holder == Holder::OtherInnkeeper)
            .count(),
        ..Plan::default()
    };
    let mut by_key: HashMap<(Kind, &str), Vec<&Object>> = HashMap::with_capacity(there.len());
    for object in there {
        by_key
            .entry((object.kind, object.key.as_str()))
            .or_default()
            .push(object);
    }
    let (mut writes, mut removes) = (Vec::new(), Vec::new());
    let mut kept: BTreeSet<(Kind, &str)> = BTreeSet::new();
    for object in &wanted.objects {
        let found = by_key.get(&(object.kind, object.key.as_str()));
        let found = found.map_or(&[] as &[_], Vec::as_slice);
        let _ = kept.insert((object.kind, object.key.as_str()));
        let ours = found.iter().find(|there| there.holder == Holder::Ours);
        match (object.hold, ours, found.first()) {
            (Hold::Setting, _, None) => plan.gaps.push(Gap {
                kind: object.kind,
                key: object.key.clone(),
                why: Lack::Missing(object.name.clone()),
            }),
            (Hold::Setting, _, Some(there)) | (_, Some(there), _) => {
                match changed(object, there, hidden) {
                    Some(step) => writes.push(step),
                    None => plan.right += 1,
                }
            }
            (_, None, None) => writes.push(Step::Add(object.clone())),
            (Hold::Needed, None, Some(_)) => plan.right += 1,
            (Hold::Made, None, Some(there)) => plan.conflicts.push(Conflict {
                kind: object.kind,
                key: object.key.clone(),
                name: object.label().to_owned(),
                holder: there.holder,
            }),
        }
        // Twins of ours: a create that was repeated without looking.
        let twins = found.iter().filter(|there| there.holder == Holder::Ours);
        if object.hold != Hold::Setting {
            removes.extend(twins.skip(1).map(|twin| Step::Remove((*twin).clone())));
        }
    }
    removes.extend(
        there
            .iter()
            .filter(|there| there.holder == Holder::Ours)
            .filter(|there| !kept.contains(&(there.kind, there.key.as_str())))
            .map(|there| Step::Remove(there.clone())),
    );
    writes.sort_by_key(|step| step.object().kind);
    removes.sort_by_key(|step| std::cmp::Reverse(step.object().kind));
    let users = removes.partition_point(|step| step.object().kind == Kind::User);
    let others = removes.split_off(users);
    plan.steps = removes;
    plan.steps.append(&mut writes);
    plan.steps.extend(others);
    plan
}

/// The step that makes what is there into what is wanted, if they differ.
fn changed(wanted: &Object, there: &Object, hidden: Hidden) -> Option<Step> {
    let changes: Vec<_> = wanted
        .values
        .iter()
        .filter_map(|(&name, to)| {
            let from = there.values.get(name);
            let differs = match from {
                Some(Value::Hidden) => hidden == Hidden::Written,
                Some(from) => !to.agrees(from),
                None => *to != Value::Hidden,
            };
            differs.then(|| Change {
                name,
                from: from.cloned(),
                to: to.clone(),
            })
        })
        .collect();
    (!changes.is_empty()).then(|| Step::Change {
        object: Object {
            handle: there.handle.clone(),
            holder: there.holder,
            ..wanted.clone()
        },
        changes,
    })
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::indexing_slicing,
        clippy::type_complexity,
        reason = "a test may stop at what should not happen; its table is its type"
    )]

    use super::{
        super::{Secret, state::Owner},
        *,
    };
    use crate::domain::id::LocationId;

    fn there(key: &str, holder: Holder, rate: &str) -> Object {
        Object::found(Kind::Group, key, holder, "*1").with("rate", rate)
    }

    fn group(key: &str, rate: &str) -> Object {
        Object::made(Kind::Group, key).with("rate", rate)
    }

    fn planned(wanted: Vec<Object>, there: &[Object]) -> Plan {
        let objects = wanted;
        plan(
            Wanted {
                objects,
                gaps: Vec::new(),
            },
            there,
            Hidden::Trusted,
        )
    }

    fn words(plan: &Plan) -> Vec<String> {
        plan.steps
            .iter()
            .map(|step| match step {
                Step::Add(object) => format!("+{}", object.key),
                Step::Change { object, changes } => {
                    let names: Vec<_> = changes.iter().map(|change| change.name).collect();
                    format!("~{} {}", object.key, names.join(" "))
                }
                Step::Remove(object) => format!("-{}", object.key),
            })
            .collect()
    }

    #[test]
    fn what_is_to_be_done() {
        use Holder::{Foreign, OtherInnkeeper, Ours};
        #[rustfmt::skip]
        let table: Vec<(&str, Vec<Object>, Vec<Object>, &[&str], usize)> = vec![
            ("missing",          vec![group("a", "1")], vec![],                         &["+a"],      0),
            ("right",            vec![group("a", "1")], vec![there("a", Ours, "1")],    &[],          0),
            ("differs",          vec![group("a", "1")], vec![there("a", Ours, "2")],    &["~a rate"], 0),
            ("not wanted",       vec![],                vec![there("a", Ours, "1")],    &["-a"],      0),
            ("somebody else's",  vec![],                vec![there("a", Foreign, "1")], &[],          0),
            ("in our way",       vec![group("a", "1")], vec![there("a", Foreign, "1")], &[],          1),
            ("another Innkeeper", vec![],               vec![there("a", OtherInnkeeper, "1")], &[],   0),
            ("in each other's way", vec![group("a", "1")], vec![there("a", OtherInnkeeper, "1")], &[], 1),
            ("beside somebody's", vec![group("a", "1")], vec![there("a", Foreign, "9"), there("a", Ours, "1")], &[], 0),
            ("twice",            vec![group("a", "1")], vec![there("a", Ours, "1"), there("a", Ours, "1")], &["-a"], 0),
        ];
        for (name, wanted, there, expected, conflicts) in table {
            let plan = planned(wanted, &there);
            assert_eq!(words(&plan), expected, "{name}");
            assert_eq!(plan.conflicts.len(), conflicts, "{name}");
        }
    }

    #[test]
    fn what_is_needed_may_be_somebody_elses() {
        let needed = |rate| Object {
            hold: Hold::Needed,
            ..group("vip", rate)
        };
        let plan = planned(vec![needed("1")], &[there("vip", Holder::Foreign, "9")]);
        assert_eq!(
            (words(&plan).len(), plan.conflicts.len(), plan.right),
            (0, 0, 1)
        );
        assert_eq!(words(&planned(vec![needed("1")], &[])), ["+vip"]);
        let ours = [there("vip", Holder::Ours, "9")];
        assert_eq!(words(&planned(vec![needed("1")], &ours)), ["~vip rate"]);
    }

    #[test]
    fn settings_are_written_and_never_made_or_removed() {
        let wanted = Object::setting(Kind::Portal, "hotspot1").with("use-radius", "true");
        let found = Object::found(Kind::Portal, "hotspot1", Holder::Foreign, "*2")
            .with("use-radius", "false")
            .with("login-by", "cookie");
        let plan = planned(vec![wanted.clone()], std::slice::from_ref(&found));
        assert_eq!(words(&plan), ["~hotspot1 use-radius"]);
        assert_eq!(plan.steps[0].object().handle.as_deref(), Some("*2"));
        assert_eq!(words(&planned(vec![], &[found])), [""; 0]);
        let absent = planned(vec![wanted], &[]);
        assert!(absent.is_empty());
        assert_eq!(absent.gaps[0].why, Lack::Missing("hotspot1".into()));
    }

    #[test]
    fn a_hidden_secret_is_trusted_until_it_changes() {
        let wanted = || Object::made(Kind::RadiusServer, "r").with("secret", Secret::new("s"));
        let found = [Object::found(Kind::RadiusServer, "r", Holder::Ours, "*1")
            .with("secret", Value::Hidden)];
        assert!(planned(vec![wanted()], &found).is_empty());
        let objects = vec![wanted()];
        let again = plan(
            Wanted {
                objects,
                gaps: vec![],
            },
            &found,
            Hidden::Written,
        );
        assert_eq!(words(&again), ["~r secret"]);
    }

    #[test]
    fn the_order_frees_names_first_and_breaks_no_reference() {
        let user = |key: &str| Object::made(Kind::User, key);
        let there = [
            Object::found(Kind::Group, "old", Holder::Ours, "*1"),
            Object::found(Kind::RadiusServer, "old", Holder::Ours, "*2"),
            Object::found(Kind::User, "1", Holder::Ours, "*3"),
        ];
        let plan = planned(vec![user("2"), group("new", "1")], &there);
        assert_eq!(words(&plan), ["-1", "+new", "+2", "-old", "-old"]);
        let kinds: Vec<_> = plan.steps.iter().map(|step| step.object().kind).collect();
        assert_eq!(kinds[3..], [Kind::Group, Kind::RadiusServer]);
        let counts = plan.counts();
        assert_eq!((counts.add, counts.change, counts.remove), (2, 0, 3));
    }

    #[test]
    fn tags() {
        let (one, other) = (Owner(LocationId::new()), Owner(LocationId::new()));
        let tag = one.tag("10:42");
        assert_eq!(one.holder(&tag), (Holder::Ours, Some("10:42")));
        assert_eq!(other.holder(&tag), (Holder::OtherInnkeeper, Some("10:42")));
        for foreign in ["", "innkeeper", "innkeeper:vip", "made by hand"] {
            assert_eq!(one.holder(foreign).0, Holder::Foreign, "{foreign}");
        }
        assert!(one.tag("12345678").len() <= 32, "Omada takes 32 characters");
    }
}
