import { Result } from 'effect'
import { decodeUtf8 } from 'lib0/string'
import type { BlockDraft } from '../../screenplay/Block.ts'
import { type Run, textOf } from '../../screenplay/Run.ts'
import { speakerOf } from '../Continued.ts'
import { badByte } from '../fountain/Utf8.ts'
import { FdxNotRead, FdxTooLarge, type FdxError, maxFdxBytes } from './FdxError.ts'
import { readParagraph, withoutContinued } from './FdxParagraph.ts'
import { type FdxProblem, type FdxScript, fdxAttrs, plainGap } from './FdxScript.ts'
import { readFdxTitle } from './FdxTitle.ts'
import { elementsOf, parseFdxXml, startTag, type XmlElement } from './FdxXml.ts'

/** Reads a Final Draft file (`.fdx`): what Final Draft 8 to 13, Fade In and others write. */
export const readFdxBytes = (bytes: Uint8Array): Result.Result<FdxScript, FdxError> => {
  if (bytes.length > maxFdxBytes)
    return Result.fail(new FdxTooLarge({ bytes: bytes.length, limit: maxFdxBytes }))
  if (badByte(bytes) !== null) return Result.fail(new FdxNotRead({ detail: notUtf8 }))
  return readFdx(decodeUtf8(bytes))
}

/** Whether a file says at its start that it is XML, as Final Draft's are; a byte order mark may stand before. */
export const isFdxFile = (bytes: Uint8Array): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|FinalDraft)/u.test(
    String.fromCharCode(...bytes.subarray(0, 256)),
  )

const notUtf8 =
  'The file is not UTF-8. Old Final Draft files (.fdr) are binary: open it in Final Draft and save it as .fdx.'

const noScript =
  'The file has no <FinalDraft> element with a <Content>: it is XML of another kind. Export it as Final Draft (.fdx).'

export const readFdx = (source: string): Result.Result<FdxScript, FdxError> => {
  if (source.length > maxFdxBytes)
    return Result.fail(new FdxTooLarge({ bytes: source.length, limit: maxFdxBytes }))
  const bom = source.startsWith('\uFEFF') ? 1 : 0
  return Result.flatMap(parseFdxXml(source.slice(bom)), (root) => {
    const [content] = elementsOf(root, 'Content')
    if (root.name !== 'FinalDraft' || content === undefined)
      return Result.fail(new FdxNotRead({ detail: noScript }))
    return Result.succeed(new Reading(source.slice(bom), source.slice(0, bom)).read(root, content))
  })
}

/** A file under way: paragraphs in order, each with what stands before it. */
class Reading {
  readonly #xml: string
  readonly #bom: string
  readonly #blocks: BlockDraft[] = []
  readonly #problems = new Map<string, FdxProblem>()
  /** Where what is not yet kept begins. */
  #at = 0
  #speaker = ''

  constructor(xml: string, bom: string) {
    this.#xml = xml
    this.#bom = bom
  }

  read(root: XmlElement, content: XmlElement): FdxScript {
    const xml = this.#xml
    const { end, empty } = startTag(xml.slice(content.start, content.end))
    this.#at = content.start + end
    const head = this.#bom + xml.slice(0, this.#at)
    for (const paragraph of empty ? [] : elementsOf(content, 'Paragraph')) this.#take(paragraph)
    const titlePage = readFdxTitle(root)
    const form = empty
      ? { head: head.replace(/\s*\/>$/u, '>'), tail: `</Content>${xml.slice(this.#at)}` }
      : { head, tail: xml.slice(this.#at) }
    const problems = [...this.#problems.values()]
    return { titlePage, blocks: this.#blocks, form: { ...form, title: titlePage }, problems }
  }

  #take(paragraph: XmlElement): void {
    const [dual] = elementsOf(paragraph, 'DualDialogue')
    const speeches = dual === undefined ? [] : elementsOf(dual, 'Paragraph')
    if (speeches.length === 0) return this.#paragraph(paragraph, {})
    const cues = speeches.map((speech) => speech.attributes['Type'] === 'Character')
    const second = cues.lastIndexOf(true)
    if (cues[0] !== true || cues.filter(Boolean).length !== 2) {
      const message =
        'Dual dialogue of other than two speeches is kept as one paragraph; Final Draft gets it back as it was unless it is edited.'
      this.#problems.set('odd-dual', { code: 'odd-dual', message })
      const text = speeches.map((speech) => textOf(readParagraph(speech).runs)).join('\n')
      return this.#push({ kind: 'action', text, attrs: {} }, paragraph, {})
    }
    const gap = this.#gapTo(paragraph.start)
    this.#at = speeches[0]!.start
    const open = this.#xml.slice(paragraph.start, speeches[0]!.start)
    const close = this.#xml.slice(speeches.at(-1)!.end, paragraph.end)
    speeches.forEach((speech, i) => {
      const wrap = { [fdxAttrs.open]: open, [fdxAttrs.close]: close, ...gap }
      this.#paragraph(speech, i === 0 ? wrap : i === second ? { dual: true } : {})
    })
    this.#at = paragraph.end
  }

  #paragraph(element: XmlElement, extra: BlockDraft['attrs'] & object): void {
    const { kind, runs, attrs, newPage } = readParagraph(element)
    const { Type } = element.attributes
    if (Type !== undefined && kind === 'action' && Type !== 'Action') {
      const message = `Paragraphs of type "${Type}" are shown as action and stay what they are in an export.`
      this.#problems.set(Type, { code: 'unknown-type', message })
    }
    if (newPage) this.#blocks.push({ kind: 'page_break', text: '' })
    this.#push({ kind, text: this.#cleaned(kind, runs), attrs }, element, extra)
  }

  /** A cue loses the (CONT'D) of a speaker who goes on: pages print their own. */
  #cleaned(kind: string, runs: readonly Run[]): readonly Run[] {
    if (kind === 'scene_heading') this.#speaker = ''
    if (kind !== 'character') return runs
    const bare = withoutContinued(runs)
    const name = speakerOf(textOf(bare))
    const goesOn = name !== '' && name === this.#speaker
    this.#speaker = name
    return goesOn ? bare : runs
  }

  #push(draft: BlockDraft, element: XmlElement, extra: BlockDraft['attrs'] & object): void {
    const gap = fdxAttrs.open in extra ? {} : this.#gapTo(element.start)
    const source = { [fdxAttrs.source]: this.#xml.slice(element.start, element.end) }
    this.#blocks.push({ ...draft, attrs: { ...draft.attrs, ...gap, ...extra, ...source } })
    this.#at = element.end
  }

  #gapTo(start: number): Record<string, string> {
    const gap = this.#xml.slice(this.#at, start)
    this.#at = start
    return gap === plainGap ? {} : { [fdxAttrs.gap]: gap }
  }
}
