import bold from '@fontsource/courier-prime/files/courier-prime-latin-700-normal.woff?url'
import boldExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-700-normal.woff?url'
import boldItalic from '@fontsource/courier-prime/files/courier-prime-latin-700-italic.woff?url'
import boldItalicExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-700-italic.woff?url'
import italic from '@fontsource/courier-prime/files/courier-prime-latin-400-italic.woff?url'
import italicExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-400-italic.woff?url'
import regular from '@fontsource/courier-prime/files/courier-prime-latin-400-normal.woff?url'
import regularExt from '@fontsource/courier-prime/files/courier-prime-latin-ext-400-normal.woff?url'
import { profiles } from '@coldopen/core/page'
import { readScript, readTitlePage } from '@coldopen/core/screenplay'
import type { ColdopenClient, ProjectRow } from '@coldopen/sync/client'
import { type FontFiles, type Printed, printPdf } from '@coldopen/sync/print'
import { download, fileName } from './download.ts'
import { pageProfile } from './viewSettings.ts'

interface PrintWatch {
  readonly progress: (done: number, of: number) => void
  readonly signal: AbortSignal
}

/** Prints a project's script as PDF and downloads it; null when it has none. Rejects with `PrintCancelled`. */
export const printScript = async (
  client: ColdopenClient,
  row: ProjectRow,
  watch: PrintWatch,
): Promise<Printed | null> => {
  if (row.screenplay === null) return null
  const session = await client.documents.open(row.screenplay)
  const titlePage = readTitlePage(session.doc)
  const blocks = readScript(session.doc)
  await session.close()
  const printed = await printPdf({
    titlePage,
    blocks,
    profile: profiles[pageProfile.value()],
    typeface: await loadTypeface(),
    at: new Date(),
    ...watch,
  })
  download(fileName(row.title, 'pdf'), 'application/pdf', new Uint8Array(printed.pdf))
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
