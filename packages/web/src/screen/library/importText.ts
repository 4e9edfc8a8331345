import { catalogue, count } from '../../message/catalogue.ts'

/** Why a file could not become a script, and what the writer can do about it. */
export const importText = catalogue({
  en: {
    empty: 'The file is empty.',
    tooLarge: (megabytes: number) =>
      `The file is larger than ${megabytes} MB. Check that it is a screenplay, or split it.`,
    unreadable: 'The file could not be read. Check that it still exists and that you may open it.',
    untitled: 'Untitled',
    tooLargeBackup: (megabytes: number) =>
      `The backup is larger than ${megabytes} MB. Import the script in it that you need as Fountain.`,
    noBackup:
      'The backup is damaged or was made by a newer version of Coldopen. Reload to get the newest version, then try again.',
    emptyBackup: 'There is no script in this backup.',
    lost: (n: number) =>
      `${count(n, 'part', 'parts')} of it could not be read. The backup file still holds ${n === 1 ? 'it' : 'them'}.`,
    layout:
      'Read as a script laid out on pages. What each line is was told by where it stands and by capitals; look it over.',
    remark: (line: number, message: string) => `Line ${line}: ${message}`,
    moreRemarks: (n: number) => `and ${count(n, 'more remark', 'more remarks')}`,
  },
})
