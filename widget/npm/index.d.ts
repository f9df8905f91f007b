/** How the chat is put on a page. */
export interface Options {
  /** The chat host, e.g. `https://chat.example.com`. */
  host: string
  /** The site whose chat it is. */
  site: string
  /** Another address of the loader, on the chat host: the pinned one, with `integrity`. */
  src?: string
  /** What the loader must be: `sha384-…`. */
  integrity?: string
  /** For pages whose policy allows scripts by a nonce. */
  nonce?: string
  /** A BCP 47 tag; the page's language where it is left out. */
  locale?: string
  /** The system's where it is left out. */
  colorScheme?: ColorScheme
  /** Ask before anything is loaded or stored. */
  consent?: boolean
  /** Where the customer reads what they consent to. */
  consentLink?: string
  /** The question in the page's language. */
  consentText?: string
}

export type ColorScheme = 'light' | 'dark' | 'auto'

/** What can be listened to, and what a listener is given. */
export interface Events {
  /** The chat is loaded. */
  ready: undefined
  open: undefined
  close: undefined
  /** How many messages have not been read. */
  unread: number
  /** A person was called. */
  escalated: undefined
  /** The conversation was closed. */
  resolved: undefined
}

/** At most 20, each name and value at most 200 characters. `null` takes one away. Agents see them as the page's claims. */
export type Attributes = Record<string, string | number | boolean | null | undefined>

/** Who the customer says they are, unverified. */
export interface Identity extends Attributes {
  name?: string
  email?: string
}

/** Takes a listener off. */
export type Unsubscribe = () => void

export type Listener<Name extends keyof Events> = (detail: Events[Name]) => void

/** Puts the chat on the page, once however often it is called; what it returns takes it away. */
export function mount(options: Options): () => void

/** Listens to an event. */
export function on<Name extends keyof Events>(name: Name, listener: Listener<Name>): Unsubscribe

/** The commands, as `Frontdesk(…)` has them; they wait until the chat is there. */
export function frontdesk(command: 'boot' | 'open' | 'close' | 'toggle' | 'show' | 'hide' | 'reset' | 'shutdown'): void
export function frontdesk(command: 'update', attributes?: Attributes): void
export function frontdesk(command: 'identify', who: Identity): void
export function frontdesk(command: 'set', attributes: Attributes): void
export function frontdesk(command: 'locale', locale: string): void
export function frontdesk(command: 'colorScheme', scheme: ColorScheme): void
export function frontdesk<Name extends keyof Events>(command: 'on', name: Name, listener: Listener<Name>): Unsubscribe
