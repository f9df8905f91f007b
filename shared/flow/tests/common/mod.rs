//! A flow to test with: three questions, a branch, a hand-off and an end.

use playbook::Flow;

pub(crate) fn flow() -> Flow {
    json::from_text(
        r#"{"id":"ret","version":7,"title":{"en":"Return","zh":"退货"},"start":"hi","steps":[
        {"id":"hi","action":{"say":{"text":{"en":"Hello","zh":"你好"},"next":"number"}}},
        {"id":"number","action":{"ask":{"slot":"number","prompt":{"en":"Number?","zh":"单号？"},"label":{"en":"Order"},"retry":{"en":"LM and six digits"},
            "question":{"text":{"pattern":"LM-\\d{6}"}},"next":"why"}}},
        {"id":"why","action":{"ask":{"slot":"why","prompt":{"en":"Why?","zh":"原因？"},"label":{},"retry":{},
            "question":{"choice":{"choices":[{"value":"broken","label":{"en":"It is broken","zh":"坏了"}},{"value":"other","label":{"en":"Other","zh":"其他"}}]}},"next":"fork"}}},
        {"id":"fork","action":{"branch":{"arms":[{"slot":"why","is":"broken","next":"hand"}],"otherwise":"more"}}},
        {"id":"more","action":{"ask":{"slot":"more","prompt":{"en":"Tell me"},"label":{},"retry":{},"question":{"text":{"pattern":null}},"next":"bye"}}},
        {"id":"hand","action":{"hand_off":{"skill":"returns","priority":"high","title":{},"card":["number","why","more"],"say":{"en":"One moment"}}}},
        {"id":"bye","action":{"say":{"text":{"en":"Bye"},"next":"end"}}},
        {"id":"end","action":"end"}]}"#,
    )
    .unwrap()
}
