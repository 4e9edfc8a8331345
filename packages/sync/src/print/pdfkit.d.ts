declare module 'pdfkit' {
  interface OutlineItem {
    addItem(title: string, options?: { expanded?: boolean }): OutlineItem
  }

  /** The part of pdfkit that is used here. Lengths are points, from the upper left corner. */
  export class PDFDocument {
    constructor(options: {
      autoFirstPage: boolean
      font: null
      size: readonly [width: number, height: number]
      margin: number
      pdfVersion: string
      lang: string
      displayTitle: boolean
      info: Readonly<Record<string, string | Date>>
    })
    readonly outline: OutlineItem
    registerFont(name: string, bytes: Uint8Array): this
    font(name: string): this
    fontSize(points: number): this
    fillColor(colour: string, opacity?: number): this
    text(
      text: string,
      x: number,
      y: number,
      options: { lineBreak: false; features?: readonly string[] },
    ): this
    widthOfString(text: string): number
    moveTo(x: number, y: number): this
    lineTo(x: number, y: number): this
    lineWidth(points: number): this
    stroke(): this
    save(): this
    restore(): this
    rotate(degrees: number, options: { origin: readonly [number, number] }): this
    addPage(): this
    end(): void
  }
}

declare module 'pdfkit/output' {
  import type { PDFDocument } from 'pdfkit'

  /** Resolves with the file once the document has ended. */
  export function toBytes(document: PDFDocument): Promise<Uint8Array>
}
