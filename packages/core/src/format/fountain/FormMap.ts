import type * as Y from 'yjs'
import type { SourceForm } from './FountainScript.ts'

/** What an imported file had beside its blocks; kept so that an export gives the file back. */
const formMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('fountain')

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const blank = /^[ \t\r\n]*$/

/** Reads the form; values that another program spoilt are left out. */
export const readForm = (doc: Y.Doc): SourceForm => {
  const map = formMap(doc)
  const [eol, lead, title, end] = ['eol', 'lead', 'title', 'end'].map((key) => text(map.get(key)))
  return {
    ...(map.get('bom') === true ? { bom: true } : {}),
    ...(eol === '\r\n' || eol === '\r' ? { eol } : {}),
    ...(lead === undefined ? {} : { lead }),
    ...(title === undefined ? {} : { title }),
    ...(end === undefined || !blank.test(end) ? {} : { end }),
  }
}

/** Writes the form, inside a transaction of the caller. */
export const writeForm = (doc: Y.Doc, form: SourceForm): void => {
  for (const [key, value] of Object.entries(form)) formMap(doc).set(key, value)
}
