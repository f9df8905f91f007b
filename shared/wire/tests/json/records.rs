//! What objects tell each other, and what is stored.

use super::*;

#[test]
fn commands_between_objects() {
    check(
        &[ConversationCommand::Assign { assigned: assigned() }, ConversationCommand::Release { agent: agent(), epoch: 2 }],
        expect![[r#"
            {"kind":"assign","assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2}}
            {"kind":"release","agent":"00000000000000000000000000000ada","epoch":2}
        "#]],
    );
    check(
        &[SummaryCommand::Summarise { summary: Box::new(summary()) }],
        expect![[r#"
            {"kind":"summarise","summary":{"conversation":"000000000000000000000000000000c0","version":5,"visitor":"000000000000000000000000000000a1","state":"open","queued_at":10,"opened_at":0,"answered_at":null,"asked_at":null,"last_activity_at":20,"locale":"en","reason":"asked","prediction":null,"skill":null,"priority":"medium","channel":"social","tier":"vip","served_by":"00000000000000000000000000000ada","transfer":{"to":{"kind":"skill","skill":"returns"},"from":"00000000000000000000000000000ada"},"card":null,"tone":{"language":"es","sentiment":"negative","is_urgent":true},"reach":{"email":"a@example.com","phone":null},"preview":"where is it","messages":1,"assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"released_epoch":1,"tags":["refund"],"mentions":["00000000000000000000000000000ada"],"rating":4,"is_forgotten":false,"facts":[{"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"visitor_wrote"}}],"facts_from":2}}
        "#]],
    );
    check(
        &[SummaryReceipt { conversation: conversation(), version: 5 }],
        expect![[r#"
        {"conversation":"000000000000000000000000000000c0","version":5}
    "#]],
    );
}

#[test]
fn facts() {
    let agent = agent();
    let kinds = [
        FactKind::Predicted { intent: None, outcome: PredictedOutcome::DontKnow, locale: locale() },
        FactKind::Escalated { reason: EscalationReason::Asked, intent: Some(intent()), skill: None, locale: locale() },
        FactKind::VisitorWrote,
        FactKind::AgentWrote { agent },
        FactKind::Enqueued,
        FactKind::Offered { agent },
        FactKind::OfferDeclined { agent },
        FactKind::OfferExpired { agent },
        FactKind::Assigned { agent },
        FactKind::Requeued { agent },
        FactKind::Transferred { agent },
        FactKind::Snoozed { agent },
        FactKind::Woke,
        FactKind::Resolved { agent },
        FactKind::Reopened,
        FactKind::ResolvedUnanswered { agent },
        FactKind::Rated { agent: Some(agent), score: 5 },
        FactKind::Unknown,
    ];
    check(
        &kinds.map(fact),
        expect![[r#"
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"predicted","intent":null,"outcome":"dont_know","locale":"en"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"escalated","reason":"asked","intent":"screen_time","skill":null,"locale":"en"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"visitor_wrote"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"agent_wrote","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"enqueued"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"offered","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"offer_declined","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"offer_expired","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"assigned","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"requeued","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"transferred","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"snoozed","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"woke"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"resolved","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"reopened"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"resolved_unanswered","agent":"00000000000000000000000000000ada"}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"rated","agent":"00000000000000000000000000000ada","score":5}}
            {"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"unknown"}}
        "#]],
    );
}

#[test]
fn the_policy_of_a_desk() {
    let experiment = Some(wire::policy::Experiment { against: wire::Rule::RoundRobin, since: Timestamp(7), period_s: 3_600 });
    check(
        &[wire::RoutingPolicy { experiment, ..wire::RoutingPolicy::default() }],
        expect![[r#"
            {"rule":"index","experiment":{"against":"round_robin","since":7,"period_s":3600},"chat":{"target_s":60,"cost_permille":1000,"reserve_permille":0,"forced_after_permille":700},"social":{"target_s":900,"cost_permille":1000,"reserve_permille":100,"forced_after_permille":700},"email":{"target_s":14400,"cost_permille":1000,"reserve_permille":200,"forced_after_permille":700},"phone":{"target_s":20,"cost_permille":1000,"reserve_permille":0,"forced_after_permille":700},"primary":{"handle_permille":1000,"transfer_permille":20},"secondary":{"handle_permille":1100,"transfer_permille":60},"untrained":{"handle_permille":1350,"transfer_permille":250},"concurrency_permille":300,"untrained_after_permille":2000,"vip_permille":2000,"urgent_permille":4000,"high_permille":2000,"low_permille":500,"preferred_hold_s":20,"transfer_hold_s":300,"hours":null,"sla":[]}
        "#]],
    );
}

#[test]
fn records_of_a_conversation() {
    let Escalation { locale, reason, prediction, skill, priority, card, .. } = escalation();
    let visitor = VisitorId::from_bits(0xa1);
    check(
        &[Origin {
            visitor,
            locale,
            reason,
            prediction,
            skill,
            priority,
            channel: Channel::Email,
            tier: Tier::Vip,
            card,
            tone: summary().tone,
        }],
        expect![[r#"
            {"visitor":"000000000000000000000000000000a1","locale":"en","reason":"not_understood","prediction":{"intent":"screen_time","confidence_permille":420},"skill":"phones","priority":"high","channel":"email","tier":"vip","card":{"flow":"start_return","version":3,"title":"Return","fields":[{"slot":"order","label":"Order","value":"LM-000001"}]},"tone":{"language":"es","sentiment":"negative","is_urgent":true}}
        "#]],
    );
    let head = Head {
        version: 5,
        state: ConversationState::Open,
        queued_at: Timestamp(10),
        opened_at: Timestamp(8),
        answered_at: Some(Timestamp(9)),
        asked_at: Some(Timestamp(10)),
        last_activity_at: Timestamp(20),
        preview: "where is it".to_owned(),
        messages: 1,
        assigned: Some(assigned()),
        released_epoch: 1,
        served_by: Some(agent()),
        transfer: summary().transfer,
        snoozed_until: Some(Timestamp(99)),
        visitor_seen: Seq(3),
        agent_seen: Seq(2),
        tags: vec!["refund".to_owned()],
        mentions: vec![agent()],
        reach: summary().reach,
        rating: Some(4),
        resolved_by: Some(agent()),
        unanswered: Some(Unanswered { since: Timestamp(18), warned_at: Some(Timestamp(19)) }),
        patience_minutes: Some(1_440),
        retention: Some(Retention { days: 90, told_at: Timestamp(17) }),
        is_forgotten: true,
        facts: 4,
        desk_has: 4,
        directory_has: 3,
    };
    check(
        &[head],
        expect![[r#"
            {"version":5,"state":"open","queued_at":10,"opened_at":8,"answered_at":9,"asked_at":10,"last_activity_at":20,"preview":"where is it","messages":1,"assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"released_epoch":1,"served_by":"00000000000000000000000000000ada","transfer":{"to":{"kind":"skill","skill":"returns"},"from":"00000000000000000000000000000ada"},"snoozed_until":99,"visitor_seen":3,"agent_seen":2,"tags":["refund"],"reach":{"email":"a@example.com","phone":null},"mentions":["00000000000000000000000000000ada"],"rating":4,"resolved_by":"00000000000000000000000000000ada","unanswered":{"since":18,"warned_at":19},"patience_minutes":1440,"retention":{"days":90,"told_at":17},"is_forgotten":true,"facts":4,"desk_has":4,"directory_has":3}
        "#]],
    );
    check(
        &[Facts { first: 3, facts: vec![fact(FactKind::VisitorWrote)] }],
        expect![[r#"
        {"first":3,"facts":[{"at":20,"conversation":"000000000000000000000000000000c0","what":{"kind":"visitor_wrote"}}]}
    "#]],
    );
    let who = Participant::Agent { id: agent(), name: "Ada".to_owned() };
    let (paced_until, typing_until) = (Timestamp(1), Timestamp(2));
    check(
        &[
            Attachment { who: Participant::Visitor { id: visitor }, greeted: false, paced_until, typing_until },
            Attachment { who, greeted: true, paced_until, typing_until },
        ],
        expect![[r#"
            {"who":{"kind":"visitor","id":"000000000000000000000000000000a1"},"greeted":false,"paced_until":1,"typing_until":2}
            {"who":{"kind":"agent","id":"00000000000000000000000000000ada","name":"Ada"},"greeted":true,"paced_until":1,"typing_until":2}
        "#]],
    );
}

#[test]
fn records_of_a_browser() {
    check(
        &[LocalLine { place: 2, after: Seq(0), item: item() }],
        expect![[r#"
        {"place":2,"after":0,"item":{"id":"00000000000000000000000000000e55","at":7,"from_visitor":false,"text":"Open Settings","intent":"screen_time"}}
    "#]],
    );
    let outgoing = |what, refused| Outgoing { place: 3, id: message(), at: Timestamp(7), what, refused };
    check(
        &[
            outgoing(OutgoingKind::Message { text: "hi".to_owned(), files: Vec::new() }, Some(Refusal::TooLong)),
            outgoing(OutgoingKind::Resolve { epoch: Some(2) }, None),
            outgoing(OutgoingKind::Release { epoch: None }, None),
            outgoing(OutgoingKind::Note { text: "look".to_owned(), mentions: vec![] }, None),
            outgoing(OutgoingKind::Tag { tag: "refund".to_owned(), on: true }, None),
            outgoing(OutgoingKind::Rate { score: 5, comment: None }, None),
            outgoing(OutgoingKind::Escalate { escalation: Box::new(escalation()) }, None),
        ],
        expect![[r#"
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"message","text":"hi"},"refused":"too_long"}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"resolve","epoch":2},"refused":null}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"release","epoch":null},"refused":null}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"note","text":"look","mentions":[]},"refused":null}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"tag","tag":"refund","on":true},"refused":null}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"rate","score":5,"comment":null},"refused":null}
            {"place":3,"id":"00000000000000000000000000000e55","at":7,"what":{"kind":"escalate","escalation":{"reason":"not_understood","locale":"en","prediction":{"intent":"screen_time","confidence_permille":420},"skill":"phones","priority":"high","card":{"flow":"start_return","version":3,"title":"Return","fields":[{"slot":"order","label":"Order","value":"LM-000001"}]},"transcript":[{"id":"00000000000000000000000000000e55","at":7,"from_visitor":false,"text":"Open Settings","intent":"screen_time"}]}},"refused":null}
        "#]],
    );
    let meta = Meta { state: ConversationState::Open, assigned: Some(assigned()), visitor_seen: Seq(3), agent_seen: Seq(2) };
    check(
        &[meta],
        expect![[r#"
            {"state":"open","assigned":{"agent":"00000000000000000000000000000ada","name":"Ada","epoch":2},"visitor_seen":3,"agent_seen":2}
        "#]],
    );
}

#[test]
fn records_of_a_desk() {
    check(
        &[Assignment { conversation: conversation(), agent: agent(), epoch: 2, at: Timestamp(9) }],
        expect![[r#"
            {"conversation":"000000000000000000000000000000c0","agent":"00000000000000000000000000000ada","epoch":2,"at":9}
        "#]],
    );
}
