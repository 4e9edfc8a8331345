import { catalogue, count } from '../../message/catalogue.ts'
import type { Sort } from './libraryView.ts'

const sort: { readonly [S in Sort]: string } = {
  changed: 'Last changed',
  title: 'Title',
  created: 'Newest',
  scenes: 'Most scene cards',
}

/** The words of the library. */
export const libraryText = catalogue({
  en: {
    documentTitle: 'Your scripts · Coldopen',
    heading: 'Your scripts',
    opening: 'Opening your scripts…',
    create: 'New script',
    titleField: 'Title of the new script',
    titlePlaceholder: 'Working title',
    start: 'Start writing',
    cancel: 'Cancel',
    untitled: 'Untitled',
    syncHealth: 'Sync health',
    importFiles: 'Import',
    importHint:
      'Final Draft and Fountain files, scripts as plain text, and backups of Coldopen; you can also drop them anywhere on this page.',
    writtenBy: 'written by you',
    importSample: 'Look at a sample',
    dropHere: 'Drop to import',
    search: 'Search titles',
    sortBy: 'Sort by',
    sort,
    showArchived: 'Archived',
    list: 'Scripts',
    scenes: (n: number) => count(n, 'scene card', 'scene cards'),
    changed: (when: string) => `changed ${when}`,
    reading: 'read only',
    actions: (title: string) => `Actions for ${title}`,
    rename: 'Rename',
    renameField: (title: string) => `New title for ${title}`,
    duplicate: 'Duplicate',
    archive: 'Archive',
    unarchive: 'Move back',
    exportPdf: 'Export as PDF',
    printing: (title: string, page: readonly [done: number, of: number] | null) =>
      page === null
        ? `Printing “${title}” …`
        : `Printing “${title}”: page ${page[0]} of ${page[1]}`,
    unprinted: (characters: readonly string[]) =>
      `Courier Prime has no ${characters.slice(0, 12).join(' ')}. A question mark stands for each in the PDF.`,
    exportFountain: 'Export as Fountain',
    exportFdx: 'Export as Final Draft',
    unremembered:
      'The file is made, but this device could not remember what is in it. Keep a copy: you need it when the script comes back from Final Draft.',
    noScript: (title: string) => `“${title}” has no script to export.`,
    archived: (title: string) => `“${title}” is archived.`,
    unarchived: (title: string) => `“${title}” is back among your scripts.`,
    duplicated: (title: string) => `Made “${title}”.`,
    undo: 'Undo',
    emptyHeading: 'Every film starts on a blank page.',
    emptyText:
      'Start one now. It is kept on this device as you type; sign in when you want it on the server or want to write with someone.',
    nothingFound: (text: string) => `No title has “${text}” in it.`,
    nothingArchived: 'Nothing is archived.',
    clearSearch: 'Clear the search',
    importHeading: 'Import',
    importing: (done: number, of: number) => `Reading ${done} of ${of}…`,
    importDone: (n: number) => `${count(n, 'script', 'scripts')} imported.`,
    importRefused: (n: number) => `${count(n, 'file', 'files')} could not be imported.`,
    importReport: 'Import report',
    closeReport: 'Close the report',
    failedHeading: 'Your scripts could not be opened on this device.',
    retry: 'Try again',
  },
})
