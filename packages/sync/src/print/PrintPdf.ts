import {
  type LockedStarts,
  type Page,
  pageLines,
  pageNumbers,
  type PageProfile,
  type PlacedLine,
} from '@coldopen/core/page'
import type { Block, Run, TitleEntry } from '@coldopen/core/screenplay'
import { makePaginator } from '@coldopen/core/page'
import type { PDFDocument } from 'pdfkit'
import { makePdf, pdfBytes } from './PdfDocument.ts'
import { PrintCancelled } from './PrintCancelled.ts'
import { printTitlePage } from './PrintTitlePage.ts'
import { fontName, type Style, stretches, type Typeface } from './Typeface.ts'

/** What to print and how. */
export interface PrintJob {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly Block[]
  readonly profile: PageProfile
  /** Where locked pages begin; none, if nothing is said. */
  readonly starts?: LockedStarts
  readonly typeface: Typeface
  /** The moment the file says it was made. */
  readonly at: Date
  /** Printed across every page, for the reader it is given to. */
  readonly watermark?: string
  /** Told after each page. */
  readonly progress?: (done: number, of: number) => void
  /** Stops the work: the promise rejects with `PrintCancelled`. */
  readonly signal?: AbortSignal
}

/** A printed script. */
export interface Printed {
  readonly pdf: Uint8Array
  readonly pages: number
  /** Characters Courier Prime does not have; a question mark stands for each. */
  readonly missing: readonly string[]
}

const points = 72
const size = 12
const advance = size * 0.6
const pagesAtOnce = 8

/** Where scene numbers and the page number stand, in inches (Final Draft 13's own page layout). */
const places = { numberLeft: 0.75, numberRight: 7.38, header: 0.5 }

/** Prints a script as PDF: the pages and breaks of the paginator, a title page, bookmarks for scenes. */
export const printPdf = async (job: PrintJob): Promise<Printed> => {
  const pages = makePaginator(job.profile).update(job.blocks, job.starts)
  const numbers = pageNumbers(pages)
  const sheet = new Sheet(job)
  const done = pdfBytes(sheet.pdf)
  if (job.titlePage.length > 0) {
    sheet.begin()
    printTitlePage(sheet, job.titlePage, job.profile)
  }
  for (const [i, page] of pages.entries()) {
    if (i % pagesAtOnce === 0) await new Promise((resolve) => setTimeout(resolve, 0))
    if (job.signal?.aborted === true) throw new PrintCancelled()
    sheet.begin()
    sheet.script(page, i === 0 ? null : numbers[i]!)
    job.progress?.(i + 1, pages.length)
  }
  if (pages.length === 0 && job.titlePage.length === 0) sheet.begin()
  sheet.pdf.end()
  return { pdf: await done, pages: pages.length, missing: [...sheet.missing].toSorted() }
}

/** Paper under way: rows and columns of the profile on pages of the PDF. */
export class Sheet {
  readonly pdf: PDFDocument
  readonly missing = new Set<string>()
  readonly #job: PrintJob
  readonly #numbers: ReadonlyMap<string, string>

  constructor(job: PrintJob) {
    this.#job = job
    const { paper } = job.profile
    const entry = (key: string) =>
      job.titlePage.find((one) => one.key.toLowerCase() === key)?.text.replaceAll('\n', ' ')
    const title = entry('title') ?? 'Untitled'
    const author = entry('author') ?? entry('authors')
    this.pdf = makePdf({
      size: [paper.width * points, paper.height * points],
      info: {
        Title: title,
        ...(author === undefined ? {} : { Author: author }),
        Creator: 'Coldopen',
        CreationDate: job.at,
      },
    })
    for (const style of ['regular', 'bold', 'italic', 'boldItalic'] as const satisfies Style[])
      for (const part of ['latin', 'latinExt'] as const)
        this.pdf.registerFont(fontName(style, part), job.typeface[style][part])
    this.#numbers = new Map(
      job.blocks.flatMap(({ id, attrs }) =>
        typeof attrs['number'] === 'string' ? [[id, attrs['number']]] : [],
      ),
    )
  }

  /** A new page, its watermark below everything. */
  begin(): void {
    this.pdf.addPage()
    const { watermark } = this.#job
    if (watermark !== undefined && watermark !== '') this.#stamp(watermark)
  }

  /** A page of the script, with its number above it, if it has one. */
  script(page: Page, number: string | null): void {
    const { profile } = this.#job
    if (number !== null) {
      const text = `${number}.`
      const right = profile.shapes.action.left * points + profile.shapes.action.columns * advance
      this.runs(right - text.length * advance, places.header * points, [plain(text)])
    }
    for (const line of pageLines(page, profile)) this.#line(line)
  }

  /** Sets runs from a point on, each character on its column; returns nothing, notes what no font has. */
  runs(x: number, y: number, runs: readonly Run[]): void {
    let at = x
    for (const run of runs) {
      const start = at
      for (const { text, font } of stretches(run, this.missing)) {
        this.pdf.font(font).fontSize(size).fillColor('black')
        this.pdf.text(text, at, y, { lineBreak: false, features: [] })
        at += [...text].length * advance
      }
      if (run.marks['underline'] === true) this.#rule(start, at, y + size * 0.95)
      if (run.marks['strikeout'] === true) this.#rule(start, at, y + size * 0.55)
    }
  }

  #line({ row, column, runs, of }: PlacedLine): void {
    const y = this.#job.profile.paper.top * points + row * size
    const starts = of !== null && of.kind === 'scene_heading' && of.first
    const number = starts ? this.#numbers.get(of.block) : undefined
    if (starts) {
      const heading = runs.map(({ text }) => text).join('')
      this.pdf.outline.addItem(number === undefined ? heading : `${number}  ${heading}`)
    }
    if (number !== undefined) this.runs(places.numberLeft * points, y, [plain(number)])
    this.runs((column / 10) * points, y, runs)
    if (number !== undefined) this.runs(places.numberRight * points, y, [plain(number)])
  }

  #rule(from: number, to: number, y: number): void {
    this.pdf.moveTo(from, y).lineTo(to, y).lineWidth(0.7).stroke()
  }

  #stamp(watermark: string): void {
    const { paper } = this.#job.profile
    const [width, height] = [paper.width * points, paper.height * points]
    const [run] = stretches(plain(watermark), this.missing)
    const diagonal = Math.hypot(width, height) * 0.7
    const text = run?.text ?? ''
    const large = Math.min(96, diagonal / (Math.max(1, text.length) * 0.6))
    this.pdf.save()
    this.pdf.rotate(-Math.atan2(height, width) * (180 / Math.PI), {
      origin: [width / 2, height / 2],
    })
    this.pdf
      .font(run?.font ?? fontName('regular', 'latin'))
      .fontSize(large)
      .fillColor('black', 0.12)
    const wide = text.length * large * 0.6
    this.pdf.text(text, (width - wide) / 2, (height - large) / 2, { lineBreak: false })
    this.pdf.restore()
    this.pdf.fillColor('black', 1)
  }
}

export const plain = (text: string): Run => ({ text, marks: {} })
