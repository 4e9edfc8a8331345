import { PDFDocument } from 'pdfkit'

interface PdfOptions {
  /** Width and height, in points. */
  readonly size: readonly [width: number, height: number]
  readonly info: Readonly<Record<string, string | Date>>
}

/** A document without pages and without any font but those registered. */
export const makePdf = ({ size, info }: PdfOptions): PDFDocument =>
  new PDFDocument({
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
export const pdfBytes = (pdf: PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    pdf.on('data', (chunk) => void chunks.push(chunk))
    pdf.on('error', reject)
    pdf.on('end', () => {
      const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0))
      let at = 0
      for (const chunk of chunks) {
        bytes.set(chunk, at)
        at += chunk.byteLength
      }
      resolve(bytes)
    })
  })
