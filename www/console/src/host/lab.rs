//! The lab: a Web Worker that holds the playbook's text, and answers in the order it was asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use book::{Answer, Asked, Request, Told};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

/// A running lab. What is asked of one that died is answered with nothing.
pub(crate) struct Lab {
    worker: Worker,
    next: RefCell<u32>,
    waiting: Rc<RefCell<Waiting>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

#[derive(Default)]
struct Waiting {
    replies: BTreeMap<u32, Rc<RefCell<Slot>>>,
    is_dead: bool,
}

#[derive(Default)]
struct Slot {
    /// The outer is whether it is known.
    answer: Option<Option<Answer>>,
    waker: Option<Waker>,
}

impl Slot {
    fn fill(&mut self, answer: Option<Answer>) {
        self.answer = Some(answer);
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// The answer to come; none if the lab died.
pub(crate) struct Reply(Rc<RefCell<Slot>>);

impl Future for Reply {
    type Output = Option<Answer>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Answer>> {
        let mut slot = self.0.borrow_mut();
        match slot.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Lab {
    /// Starts it. `progress` hears of what takes long, `died` of its end.
    pub(crate) fn start(progress: impl Fn(usize, usize) + 'static, died: impl Fn() + 'static) -> Option<Lab> {
        let url = leptos::prelude::document().body()?.get_attribute("data-lab")?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&url, &options).ok()?;
        let waiting = Rc::new(RefCell::new(Waiting::default()));
        let told = Rc::clone(&waiting);
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            let Ok(Told { id, answer }) = json::from_text::<Told>(&text) else { return };
            if let Answer::Progress { done, total } = answer {
                return progress(done, total);
            }
            // The borrow ends before anybody is woken.
            let slot = told.borrow_mut().replies.remove(&id);
            if let Some(slot) = slot {
                slot.borrow_mut().fill(Some(answer));
            }
        });
        let lost = Rc::clone(&waiting);
        let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| {
            let slots = {
                let mut lost = lost.borrow_mut();
                lost.is_dead = true;
                std::mem::take(&mut lost.replies)
            };
            slots.into_values().for_each(|slot| slot.borrow_mut().fill(None));
            died();
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Lab { worker, next: RefCell::new(0), waiting, _on_message: on_message, _on_error: on_error })
    }

    /// Asks at once; what is awaited is the answer.
    pub(crate) fn ask(&self, request: Request) -> Reply {
        let id = {
            let mut next = self.next.borrow_mut();
            *next = next.wrapping_add(1);
            *next
        };
        let slot = Rc::new(RefCell::new(Slot::default()));
        let mut waiting = self.waiting.borrow_mut();
        let text = json::to_text(&Asked { id, request });
        if waiting.is_dead || self.worker.post_message(&JsValue::from_str(&text)).is_err() {
            slot.borrow_mut().answer = Some(None);
        } else {
            waiting.replies.insert(id, Rc::clone(&slot));
        }
        Reply(slot)
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
