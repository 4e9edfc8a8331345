import type { DeviceCannotSave, SyncError } from '@coldopen/sync/client'
import { catalogue } from './catalogue.ts'

/** What went wrong, and what the writer does next. */
export interface ErrorText {
  readonly what: string
  readonly next: string
}

type Tag = SyncError['_tag'] | DeviceCannotSave['_tag']

const english: { readonly [T in Tag]: ErrorText } = {
  Offline: {
    what: 'The server cannot be reached.',
    next: 'Keep writing: your work is kept on this device and sent when the connection is back.',
  },
  SignInAgain: {
    what: 'Your sign-in has expired.',
    next: 'Sign in again; your work then goes on where it stopped.',
  },
  Forbidden: {
    what: 'Your role does not allow this.',
    next: 'Ask the project’s owner for access, or export your work.',
  },
  TooLarge: {
    what: 'One change is too large for the server.',
    next: 'Export your work, then bring it in again in smaller parts.',
  },
  WrongEpoch: {
    what: 'The server was restored from a backup.',
    next: 'The document is being read again from the start; nothing of yours is removed.',
  },
  Incompatible: {
    what: 'The server and this app do not understand each other.',
    next: 'Reload to get the newest app. If that does not help, export your work.',
  },
  ServerBusy: {
    what: 'The server is busy.',
    next: 'It is tried again by itself; your work is kept on this device.',
  },
  DeviceCannotSave: {
    what: 'This device cannot save.',
    next: 'Export your work now, then free some space or leave private browsing.',
  },
}

const texts = catalogue({ en: english })
const unexpected = catalogue({
  en: {
    what: 'Something went wrong that should not have.',
    next: 'Try again; if it stays, export your work and reload.',
  },
})

const tagOf = (error: unknown): Tag | null => {
  if (typeof error !== 'object' || error === null || !('_tag' in error)) return null
  const tag = error._tag
  return typeof tag === 'string' && Object.hasOwn(texts, tag) ? (tag as Tag) : null
}

/** The sentence the failing side gave itself, when it gave one. */
export const detailOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return ''
  if ('detail' in error && typeof error.detail === 'string') return error.detail
  return error instanceof Error ? error.message : ''
}

/** Says any failure in the writer's words. */
export const errorText = (error: unknown): ErrorText => {
  const tag = tagOf(error)
  return tag === null ? unexpected : texts[tag]
}

/** Both halves in one line, for a passing message. */
export const errorLine = (error: unknown): string => {
  const { what, next } = errorText(error)
  return `${what} ${next}`
}
