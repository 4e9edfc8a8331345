import type { BlockDraft } from '../../screenplay/Block.ts'
import { toRuns } from '../../screenplay/Run.ts'
import type { TitleEntry } from '../../screenplay/TitlePage.ts'
import { dualPairs } from '../fountain/DualCues.ts'
import { sameEntries } from '../fountain/TitlePage.ts'
import { writeParagraph } from './FdxParagraph.ts'
import { type FdxForm, type FdxScript, fdxAttrs, plainGap } from './FdxScript.ts'
import { writeFdxTitle } from './FdxTitle.ts'

/** The parts of a file for a script that came from elsewhere; Final Draft fills in its own settings. */
const plainForm: FdxForm = {
  head: `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="5">

  <Content>`,
  tail: `
  </Content>

</FinalDraft>
`,
  title: [],
}

/** Writes a script for Final Draft. What `readFdx` gave comes out as the same text; what was edited is patched. */
export const writeFdx = ({ blocks, form, titlePage }: Omit<FdxScript, 'problems'>): string => {
  const { head, tail, title } = form ?? plainForm
  const body = new Writing(blocks).write()
  if (sameEntries(title, titlePage)) return head + body + tail
  const [before, after] = titled(head, tail, titlePage)
  return before + body + after
}

/** Head and tail with another title page, in its old place or behind the script. */
const titled = (
  head: string,
  tail: string,
  entries: readonly TitleEntry[],
): readonly [string, string] => {
  const inside = /(<TitlePage\b[^>]*>[^]*?<Content\b[^>]*>)[^]*?(<\/Content>)/u
  const written = writeFdxTitle(entries)
  const replaced = (part: string) =>
    part.replace(inside, (_all, open: string, close: string) => open + written + close)
  if (inside.test(head)) return [replaced(head), tail]
  if (inside.test(tail)) return [head, replaced(tail)]
  const page = `\n\n  <TitlePage>\n    <Content>${written}</Content>\n  </TitlePage>`
  return [head, tail.replace('</Content>', (close) => close + page)]
}

const textAttr = ({ attrs }: BlockDraft, name: string): string | null => {
  const value = attrs?.[name]
  return typeof value === 'string' ? value : null
}

class Writing {
  readonly #blocks: readonly BlockDraft[]
  /** A page break waits for the paragraph it begins with. */
  #newPage = false

  constructor(blocks: readonly BlockDraft[]) {
    this.#blocks = blocks
  }

  write(): string {
    const blocks = this.#blocks
    const pairs = dualPairs(blocks)
    let out = ''
    for (let i = 0; i < blocks.length; i += 1) {
      const pair = pairs.get(i)
      if (pair === undefined) out += this.#block(blocks[i]!, plainGap)
      else {
        out += this.#pair(blocks.slice(i, pair.end))
        i = pair.end - 1
      }
    }
    return this.#newPage ? out + this.#block({ kind: 'action', text: '' }, plainGap) : out
  }

  /** A pair of speeches, in the element its source had around it. */
  #pair(speeches: readonly BlockDraft[]): string {
    const first = speeches[0]!
    const inner = '\n        '
    const open = textAttr(first, fdxAttrs.open) ?? `<Paragraph>\n      <DualDialogue>${inner}`
    const close = textAttr(first, fdxAttrs.close) ?? '\n      </DualDialogue>\n    </Paragraph>'
    const gap = textAttr(first, fdxAttrs.gap) ?? plainGap
    const cue = this.#paragraph(first, inner)
    const rest = speeches.slice(1).map((block) => this.#block(block, inner))
    return gap + open + cue + rest.join('') + close
  }

  #block(block: BlockDraft, gap: string): string {
    if (block.kind === 'page_break' && toRuns(block.text).length === 0) {
      this.#newPage = true
      return ''
    }
    const before = textAttr(block, fdxAttrs.gap) ?? gapOf(block, gap)
    return before + this.#paragraph(block, gap)
  }

  #paragraph({ kind, text, attrs = {} }: BlockDraft, indent: string): string {
    const newPage = this.#newPage
    this.#newPage = false
    const source = attrs[fdxAttrs.source]
    return writeParagraph(
      { kind, runs: toRuns(text), attrs, newPage },
      typeof source === 'string' ? source : null,
      indent,
    )
  }
}

/** A paragraph that has a source had the plain gap before it; within a pair that is the gap outside. */
const gapOf = (block: BlockDraft, gap: string): string =>
  textAttr(block, fdxAttrs.source) === null ? gap : plainGap
