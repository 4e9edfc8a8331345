import bold from '@fontsource/courier-prime/files/courier-prime-latin-700-normal.woff?url'
import boldExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-700-normal.woff?url'
import boldItalic from '@fontsource/courier-prime/files/courier-prime-latin-700-italic.woff?url'
import boldItalicExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-700-italic.woff?url'
import italic from '@fontsource/courier-prime/files/courier-prime-latin-400-italic.woff?url'
import italicExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-400-italic.woff?url'
import regular from '@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff?url'
import regularExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-400-normal.woff?url'
import { numberScenes, profiles, readLockedStarts } from '@coldopen/core/page'
import { readProductionScript, readTitlePage } from '@coldopen/core/screenplay'
import type { ColdopenClient, ProjectRow } from '@coldopen/sync/client'
import { type FontFiles, type Printed, printPdf } from '@coldopen/sync/print'
import { download, fileName } from './download.ts'
import { sendToPrinter } from './sendToPrinter.ts'
import { pageProfile } from './viewSettings.ts'

interface PrintWatch {
  readonly progress: (done: number, of: number) => void
  readonly signal: AbortSignal
}

/** How a script is printed. */
export interface PrintWish {
  /** Each gets a copy with the name across every page; without any, one copy without a name. */
  readonly readers: readonly string[]
  /** Every scene has a number, though the script has none for it. */
  readonly numbered: boolean
  readonly to: 'file' | 'printer'
}

/**
 * Prints a project's script as PDF, a copy per reader, and downloads it or opens the browser's print dialog; null when it has
 * no script. Rejects with `PrintCancelled`.
 */
export const printScript = async (
  client: ColdopenClient,
  row: ProjectRow,
  { readers, numbered, to }: PrintWish,
  { progress, signal }: PrintWatch,
): Promise<Printed | null> => {
  if (row.screenplay === null) return null
  const session = await client.documents.open(row.screenplay)
  const titlePage = readTitlePage(session.doc)
  const script = readProductionScript(session.doc)
  const locked = readLockedStarts(session.doc)
  await session.close()
  const blocks = numbered ? numberScenes(script) : script
  const typeface = await loadTypeface()
  const profile = profiles[locked.profile ?? pageProfile.value()]
  const copies = readers.length === 0 ? [''] : readers
  let printed: Printed | null = null
  for (const [done, watermark] of copies.entries()) {
    printed = await printPdf({
      titlePage,
      blocks,
      profile,
      starts: locked.starts,
      typeface,
      at: new Date(),
      watermark,
      signal,
      progress: (page, of) => progress(done * of + page, copies.length * of),
    })
    const pdf = new Uint8Array(printed.pdf)
    const title = watermark === '' ? row.title : `${row.title} - ${watermark}`
    if (to === 'printer') await sendToPrinter(pdf)
    else download(fileName(title, 'pdf'), 'application/pdf', pdf)
  }
  return printed
}

const loadTypeface = async () => {
  const files = await Promise.all([
    filesOf(regular, regularExt),
    filesOf(bold, boldExt),
    filesOf(italic, italicExt),
    filesOf(boldItalic, boldItalicExt),
  ])
  return { regular: files[0], bold: files[1], italic: files[2], boldItalic: files[3] }
}

const filesOf = async (latin: string, latinExt: string): Promise<FontFiles> => {
  const [some, others] = await Promise.all([bytesOf(latin), bytesOf(latinExt)])
  return { latin: some, latinExt: others }
}

const bytesOf = async (url: string): Promise<Uint8Array> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The screenplay face could not be loaded (${answer.status}).`)
  return new Uint8Array(await answer.arrayBuffer())
}
