// The launcher on the owner's page. It draws one button in a shadow root and does nothing else until the customer shows intent;
// then it adds the chat host's iframe and passes short messages between the two, each pinned to the other's origin.
//
// <script async src="https://CHAT-HOST/v1/loader.js" data-site="shop"></script>
// Frontdesk('open' | 'close' | 'toggle' | 'show' | 'hide' | 'reset'), Frontdesk('locale', 'zh'),
// Frontdesk('on', 'ready' | 'open' | 'close' | 'unread' | 'escalated' | 'resolved', fn) -> unsubscribe
;(() => {
  const script = document.currentScript
  const site = script.dataset.site
  const stub = window.Frontdesk
  const running = stub && stub.site

  if (!site || running) {
    if (running != site) console.error(running ? `Frontdesk: site "${site}" refused, this page runs "${running}"` : 'Frontdesk: data-site is missing')
    return
  }

  const origin = new URL(script.src).origin
  const key = 'frontdesk:' + site
  const phone = matchMedia('(max-width:480px)')
  const view = window.visualViewport
  const listeners = {}
  const state = { unread: 0 }
  let locale = script.dataset.locale || ''
  let outbox = []
  let iframe, ready, timer, used, isOpen

  const words = () =>
    /^zh/i.test(locale || document.documentElement.lang || navigator.language)
      ? ['打开聊天', '关闭聊天', '条未读消息', '暂时连不上，点此重试']
      : ['Open chat', 'Close chat', 'unread', 'Chat cannot be reached. Try again']

  // --- what is drawn
  const add = (parent, name, part) => {
    const element = document.createElement(name)
    element.className = part
    parent.append(element)
    return element
  }
  const host = document.createElement('frontdesk-chat')
  const root = host.attachShadow({ mode: 'open' })
  const css =
    ':host{all:initial!important;--a:#0f766e;--i:#fff}' +
    '.b,.p{position:fixed;z-index:2147483000;inset-inline-end:20px;border:0;padding:0;animation:u .2s}' +
    '.b{bottom:20px;width:56px;height:56px;border-radius:28px;background:var(--a);color:var(--i);cursor:pointer;box-shadow:0 4px 20px #0004}' +
    ':focus-visible{outline:3px solid var(--a);outline-offset:3px}' +
    'svg{display:block;margin:auto;width:26px;fill:none;stroke:currentColor;stroke-width:1.8}' +
    '.n{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;border-radius:11px;background:#b91c1c;color:#fff;font:600 12px/22px system-ui}' +
    '.p{bottom:92px;inset-inline-start:auto;top:auto;margin:0;width:400px;height:min(640px,100dvh - 112px);max-width:none;max-height:none;border-radius:18px;overflow:hidden;background:Canvas;color-scheme:light dark;box-shadow:0 0 0 1px #0001,0 12px 48px #0004}' +
    '@keyframes u{0%{opacity:0;transform:translateY(12px)}}' +
    'iframe{position:absolute;width:100%;height:100%;border:0;color-scheme:normal;opacity:0}.y iframe{opacity:1}' +
    '.m{margin:45% auto;display:block;font:16px system-ui;background:0;border:0;cursor:pointer;position:relative}.m:empty,[hidden],.n:empty,.y .m{display:none}' +
    '@media(max-width:480px){.p{inset:0;top:var(--t,0);width:100%;height:var(--h,100dvh);border-radius:0}}' +
    '@media(prefers-reduced-motion:reduce){.b,.p{animation:none}}' +
    '@media print{.b,.p{display:none}}'
  let sheet
  try {
    sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } catch {
    // Browsers without constructed sheets.
    add(root, 'style', '').textContent = css
    sheet = 0
  }
  const panel = add(root, 'dialog', 'p')
  const retry = add(panel, 'button', 'm')
  const button = add(root, 'button', 'b')
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = document.createElementNS(svg.namespaceURI, 'path')
  button.append(svg)
  svg.append(path)
  svg.setAttribute('viewBox', '0 0 24 24')
  const badge = add(button, 'span', 'n')

  const variable = (name, value) => (sheet || root.styleSheets[0]).cssRules[0].style.setProperty(name, value)

  const draw = () => {
    const count = isOpen ? 0 : state.unread
    badge.textContent = count || ''
    button.setAttribute('aria-label', words()[isOpen ? 1 : 0] + (count ? `, ${count} ${words()[2]}` : ''))
    button.setAttribute('aria-expanded', !!isOpen)
    path.setAttribute('d', isOpen ? 'M6 9.5l6 6 6-6' : 'M21 11.5a8.4 8.4 0 0 1-12.2 7.5L3.5 20.5 5 15.7A8.4 8.4 0 1 1 21 11.5z')
    // One marker in the page's storage, from the first opening on.
    try {
      if (used) localStorage[key] = JSON.stringify({ open: isOpen, unread: state.unread, live: state.live })
    } catch {}
  }

  // --- the iframe
  const post = (message) => {
    if (ready) iframe.contentWindow.postMessage({ frontdesk: 1, ...message }, origin)
    else outbox.push(message)
  }
  const load = () => {
    if (iframe) return
    iframe = add(panel, 'iframe', '')
    iframe.title = 'Chat'
    iframe.allow = ''
    iframe.referrerPolicy = 'strict-origin'
    iframe.src = `${origin}/w/${site}#o=${encodeURIComponent(location.origin)}&l=${locale}`
    timer = setTimeout(() => (retry.textContent = words()[3]), 15000)
  }
  const unload = () => {
    clearTimeout(timer)
    iframe.remove()
    iframe = ready = 0
    panel.className = 'p'
    retry.textContent = ''
  }
  const tell = (focus) => post({ kind: 'visible', open: !!isOpen, focus })
  // An on-screen keyboard shrinks the visual viewport alone, which a cross-origin iframe cannot see.
  const fit = () => {
    variable('--h', view.height + 'px')
    variable('--t', view.offsetTop + 'px')
  }
  const emit = (name, detail) => [...(listeners[name] || [])].forEach((listener) => listener(detail))

  // --- what can be asked of it
  const show = (focus) => {
    if (isOpen) return
    isOpen = used = true
    load()
    if (phone.matches) panel.showModal()
    else panel.open = true
    if (focus) iframe.focus()
    tell(focus)
    draw()
    emit('open')
  }
  const close = () => {
    if (!isOpen) return
    const inside = root.activeElement
    isOpen = false
    panel.close()
    if (inside) button.focus()
    tell()
    draw()
    emit('close')
  }
  const api = {
    open: () => show(true),
    close,
    toggle: () => (isOpen ? close() : show(true)),
    show: () => (button.hidden = false),
    hide: () => (button.hidden = true),
    locale: (value) => {
      locale = value
      if (iframe) post({ kind: 'locale', locale })
      draw()
    },
    reset: () => {
      close()
      // What the chat keeps lies in the iframe's storage, so the iframe has to be there to remove it.
      if (used) load()
      if (iframe) post({ kind: 'reset' })
      used = state.unread = 0
      draw()
      try {
        localStorage.removeItem(key)
      } catch {}
    },
    on: (name, listener) => {
      const set = (listeners[name] ||= new Set())
      set.add(listener)
      return () => set.delete(listener)
    },
  }
  const Frontdesk = (window.Frontdesk = (name, ...rest) =>
    api[name] ? api[name](...rest) : console.error(`Frontdesk: no command "${name}"`))
  Frontdesk.site = site

  addEventListener('message', ({ origin: from, source, data }) => {
    if (!iframe || from != origin || source != iframe.contentWindow || data?.frontdesk != 1) return
    const { kind, unread } = data
    if (kind == 'state') {
      const news = unread != state.unread
      state.unread = unread
      state.live = data.live
      variable('--a', data.accent)
      variable('--i', data.ink)
      iframe.title = data.title
      if (!ready) {
        ready = 1
        clearTimeout(timer)
        panel.className = 'p y'
        outbox.splice(0).forEach(post)
        emit('ready')
      }
      draw()
      if (news) emit('unread', unread)
    }
    if (kind == 'close') close()
    if (kind == 'event') emit(data.name)
    if (kind == 'gone') unload()
  })

  // --- intent
  button.onclick = api.toggle
  button.onpointerenter = ({ pointerType }) => {
    if (pointerType == 'mouse') timer ||= setTimeout(load, 100)
  }
  button.onpointerleave = () => iframe || (timer = clearTimeout(timer))
  button.onfocus = button.onpointerdown = load
  root.onkeydown = (event) => event.key == 'Escape' && close()
  // The system can close a modal panel too (back gesture).
  panel.oncancel = (event) => {
    event.preventDefault()
    close()
  }
  retry.onclick = () => {
    unload()
    load()
    tell(true)
  }
  if (view) view.onresize = view.onscroll = fit

  const start = () => {
    // Beside the body, so that a page that swaps its body keeps the chat.
    document.documentElement.append(host)
    try {
      const marker = JSON.parse(localStorage[key])
      used = true
      state.unread = +marker.unread
      state.live = marker.live
      // On a phone the chat would cover the page that was just asked for.
      if (marker.open && !phone.matches) show()
      else if (marker.open || marker.live) load()
    } catch {}
    draw()
    ;((stub && stub.q) || []).forEach((call) => Frontdesk(...call))
  }
  if (document.body) start()
  else addEventListener('DOMContentLoaded', start)
})()
