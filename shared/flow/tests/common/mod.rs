//! A flow to test with: three questions, a branch, a hand-off and an end.

#![allow(dead_code, reason = "not every test uses all of it")]

use flow::Setting;
use playbook::Flow;
use wire::Locale;

/// English fills in; today is Monday, 23 November 2026.
pub(crate) fn setting() -> Setting {
    Setting { default: Locale::new("en").unwrap(), today: 20_780 }
}

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

/// A noise of a car: a choice, a number, several choices, a day, a branch by language, a card.
pub(crate) fn noise() -> Flow {
    json::from_text(
        r#"{"id":"noise","version":3,"title":{"en":"Noise","zh":"异响"},"start":"road","steps":[
        {"id":"road","action":{"ask":{"slot":"road","prompt":{"en":"Which road?","zh":"什么路？"},"label":{"en":"Road","zh":"路况"},"retry":{},
            "question":{"choice":{"choices":[{"value":"city","label":{"en":"In town","zh":"市区"},"words":["town"]},{"value":"highway","label":{"en":"Highway","zh":"高速"},"words":["highway","高速公路"]}]}},"next":"by_road"}}},
        {"id":"by_road","action":{"branch":{"arms":[{"slot":"road","is":"city","next":"hint"}],"otherwise":"speed"}}},
        {"id":"hint","action":{"say":{"text":{"en":"Kerbs?","zh":"路肩？"},"next":"kerb"}}},
        {"id":"kerb","action":{"ask":{"slot":"kerb","prompt":{"en":"Which kerb?"},"label":{"en":"Kerb"},"retry":{},"question":{"text":{"pattern":null}},"optional":true,"next":"speed"}}},
        {"id":"speed","action":{"ask":{"slot":"speed","prompt":{"en":"How fast?","zh":"多快？"},"label":{"en":"Speed","zh":"车速"},"retry":{},
            "question":{"number":{"units":[{"name":"km/h","factor":1000,"words":["km/h","码"]}],"min":1000,"max":260000,"hints":["highway","高速"]}},"next":"since"}}},
        {"id":"since","action":{"ask":{"slot":"since","prompt":{"en":"Since when?","zh":"什么时候开始的？"},"label":{"en":"Since","zh":"开始"},"retry":{},"question":{"date":"past"},"optional":true,"next":"more"}}},
        {"id":"more","action":{"ask":{"slot":"more","prompt":{"en":"Anything else?","zh":"还有吗？"},"label":{"en":"More"},"retry":{},"question":{"text":{"pattern":null}},"next":"by_language"}}},
        {"id":"by_language","action":{"branch":{"arms":[{"slot":"locale","is":"zh","next":"zh"}],"otherwise":"en"}}},
        {"id":"zh","action":{"say":{"text":{"zh":"好的"},"next":"hand"}}},
        {"id":"en","action":{"say":{"text":{"en":"Fine"},"next":"hand"}}},
        {"id":"hand","action":{"hand_off":{"skill":"noise","priority":"high","title":{},"card":["road","kerb","speed","since","more"],"say":{}}}}]}"#,
    )
    .unwrap()
}
