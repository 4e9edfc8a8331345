/** The part of pdfkit that is used here; the package comes without types. Lengths are points, from the upper left corner. */
export class PDFDocument {
  constructor(options: Readonly<Record<string, unknown>>)
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
  moveTo(x: number, y: number): this
  lineTo(x: number, y: number): this
  lineWidth(points: number): this
  stroke(): this
  save(): this
  restore(): this
  rotate(degrees: number, options: { origin: readonly [number, number] }): this
  addPage(): this
  end(): void
  on(event: 'data', listener: (chunk: Uint8Array) => void): this
  on(event: 'end', listener: () => void): this
  on(event: 'error', listener: (error: Error) => void): this
}

interface OutlineItem {
  addItem(title: string): OutlineItem
}
