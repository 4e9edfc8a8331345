import { maxPasteBlocks, maxPasteCharacters, maxPasteHtml } from './PasteLimit.ts'
import { htmlParagraphs, type Run } from './PastedHtml.ts'
import { cleanText, looksLikeScreenplay, plainParagraphs } from './PastedText.ts'

/** What a paste brings, before anything is looked at. */
export interface Pasted {
  readonly text: string
  readonly html: string
}

/** What is to be done with a paste. */
export type PastePlan =
  | { readonly do: 'nothing' }
  | { readonly do: 'refuse' }
  /** A part of a line: goes into the element at the caret. */
  | { readonly do: 'type'; readonly runs: readonly Run[] }
  /** Paragraphs, each an element of the caret's own kind. */
  | { readonly do: 'insert'; readonly paragraphs: readonly (readonly Run[])[] }
  /** A screenplay as text, to be read as Fountain. */
  | { readonly do: 'read'; readonly text: string }

const plain = (text: string): readonly Run[] => [{ text, marks: [] }]

const paragraphsOf = (
  { html }: Pasted,
  text: string,
  parse: (html: string) => Element,
): readonly (readonly Run[])[] =>
  html === '' ? plainParagraphs(text).map(plain) : htmlParagraphs(parse(html))

/** Decides what a paste is. Text that reads as a screenplay wins over the mark-up it came with. */
export const planPaste = (pasted: Pasted, parse: (html: string) => Element): PastePlan => {
  if (pasted.text.length > maxPasteCharacters || pasted.html.length > maxPasteHtml)
    return { do: 'refuse' }
  const text = cleanText(pasted.text)
  if (looksLikeScreenplay(text)) return { do: 'read', text }
  if (pasted.html === '' && text !== '' && !text.includes('\n'))
    return { do: 'type', runs: plain(text) }
  const paragraphs = paragraphsOf(pasted, text, parse)
  const [first] = paragraphs
  const size = paragraphs.flat().reduce((sum, run) => sum + run.text.length, 0)
  if (first === undefined) return { do: 'nothing' }
  if (size > maxPasteCharacters || paragraphs.length > maxPasteBlocks) return { do: 'refuse' }
  return paragraphs.length === 1 ? { do: 'type', runs: first } : { do: 'insert', paragraphs }
}
