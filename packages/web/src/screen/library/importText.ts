import { catalogue } from '../../message/catalogue.ts'

/** Why a file could not become a script, and what the writer can do about it. */
export const importText = catalogue({
  en: {
    empty: 'The file is empty.',
    tooLarge: (megabytes: number) =>
      `The file is larger than ${megabytes} MB. Split it, then import the parts.`,
    finalDraft:
      'This is a Final Draft file. Export it as Fountain or text there, then import that.',
    pdf: 'This is a PDF. Export the script as Fountain or text, then import that.',
    binary: 'This is not a text file. Export the script as Fountain or text, then import that.',
    encoding:
      'The text is neither UTF-8 nor UTF-16. Save it as UTF-8 in a text editor, then import it again.',
    unreadable: 'The file could not be read. Check that it still exists and that you may open it.',
    untitled: 'Untitled',
  },
})
