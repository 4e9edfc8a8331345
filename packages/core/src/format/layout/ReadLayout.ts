import type { BlockDraft } from '../../screenplay/Block.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { continuedAt, speakerOf } from '../Continued.ts'
import { type Columns, columnsOf, speechIndent, standsIn } from './Columns.ts'
import { dualColumns } from './DualColumns.ts'
import { type ScriptLine, withoutFurniture } from './Furniture.ts'
import { joinLines, type SaidLine, widthsOf } from './JoinLines.ts'
import { inCapitals, isBlankLine, layoutPages, type LayoutLine } from './LayoutLine.ts'
import { layoutTitle } from './LayoutTitle.ts'
import { numberedHeading } from './NumberedHeading.ts'

/** A laid-out text as the blocks of a script. */
export interface LayoutScript {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly BlockDraft[]
}

/** Reads a script that is laid out as on paper, by indentation and by capitals. */
export const readLayout = (text: string): LayoutScript => {
  const { lines } = withoutFurniture(layoutPages(text))
  const begins = lines.findIndex(
    (line) => numberedHeading(line) !== null || /^FADE (?:IN|UP)\b/u.test(line.text),
  )
  const { titlePage, from } = layoutTitle(lines, begins)
  const paragraphs = new Reading(lines.slice(from)).read()
  const widths = widthsOf(paragraphs)
  return {
    titlePage,
    blocks: paragraphs.map(({ kind, lines: said, attrs, width }) => ({
      kind,
      text: joinLines(said, width ?? widths.get(kind)!),
      attrs,
    })),
  }
}

/** Whether a text is laid out as on paper: indented as a script is, or with what pages have printed around it. */
export const isLayout = (text: string): boolean => {
  const { lines, furniture } = withoutFurniture(layoutPages(text))
  const numbered = lines.filter((line) => (numberedHeading(line)?.number ?? null) !== null).length
  return columnsOf(lines).indented || furniture >= 2 || numbered >= 2
}

interface Paragraph {
  readonly kind: string
  readonly lines: SaidLine[]
  readonly attrs: { readonly number?: string; readonly dual?: boolean }
  /** Where lines end in a column of its own; else where its kind's do. */
  readonly width: number | null
}

const transition =
  /^(?:(?:[A-Z' ]+ )?(?:CUT|FADE|DISSOLVE|WIPE|IRIS|BACK)(?: [A-Z' ]+)?(?:TO|IN|OUT|UP)?[.:]|.*\bTO:|FADE (?:IN|OUT)[.:]?|THE END\.?)$/u
const sentenceEnd = /[.!?…:"”')-]$/u

/** The least width of a speech beside another, in columns. */
const narrowColumn = 24

class Reading {
  readonly #lines: readonly ScriptLine[]
  readonly #columns: Columns
  readonly #paragraphs: Paragraph[] = []
  #open: Paragraph | null = null
  #inSpeech = false
  #overleaf = false
  #width: number | null = null
  #speaker = ''

  constructor(lines: readonly ScriptLine[]) {
    this.#lines = lines
    this.#columns = columnsOf(lines)
  }

  read(): readonly Paragraph[] {
    for (let i = 0; i < this.#lines.length; i += 1) {
      const line = this.#lines[i]!
      if (isBlankLine(line)) this.#end()
      else if (!this.#goesOver(line, i)) i = this.#take(line, i)
    }
    return this.#paragraphs
  }

  #end(): void {
    this.#open = null
    this.#inSpeech = false
  }

  #begin(kind: string, text: string, attrs: Paragraph['attrs'] = {}): void {
    this.#overleaf = false
    this.#open = { kind, lines: [{ text, overleaf: false }], attrs, width: this.#width }
    this.#paragraphs.push(this.#open)
    this.#inSpeech = ['character', 'parenthetical', 'dialogue'].includes(kind)
  }

  #add(open: Paragraph, text: string): void {
    open.lines.push({ text, overleaf: this.#overleaf })
    this.#overleaf = false
  }

  /** What a page break does: a cue that is printed again is left out, a sentence goes on, all else begins anew. */
  #goesOver({ text, over }: ScriptLine, i: number): boolean {
    if (over === null) return false
    const again = over === 'more' && continuedAt(text) >= 0 && i + 1 < this.#lines.length
    if (again) {
      this.#inSpeech = true
      this.#overleaf = true
      return true
    }
    const unfinished = this.#open !== null && !sentenceEnd.test(this.#open.lines.at(-1)!.text)
    if (unfinished) this.#overleaf = true
    if (over === 'page' && !unfinished) this.#end()
    return false
  }

  /** Takes a line, and those that belong to it; gives the place of the last. */
  #take(line: ScriptLine, i: number): number {
    const { text, indent } = line
    const deep = indent - this.#columns.base
    const first = this.#open === null
    const heading = deep < 8 || !this.#columns.indented ? numberedHeading(line) : null
    if (heading !== null && (first || inCapitals(text))) {
      this.#speaker = ''
      this.#begin(
        'scene_heading',
        heading.text,
        heading.number === null ? {} : { number: heading.number },
      )
      this.#open = null
      this.#inSpeech = false
      return i
    }
    const end = this.#endOf(i)
    const pair = first ? dualColumns(this.#lines.slice(i, end)) : null
    if (pair !== null) {
      pair.forEach((speech, side) => this.#speech(speech, side === 1))
      this.#end()
      return end - 1
    }
    if (first && this.#isCue(line, this.#lines[i + 1])) this.#cue(text, {})
    else if (this.#inSpeech && this.#isSpoken(deep)) this.#spoken(text)
    else if (first && this.#isTransition(text, deep, i)) this.#begin('transition', text)
    else if (this.#open !== null && !this.#inSpeech) this.#add(this.#open, text)
    else this.#begin(this.#columns.indented && deep >= 8 ? 'centered' : 'action', text)
    return i
  }

  #endOf(i: number): number {
    let end = i + 1
    const goesOn = (line: ScriptLine | undefined) =>
      line !== undefined && !isBlankLine(line) && line.over === null
    while (goesOn(this.#lines[end])) end += 1
    return end
  }

  #isSpoken(deep: number): boolean {
    return !this.#columns.indented || deep >= speechIndent
  }

  #isCue(line: ScriptLine, next: ScriptLine | undefined): boolean {
    if (!inCapitals(line.text) || next === undefined || isBlankLine(next) || next.over !== null)
      return false
    const { base, indented } = this.#columns
    return indented ? standsIn(line, next, base) : !line.text.endsWith('TO:')
  }

  #isTransition(text: string, deep: number, i: number): boolean {
    const next = this.#lines[i + 1]
    const alone = next === undefined || isBlankLine(next) || next.over !== null
    if (!alone || !inCapitals(text)) return false
    return transition.test(text) || (deep >= 30 && text.endsWith(':'))
  }

  /** A cue; (CONT'D) of a speaker who goes on is left out: pages print their own. */
  #cue(text: string, attrs: Paragraph['attrs']): void {
    const at = continuedAt(text)
    const name = speakerOf(text)
    const goesOn = at > 0 && name === this.#speaker
    this.#speaker = name
    this.#begin('character', goesOn ? text.slice(0, at) : text, attrs)
  }

  #spoken(text: string): void {
    const open = this.#open
    const within = open?.kind === 'parenthetical' && !open.lines.at(-1)!.text.endsWith(')')
    if (within) this.#add(open, text)
    else if (text.startsWith('(')) this.#begin('parenthetical', text)
    else if (open?.kind === 'dialogue') this.#add(open, text)
    else this.#begin('dialogue', text)
  }

  #speech([cue, ...said]: readonly LayoutLine[], second: boolean): void {
    if (cue === undefined) return
    this.#width = Math.max(narrowColumn, ...said.map(({ text }) => text.length))
    this.#cue(cue.text, second ? { dual: true } : {})
    for (const { text } of said) this.#spoken(text)
    this.#width = null
  }
}
