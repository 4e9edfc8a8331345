import { writeFdx } from '@coldopen/core/fdx'
import { writeFountain } from '@coldopen/core/fountain'
import {
  draftBlocks,
  makePaginator,
  numberScenes,
  type PageProfile,
  pageText,
} from '@coldopen/core/page'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Command } from './Command.ts'
import { UsageError, complain, say } from './Command.ts'
import { profileNamed } from './pages.ts'
import { readTypeface } from './readTypeface.ts'
import { oneFile, readScriptFile, type ScriptFile } from './ScriptFile.ts'

type Writer = (script: ScriptFile, wish: Wish) => string | Promise<Uint8Array>

interface Wish {
  readonly profile: PageProfile
  readonly watermark: string | undefined
  readonly numbered: boolean
}

/** A form feed between pages; the page's number stands above each but the first. */
const writeText: Writer = ({ blocks }, { profile }) =>
  makePaginator(profile)
    .update(draftBlocks(blocks))
    .map((page, i) => {
      const number = i === 0 ? '' : `${' '.repeat(72)}${i + 1}.`
      return `${[number, '', ...pageText(page, profile)].join('\n')}\n`
    })
    .join('\f')

const writeJson: Writer = ({ titlePage, blocks }) => {
  const lines = draftBlocks(blocks).map(({ kind, text, runs, attrs }) => ({
    kind,
    text,
    runs,
    attrs,
  }))
  return `${JSON.stringify({ titlePage, blocks: lines }, null, 2)}\n`
}

const writePdf: Writer = async ({ titlePage, blocks }, { profile, watermark, numbered }) => {
  const { printPdf } = await import('../../print/PrintPdf.ts')
  const { pdf, missing } = await printPdf({
    titlePage,
    blocks: numbered ? numberScenes(draftBlocks(blocks)) : draftBlocks(blocks),
    profile,
    typeface: readTypeface(),
    at: new Date(),
    ...(watermark === undefined ? {} : { watermark }),
  })
  if (missing.length > 0)
    complain(`Courier Prime lacks ${missing.join(' ')}: a question mark stands for each.`)
  return pdf
}

const writers: Readonly<Record<string, Writer>> = {
  fountain: ({ titlePage, blocks, fountain: form }) => writeFountain({ titlePage, blocks, form }),
  fdx: ({ titlePage, blocks, fdx: form }) => writeFdx({ titlePage, blocks, form }),
  pdf: writePdf,
  text: writeText,
  json: writeJson,
}
const formats = Object.keys(writers).join(', ')

const help = `coldopen convert FILE --to FORMAT [options]

Writes a screenplay file in another format. Needs no backend.

  --to FORMAT           ${formats}
  --out FILE            the file to write (default: standard output)
  --profile NAME        the page profile of text and pdf (default: fd-letter)
  --watermark TEXT      printed across every page of a pdf
  --number-scenes       a number at every scene of a pdf; those the script has stay`

export const convertCommand: Command = {
  name: 'convert',
  summary: 'write a screenplay file in another format',
  help,
  run: async (args) => {
    const options = {
      to: { type: 'string' },
      out: { type: 'string' },
      profile: { type: 'string' },
      watermark: { type: 'string' },
      'number-scenes': { type: 'boolean' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const file = oneFile(positionals)
    const write = writers[values.to ?? '']
    if (write === undefined) throw new UsageError(`Say --to what: ${formats}.`)
    const script = readScriptFile(file)
    for (const remark of script.remarks) complain(remark)
    const { watermark } = values
    const profile = profileNamed(values.profile ?? 'fd-letter')
    const written = await write(script, {
      profile,
      watermark,
      numbered: values['number-scenes'] === true,
    })
    if (values.out === undefined) process.stdout.write(written)
    else {
      writeFileSync(values.out, written)
      say(`Wrote ${values.out}.`)
    }
    return 0
  },
}
