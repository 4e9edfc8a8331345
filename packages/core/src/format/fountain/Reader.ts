import { type Element, elementOf } from './Element.ts'
import { readPassages, type Passage } from './ElementReader.ts'
import type { FountainProblem, FountainScript, SourceForm } from './FountainScript.ts'
import { type Line, splitLines } from './Line.ts'
import { writePlaced } from './SceneWriter.ts'
import { findSpans } from './Span.ts'
import { isEmpty, leadingToLyrics, place } from './Spacing.ts'
import { readTitlePage, writeTitlePage } from './TitlePage.ts'

const byteOrderMark = '\uFEFF'

/** Reads a Fountain 1.1 text. Every text can be read; what is no element of its own is action. */
export const readScript = (source: string): FountainScript => {
  const bom = source.startsWith(byteOrderMark)
  const { text, eol } = lineFeeds(bom ? source.slice(1) : source)
  const lines = splitLines(text)
  const title = readTitlePage(lines)
  const body = lines.slice(title?.to ?? 0)
  const { passages, end } = readPassages(body)
  const elements = rememberSource(passages, title !== null)
  const form: SourceForm = {
    ...(bom ? { bom } : {}),
    ...(eol === '\n' ? {} : { eol }),
    ...titleForm(lines, title),
    ...endForm(end, title !== null, passages.length > 0),
  }
  const problems = [...unclosed(text), ...hiddenLead(form.lead)]
  return { titlePage: title?.entries ?? [], elements, form, problems }
}

/** Line ends as line feeds, when the file has one kind only; a mixed file keeps its carriage returns as text. */
const lineFeeds = (source: string): { text: string; eol: '\n' | '\r\n' | '\r' } => {
  if (!source.includes('\r')) return { text: source, eol: '\n' }
  if (!source.includes('\n')) return { text: source.replaceAll('\r', '\n'), eol: '\r' }
  const text = source.replaceAll('\r\n', '\n')
  const uniform = !text.includes('\r') && text.replaceAll('\n', '\r\n').length === source.length
  return uniform ? { text, eol: '\r\n' } : { text: source, eol: '\n' }
}

const titleForm = (lines: readonly Line[], title: ReturnType<typeof readTitlePage>): SourceForm => {
  if (title === null) return {}
  const raw = join(lines.slice(title.from, title.to))
  const lead = lines.slice(0, title.from).map((line) => `${line.text}\n`)
  return {
    ...(lead.length > 0 ? { lead: lead.join('') } : {}),
    ...(raw === writeTitlePage(title.entries) ? {} : { title: raw }),
  }
}

const join = (lines: readonly Line[]): string => lines.map((line) => line.text).join('\n')

const endForm = (end: readonly string[], hasTitle: boolean, hasElements: boolean): SourceForm => {
  const content = hasTitle || hasElements
  const raw = (content && end.length > 0 ? '\n' : '') + end.join('\n')
  return raw === (content ? '\n' : '') ? {} : { end: raw }
}

/** Elements with what the plain form would not bring back: `gap` for the blank lines before, `src` for the text. */
const rememberSource = (passages: readonly Passage[], hasTitle: boolean): Element[] => {
  const elements = passages.map(({ kind, lines, gap }): Element => {
    const element = elementOf(kind, lines)
    return { ...element, attrs: { ...element.attrs, gap } }
  })
  const starts = elements.flatMap(({ kind }, i) => (i === 0 || kind === 'scene_heading' ? [i] : []))
  return starts.flatMap((from, scene) => {
    const to = starts[scene + 1]
    const first = scene === 0 && !hasTitle
    return rememberScene(elements.slice(from, to), passages.slice(from, to), first)
  })
}

const rememberScene = (
  elements: readonly Element[],
  passages: readonly Passage[],
  first: boolean,
): Element[] => {
  const raws = passages.map(({ lines }) => join(lines))
  const marked = elements.map((element, i) =>
    isEmpty(element) ? { ...element, attrs: { ...element.attrs, src: raws[i] ?? '' } } : element,
  )
  const { placed } = place(marked)
  const lyrics = leadingToLyrics(marked)
  const texts = writePlaced(placed, first)
  return placed.map(({ element, speech }, i) => {
    const { gap, ...attrs } = element.attrs
    const plain = first && i === 0 ? '' : '\n'
    const usual = speech || (gap === plain && lyrics[i] !== true)
    const raw = raws[i] ?? ''
    return {
      ...element,
      attrs: {
        ...attrs,
        ...(usual ? {} : { gap: gap ?? '' }),
        ...(texts[i] === raw ? {} : { src: raw }),
      },
    }
  })
}

const maxProblems = 100

const unclosed = (text: string): FountainProblem[] => {
  const rows = lineCounter(text)
  return findSpans(text)
    .unclosed.slice(0, maxProblems)
    .map((at) => {
      const note = text[at] === '['
      return {
        code: note ? 'unclosed-note' : 'unclosed-boneyard',
        line: rows(at),
        message: note
          ? 'This [[ has no ]] before the next blank line, so it is kept as text.'
          : 'This /* has no */ after it, so it is kept as text.',
      }
    })
}

/** Line numbers of ascending offsets. */
const lineCounter = (text: string): ((offset: number) => number) => {
  let at = 0
  let line = 1
  return (offset) => {
    for (
      let next = text.indexOf('\n', at);
      next >= 0 && next < offset;
      next = text.indexOf('\n', at)
    ) {
      at = next + 1
      line++
    }
    return line
  }
}

const hiddenLead = (lead: string | undefined): FountainProblem[] =>
  lead === undefined || lead.trim() === ''
    ? []
    : [
        {
          code: 'hidden-lead',
          line: 1,
          message: 'What stands before the title page is kept for export but not shown.',
        },
      ]
