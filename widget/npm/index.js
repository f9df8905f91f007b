// The chat's launcher for applications: loads it once, speaks its commands, and does nothing where there is no page (server rendering).
const isPage = typeof document !== 'undefined'

/** The tag that was put in, and for which site. */
let tag

/** The queue of the snippet: calls wait in it until the loader has come. */
const stub = () => {
  window.Frontdesk ||= function () {
    const call = arguments
    ;(window.Frontdesk.q ||= []).push(call)
    return () => (call.off ? call.off() : (call.off = 1))
  }
}

export function frontdesk(...call) {
  if (!isPage) return () => {}
  stub()
  return window.Frontdesk(...call)
}

export const on = (name, listener) => frontdesk('on', name, listener)

export function mount({ host, site, src, integrity, nonce, locale, colorScheme, consent, consentLink, consentText }) {
  if (!isPage) return () => {}
  if (tag && tag.dataset.site !== site) {
    frontdesk('shutdown')
    delete window.Frontdesk
    tag.remove()
    tag = undefined
  }
  stub()
  frontdesk('boot')
  if (!tag) {
    tag = document.createElement('script')
    const said = { site, locale, colorScheme, consentLink, consentText, consent: consent && 'required', manual: '' }
    for (const name in said) if (said[name] != null && said[name] !== false) tag.dataset[name] = said[name]
    tag.async = true
    if (nonce) tag.nonce = nonce
    if (integrity) {
      tag.integrity = integrity
      tag.crossOrigin = 'anonymous'
    }
    // What could not be loaded may be tried again by the next mount.
    const own = tag
    tag.onerror = () => {
      own.remove()
      if (tag === own) tag = undefined
    }
    tag.src = src || new URL('/v1/loader.js', host).href
    document.head.append(tag)
  }
  return () => frontdesk('shutdown')
}
