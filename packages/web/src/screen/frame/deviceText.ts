import { catalogue } from '../../message/catalogue.ts'

/** What the app says of the disk it writes to. */
export const deviceText = catalogue({
  en: {
    cannotSave: 'This device cannot save.',
    cannotSaveNext:
      'Keep writing, but keep this window open: your latest words are only here. Free some space on this device, or export your work now. It is saved by itself as soon as that works.',
    full: 'The space this browser may use is full.',
    savedAgain: 'Everything is saved on this device again.',
    export: 'Export unsynced work',
    exporting: 'Exporting…',
    storageTitle: 'On this device',
    kept: 'The browser keeps your work until you remove it.',
    mayClear:
      'The browser may clear this copy when the device runs out of space. What is on the server is safe.',
    untold:
      'This address is not secure (https), so the browser does not say how it keeps this copy. It may clear it when space runs out.',
    plain:
      'Without https the browser keeps your work here, but not the app itself: to open or reload it, its server must be within reach. What is open goes on without it.',
    room: (used: string, most: string) => `${used} used; the browser allows up to ${most}.`,
    none: (used: string) => `${used} used, and the browser gives no more.`,
    little: 'Little room is left. Free some space on this device soon.',
  },
})
