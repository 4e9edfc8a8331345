import { isTransition } from '../typing/TransitionRule.ts'

const heading = /^\.?(?:INT\.?\/EXT|EXT\.?\/INT|I\.?\/E|INT|EXT|EST)[. ]/i
const cue = /^(?=.*\p{Lu})[^\p{Ll}]{1,40}(?:\([^)]*\))?\s*\^?$/u

const paragraphs = (text: string): readonly string[] =>
  text
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')

/** One spelling of line ends; characters no text has are taken out. */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\t\n]|[\u2028\u2029]/gu, '')

const isSpeech = (paragraph: string): boolean => {
  const [first, ...rest] = paragraph.split('\n')
  return first !== undefined && rest.length > 0 && cue.test(first.trim())
}

/** Whether a text reads as a screenplay: it has a scene heading, a transition or a speech, and more than one line. */
export const looksLikeScreenplay = (text: string): boolean =>
  text.includes('\n') &&
  paragraphs(text).some(
    (paragraph) =>
      heading.test(paragraph.trimStart()) ||
      isTransition(paragraph.trim()) ||
      isSpeech(paragraph.trimStart()),
  )

/** The paragraphs of an ordinary text: parted by blank lines, or when it has none, by every line end. */
export const plainParagraphs = (text: string): readonly string[] => {
  const byBlankLine = paragraphs(text)
  return byBlankLine.length > 1 || !text.trim().includes('\n')
    ? byBlankLine
    : text.split('\n').filter((line) => line.trim() !== '')
}
