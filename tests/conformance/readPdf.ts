import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { expect } from 'vitest'

/** What an independent reader finds on each page: text at rows and columns of ten to the inch, and its fonts. */
export const readPdf = async (pdf: Uint8Array, top: number) => {
  const document = await getDocument({ data: pdf.slice(), verbosity: 0, fontExtraProperties: true })
    .promise
  const pages: { lines: Map<number, string>; fonts: Set<string>; size: readonly number[] }[] = []
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n)
    const { height, width } = page.getViewport({ scale: 1 })
    await page.getOperatorList()
    const lines = new Map<number, string>()
    const fonts = new Set<string>()
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [a, b, , , x, y] = item.transform as number[]
      if (b !== 0) {
        lines.set(-99, (lines.get(-99) ?? '') + item.str)
        continue
      }
      expect(a).toBe(12)
      const row = Math.round((height - y! - top * 72 - 9) / 12)
      const line = (lines.get(row) ?? '').padEnd(Math.round(x! / 7.2)) + item.str
      lines.set(row, line.trimEnd())
      fonts.add(page.commonObjs.get(item.fontName).name.replace(/^[A-Z]+\+/u, ''))
    }
    pages.push({ lines, fonts, size: [width, height] })
  }
  const outline = await document.getOutline()
  const { info } = await document.getMetadata()
  await document.loadingTask.destroy()
  return { pages, outline: (outline ?? []).map(({ title }) => title), info }
}
