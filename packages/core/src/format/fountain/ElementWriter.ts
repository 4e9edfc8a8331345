import { writeEmphasis } from './EmphasisWriter.ts'
import type { Element } from './Element.ts'
import { splitLines } from './Line.ts'
import { type LineContext, lineKind } from './LineKind.ts'
import { type Run, textOf } from './Run.ts'

/**
 * The plain way to write an element in Fountain, without white space at the end. `forced` puts the sign that makes the
 * line this element whatever it says; elements that always have a sign ignore it.
 */
export const writeElement = (element: Element, kind: string, forced: boolean): string => {
  const { runs, attrs } = element
  switch (kind) {
    case 'page_break':
      return '==='
    case 'note':
      return `[[${noteText(textOf(runs))}]]`
    case 'boneyard':
      return `/*${boneyardText(textOf(runs))}*/`
    case 'scene_heading':
      return `${forced ? '.' : ''}${single(runs)}${sceneNumber(attrs['number'])}`
    case 'character':
      return `${forced ? '@' : ''}${single(runs)}${attrs['dual'] === true ? ' ^' : ''}`
    case 'transition':
      return `${forced ? '> ' : ''}${single(runs)}`
    case 'centered':
      return lines(runs)
        .map((line) => `> ${line.trim()} <`)
        .join('\n')
    case 'lyrics':
      return lines(runs)
        .map((line) => `~${line.trim()}`)
        .join('\n')
    case 'section':
      return `${'#'.repeat(levelOf(attrs['level']))} ${single(runs)}`
    case 'synopsis':
      return `= ${single(runs)}`
    case 'shot':
      return `!!${single(runs)}`
    case 'dialogue':
      return lines(runs).map(spokenLine).join('\n')
    case 'parenthetical':
      return parenthetical(lines(runs))
    default:
      return action(lines(runs), forced)
  }
}

/** A number Fountain cannot say is still written: it is read back as text of the heading. */
const sceneNumber = (value: unknown): string => {
  const number = typeof value === 'string' ? value.replaceAll(/[#\s]+/g, ' ').trim() : ''
  return number === '' ? '' : ` #${number}#`
}

const levelOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 100 ? value : 1

/** The lines of a text, each with its emphasis. */
const lines = (runs: readonly Run[]): string[] => {
  let at = 0
  const found: string[] = []
  for (const line of splitLines(textOf(runs))) {
    found.push(writeEmphasis(slice(runs, at, at + line.text.length)))
    at += line.text.length + 1
  }
  return found
}

const single = (runs: readonly Run[]): string =>
  lines(runs)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')

const slice = (runs: readonly Run[], from: number, to: number): Run[] => {
  const part: Run[] = []
  let at = 0
  for (const run of runs) {
    const text = run.text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (text !== '') part.push({ text, style: run.style })
    at += run.text.length
    if (at >= to) break
  }
  return part
}

/** An empty line of a speech is two spaces; a first character that would begin another element is escaped. */
const spokenLine = (line: string): string => {
  const text = line.trim()
  if (text === '') return '  '
  const [first] = splitLines(text)
  if (first === undefined || !/^[~>!#=([]/.test(text)) return text
  return lineKind(first, inSpeech) === 'dialogue' ? text : `\\${text}`
}

const inSpeech: LineContext = {
  before: false,
  after: 'text',
  speech: true,
  spoken: false,
  parenthesis: true,
}

const parenthetical = (all: readonly string[]): string => {
  const text = all
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')
  return text.startsWith('(') && text.endsWith(')') ? text : `(${text})`
}

/** Later lines of a paragraph are forced when they would begin another element; `! ` keeps a first exclamation mark. */
const action = (all: readonly string[], forced: boolean): string =>
  all
    .map((line, i) => {
      const text = line.trimStart()
      if (text.startsWith('!')) return `! ${line}`
      if (i === 0) return forced ? `!${line}` : line
      const [first] = splitLines(line)
      const stands = text === '' || first === undefined || first.spans.length > 0
      return stands || lineKind(first, inParagraph) === 'action' ? line : `!${line}`
    })
    .join('\n')

const inParagraph: LineContext = { ...inSpeech, speech: false, parenthesis: false }

/** A note ends at the first `]]` and at an empty line; neither may stand inside. */
const noteText = (text: string): string =>
  text
    .replaceAll(']]', '] ]')
    .replaceAll(/\n[ \t]?(?=\n)/g, '\n  ')
    .replace(/\]$/, '] ')

/** Delimiters inside a boneyard are kept when they pair, else pulled apart. */
const boneyardText = (text: string): string => {
  const safe = balanced(text) ? text : text.replaceAll('/*', '/ *').replaceAll('*/', '* /')
  return /[\\/*]$/.test(safe) ? `${safe} ` : safe
}

const balanced = (text: string): boolean => {
  let depth = 0
  for (const [delimiter] of text.matchAll(/\/\*|(?<!\\)\*\//g)) {
    depth += delimiter === '/*' ? 1 : -1
    if (depth < 0) return false
  }
  return depth === 0
}
