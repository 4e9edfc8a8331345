// @ts-expect-error The package comes without types; `PdfDocument` says what of it is used.
import * as pdfkit from 'pdfkit'
// @ts-expect-error As above.
import * as output from 'pdfkit/output'

interface OutlineItem {
  addItem(title: string): OutlineItem
}

/** The part of pdfkit that is used here. Lengths are points, from the upper left corner. */
export interface PdfDocument {
  readonly outline: OutlineItem
  registerFont(name: string, bytes: Uint8Array): PdfDocument
  font(name: string): PdfDocument
  fontSize(points: number): PdfDocument
  fillColor(colour: string, opacity?: number): PdfDocument
  text(
    text: string,
    x: number,
    y: number,
    options: { lineBreak: false; features?: readonly string[] },
  ): PdfDocument
  moveTo(x: number, y: number): PdfDocument
  lineTo(x: number, y: number): PdfDocument
  lineWidth(points: number): PdfDocument
  stroke(): PdfDocument
  save(): PdfDocument
  restore(): PdfDocument
  rotate(degrees: number, options: { origin: readonly [number, number] }): PdfDocument
  addPage(): PdfDocument
  end(): void
}

interface PdfOptions {
  /** Width and height. */
  readonly size: readonly [width: number, height: number]
  readonly info: Readonly<Record<string, string | Date>>
}

/** A document without pages and without any font but those registered. */
export const makePdf = ({ size, info }: PdfOptions): PdfDocument =>
  new pdfkit.PDFDocument({
    autoFirstPage: false,
    font: null,
    size,
    margin: 0,
    pdfVersion: '1.7',
    lang: 'en',
    displayTitle: true,
    info,
  })

/** Resolves with the file once the document has ended; to be called before anything is written. */
export const pdfBytes = (pdf: PdfDocument): Promise<Uint8Array> => output.toBytes(pdf)
