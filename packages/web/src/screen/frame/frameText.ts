import { catalogue, count } from '../../message/catalogue.ts'
import type { Theme } from '../../runtime/Theme.ts'
import type { SyncSummary } from './syncSummary.ts'

const summary: { readonly [S in SyncSummary]: string } = {
  failed: 'Not open',
  opening: 'Opening…',
  unsaved: 'Not saved',
  lapsed: 'Sign in again',
  trouble: 'Needs you',
  decision: 'Needs a decision',
  offline: 'Offline',
  device: 'On this device',
  connecting: 'Connecting…',
  saving: 'Saving…',
  saved: 'All saved',
}

const explain: { readonly [S in SyncSummary]: string } = {
  failed:
    'Your scripts could not be opened on this device. Close other windows of Coldopen, then reload.',
  opening: 'Your scripts are being opened from this device.',
  unsaved:
    'This device refuses to save. Your latest words are in this window only: keep it open, export them, and free some space.',
  lapsed:
    'Your sign-in has expired. Everything you write is kept on this device; sign in again, and it is sent.',
  trouble: 'Some work is on this device but not on the server. See below what to do.',
  decision: 'Two people changed the same words. Open the script to decide.',
  offline: 'The server cannot be reached. Keep writing: everything is kept here and sent later.',
  device: 'Everything you write is kept on this device only.',
  connecting: 'Looking for the server. Everything you write is kept on this device meanwhile.',
  saving: 'Your latest changes are kept here and are on their way to the server.',
  saved: 'Everything is on the server and on this device.',
}

const theme: { readonly [T in Theme]: string } = {
  system: 'Theme: as the system',
  light: 'Theme: light',
  dark: 'Theme: dark',
}

/** The words of the frame around every screen. */
export const frameText = catalogue({
  en: {
    untitled: 'Untitled',
    health: 'Sync health',
    signOutScript: (title: string, n: number) => `${title}: ${count(n, 'change', 'changes')}`,
    home: 'Coldopen, to your scripts',
    skip: 'Skip to content',
    summary,
    explain,
    theme,
    sync: (state: string) => `Sync: ${state}`,
    signIn: 'Sign in',
    account: (email: string) => `Account ${email}`,
    signOut: 'Sign out',
    signOutUnsynced: (n: number) =>
      `${count(n, 'change is', 'changes are')} not on the server yet. ${n === 1 ? 'It stays on this device, and goes' : 'They stay on this device, and go'} out when you sign in here again.`,
    signOutUnsaved:
      'This device cannot save your latest words: they are in this window only. Export them first.',
    signOutAnyway: 'Sign out anyway',
    stay: 'Stay signed in',
    signOutTitle: 'Sign out with unsynced work?',
    signedOut: 'Signed out. Sign in again here and your scripts are back at once.',
    documentScript: 'Script',
    documentProject: 'Project',
    pending: (n: number) => `${count(n, 'change', 'changes')} waiting`,
    parked: (n: number) => `${count(n, 'change', 'changes')} set aside`,
    nothingWaiting: 'Nothing is waiting.',
    waitingTitle: 'Not on the server yet',
    more: (n: number) => `and ${count(n, 'more script', 'more scripts')}`,
    export: 'Export unsynced work',
    exporting: 'Exporting…',
    exportedPart: (n: number) =>
      `Exported, but ${count(n, 'document', 'documents')} could not be opened. The file says which.`,
    exported: (n: number) => `Exported ${count(n, 'script', 'scripts')}.`,
    signInToSync: 'Sign in to keep a copy on the server and write with others.',
  },
})
