import { catalogue, count } from '../../message/catalogue.ts'

/** Why a file could not become a script, and what the writer can do about it. */
export const importText = catalogue({
  en: {
    empty: 'The file is empty.',
    tooLarge: (megabytes: number) =>
      `The file is larger than ${megabytes} MB. Check that it is a screenplay, or split it.`,
    unreadable: 'The file could not be read. Check that it still exists and that you may open it.',
    untitled: 'Untitled',
    remark: (line: number, message: string) => `Line ${line}: ${message}`,
    moreRemarks: (n: number) => `and ${count(n, 'more remark', 'more remarks')}`,
  },
})
