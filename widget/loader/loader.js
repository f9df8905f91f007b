// The launcher on the owner's page. It draws one button in a shadow root and does nothing else until the customer shows intent;
// then it adds the chat host's iframe and passes short messages between the two, each pinned to the other's origin.
// What can be asked of it, and what its tag may say, is told in docs/EMBED.md.
;(() => {
  const script = document.currentScript
  const data = script.dataset
  const site = data.site
  const stub = window.Frontdesk
  // A page may put something of its own in the place of `Frontdesk`; then the launcher tells.
  const running = (document.querySelector('frontdesk-chat') || stub || 0).site

  if (!site || running) {
    if (running != site || !site) console.error(`Frontdesk: data-site "${site}" refused, running "${running}"`)
    return
  }

  const origin = new URL(script.src).origin
  const key = 'frontdesk:' + site
  const phone = matchMedia('(max-width:480px)')
  const view = visualViewport
  const listeners = new Set()
  let locale = data.locale || ''
  let scheme = data.colorScheme || 'auto'
  let claims = {}
  let unread = 0
  let host, root, panel, note, button, badge, stop, hidden, live
  let iframe, ready, timer, used, isOpen, wasOpen, focus, forget
  try {
    ;[wasOpen, unread, live, forget] = JSON.parse(localStorage[key])
    used = !forget
  } catch {}

  const word = (index) =>
    (/^zh/i.test(locale || document.documentElement.lang || navigator.language)
      ? ['打开聊天', '关闭聊天', '条未读', '暂时连不上，重试', '聊天会连接客服并保存在此浏览器中。', '隐私', '同意', '不同意']
      : ['Open chat', 'Close chat', 'unread', 'Chat cannot be reached. Try again', 'The chat connects to our support and is kept in this browser.', 'Privacy', 'Accept', 'Decline'])[index]

  // --- what is drawn
  const add = (parent, name, properties) => parent.appendChild(Object.assign(document.createElement(name), properties))
  const css =
    ':host{all:initial!important}' +
    '*{border:0;padding:0;margin:0}' +
    '.b,.p{position:fixed;z-index:2147483000;inset:auto;inset-inline-end:20px;bottom:20px;box-shadow:0 4px 20px #0004}' +
    '.b{width:56px;height:56px;border-radius:28px}' +
    'button{background:var(--a,#0f766e);color:var(--i,#fff);cursor:pointer;forced-color-adjust:none}' +
    ':focus-visible{outline:3px solid var(--a,#0f766e);outline-offset:3px}' +
    '.b:before{content:"";position:absolute;inset:16px;background:currentColor;clip-path:path("M22 11a9 9 0 0 1-13 8l-6 2 2-6a9 9 0 1 1 17-4z")}' +
    '[aria-expanded=true]:before{clip-path:path("M4 8l2-2 6 6 6-6 2 2-8 8z")}' +
    '.n{position:absolute;top:-4px;inset-inline-end:-4px;min-width:22px;border-radius:11px;background:#b91c1c;color:#fff;font:600 12px/22px system-ui}' +
    '.p{bottom:92px;width:400px;height:min(640px,100dvh - 112px);max-width:none;max-height:none;border-radius:20px;overflow:hidden;background:Canvas;color-scheme:var(--s);outline:1px solid #8884}' +
    'iframe{position:absolute;width:100%;height:100%;opacity:0}.y iframe{opacity:1}' +
    '.m{position:relative;margin:40% 32px;font:16px/1.5 system-ui;color:CanvasText;text-align:center}' +
    '.m *{display:block;margin:14px auto;padding:11px 20px;border-radius:20px;font:inherit}' +
    '.n:empty,.m:empty,.y .m{display:none}' +
    '@media(max-width:480px){.p{inset:0;top:var(--t,0);width:100%;height:var(--h,100dvh);border-radius:0}}' +
    '@media print{.b,.p{display:none}}'

  // Properties set by script are no inline styles to a policy.
  const variable = (name, value) => host.style.setProperty('--' + name, value)

  const keep = (marker) => {
    try {
      marker ? (localStorage[key] = marker) : localStorage.removeItem(key)
    } catch {}
  }
  const draw = () => {
    // One marker in the page's storage, from the first opening on.
    if (used || forget) keep(JSON.stringify([isOpen, unread, live, forget]))
    if (!host) return
    const count = isOpen ? 0 : unread
    badge.textContent = count || ''
    button.hidden = hidden
    button.ariaLabel = word(isOpen ? 1 : 0) + (count ? `, ${count} ${word(2)}` : '')
    button.ariaExpanded = !!isOpen
    variable('s', scheme == 'auto' ? 'light dark' : scheme)
  }

  // --- the iframe
  // All that the chat may know of the page, each time anew: then it does not matter when it began to listen.
  const tell = () => {
    if (ready)
      iframe.contentWindow.postMessage(
        { frontdesk: 1, kind: forget ? 'reset' : 'visible', open: !!isOpen, focus, locale, scheme, claims, page: isOpen ? location.origin + location.pathname : '' },
        origin,
      )
    draw()
  }
  const load = () => {
    if (iframe || (data.consent && !used && !forget)) return
    iframe = add(panel, 'iframe', {
      title: 'Chat',
      referrerPolicy: 'strict-origin',
      src: `${origin}/w/${site}#o=${location.origin}&l=${locale}&s=${scheme}`,
    })
    timer = setTimeout(() => add(note, 'button', { textContent: word(3), onclick: again }), 15000)
  }
  const unload = () => {
    clearTimeout(timer)
    iframe.remove()
    iframe = ready = 0
    panel.className = 'p'
    note.textContent = ''
  }
  const again = () => {
    unload()
    load()
  }
  const emit = (name, detail) => listeners.forEach(([wanted, listener]) => wanted == name && listener(detail))

  // --- what can be asked of it
  const enter = () => {
    used = true
    note.textContent = ''
    load()
    if (focus) iframe.focus()
    tell()
  }
  const show = () => {
    if (isOpen) return
    isOpen = true
    if (phone.matches) panel.showModal()
    else panel.open = true
    if (data.consent && !used) {
      note.textContent = data.consentText || word(4)
      if (data.consentLink) add(note, 'a', { textContent: word(5), href: data.consentLink, target: '_blank' })
      add(note, 'button', { textContent: word(6), onclick: enter }).focus()
      add(note, 'button', { textContent: word(7), onclick: close })
      draw()
    } else enter()
    emit('open')
  }
  const close = () => {
    if (!isOpen) return
    const inside = root.activeElement
    isOpen = focus = false
    panel.close()
    if (inside) button.focus()
    tell()
    emit('close')
  }
  // An on-screen keyboard shrinks the visual viewport alone, which a cross-origin iframe cannot see.
  const fit = () => {
    variable('h', view.height + 'px')
    variable('t', view.offsetTop + 'px')
  }
  const heard = ({ origin: from, source, data }) => {
    if (!iframe || from != origin || source != iframe.contentWindow) return
    const { kind } = data
    if (kind == 'state') {
      live = data.live
      variable('a', data.accent)
      variable('i', data.ink)
      iframe.title = data.title
      if (data.first) {
        clearTimeout(timer)
        panel.className = 'p y'
        ready = 1
        tell()
        emit('ready')
      } else draw()
      if (unread != data.unread) emit('unread', (unread = data.unread), draw())
    }
    if (kind == 'close') close()
    if (kind == 'event') emit(data.name)
    if (kind == 'gone') {
      forget = 0
      keep()
      unload()
      if (isOpen) load()
      draw()
    }
  }
  const api = {
    boot: () => {
      // A page may throw out what it did not make.
      if (host && !host.isConnected) {
        ready = 0
        document.documentElement.append(host)
      }
      if (document.querySelector('frontdesk-chat')) return
      host = document.createElement('frontdesk-chat')
      host.site = Frontdesk.site = site
      root = host.attachShadow({ mode: 'open' })
      try {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync(css)
        root.adoptedStyleSheets = [sheet]
      } catch {
        // Browsers without constructed sheets.
        add(root, 'style', { textContent: css })
      }
      panel = add(root, 'dialog', {
        className: 'p',
        // The system can close a modal panel too (back gesture).
        oncancel: close,
      })
      note = add(panel, 'div', { className: 'm' })
      // --- intent
      button = add(root, 'button', {
        className: 'b',
        onclick: api.toggle,
        onpointerenter: ({ pointerType }) => {
          if (pointerType == 'mouse') timer = timer || setTimeout(load, 100)
        },
        onpointerleave: () => iframe || (timer = clearTimeout(timer)),
        onfocus: load,
        onpointerdown: load,
      })
      badge = add(button, 'span', { className: 'n' })
      root.onkeydown = (event) => event.key == 'Escape' && close()
      stop = new AbortController()
      addEventListener('message', heard, stop)
      view.addEventListener('resize', fit, stop)
      view.addEventListener('scroll', fit, stop)
      // Beside the body, so that a page that swaps its body keeps the chat.
      document.documentElement.append(host)
      // On a phone the chat would cover the page that was just asked for.
      if (wasOpen && !phone.matches) show()
      else if (wasOpen || live || forget) load()
      draw()
    },
    shutdown: () => {
      if (!host) return
      stop.abort()
      clearTimeout(timer)
      host.remove()
      listeners.clear()
      claims = {}
      wasOpen = isOpen
      host = iframe = ready = timer = isOpen = Frontdesk.site = 0
    },
    open: () => {
      api.boot()
      focus = true
      show()
    },
    close,
    toggle: () => (isOpen ? close() : api.open()),
    show: () => draw((hidden = false)),
    hide: () => draw((hidden = true)),
    locale: (value) => tell((locale = value)),
    colorScheme: (value) => tell((scheme = value)),
    // What the page says of the customer. Nobody has checked it, and agents are told so.
    set: (attributes) => {
      for (const name in attributes) claims[name] = `${attributes[name] ?? ''}`
      tell()
    },
    update: (attributes) => {
      api.boot()
      api.set(attributes)
    },
    reset: () => {
      close()
      claims = {}
      // What the chat keeps lies in the iframe's storage, so the iframe has to be there to remove it: now or on a later page.
      forget = forget || used
      used = unread = live = wasOpen = 0
      if (forget && host) load()
      tell()
    },
    on: (name, listener) => {
      const pair = [name, listener]
      listeners.add(pair)
      return () => listeners.delete(pair)
    },
  }
  api.identify = api.set
  const Frontdesk = (window.Frontdesk = (name, ...rest) =>
    api[name] ? api[name](...rest) : console.error(`Frontdesk: no command "${name}"`))
  Frontdesk.site = site
  // The stub's queue. What it returned takes a listener off by `off`, or has set that already.
  const push = (call) => call.off || (call.off = Frontdesk(...call))
  Frontdesk.q = { push }

  if (data.manual == null) api.boot()
  stub?.q?.forEach?.(push)
})()
