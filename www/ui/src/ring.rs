//! A countdown as a ring.

use leptos::prelude::*;

/// A ring that is full at 1 and empty at 0, with a number in its middle.
#[component]
pub fn Ring(
    /// The share that is left.
    #[prop(into)]
    share: Signal<f64>,
    /// The number in the middle.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <svg class="ring" class:ring-low=move || share.get() < 0.34 viewBox="0 0 36 36" aria-hidden="true">
            <circle class="ring-track" cx="18" cy="18" r="15.915" />
            <circle
                class="ring-fill"
                cx="18"
                cy="18"
                r="15.915"
                stroke-dasharray=move || format!("{:.1} 100", share.get().clamp(0.0, 1.0) * 100.0)
                transform="rotate(-90 18 18)"
            />
            <text class="ring-label" x="18" y="18">{move || label.get()}</text>
        </svg>
    }
}
