import { type FdxForm, importFdx, isFdxFile, readFdxBytes } from '@coldopen/core/fdx'
import { importFountain, readFountainBytes, type SourceForm } from '@coldopen/core/fountain'
import { importLayout, isLayoutFile, readLayoutBytes } from '@coldopen/core/layout'
import type { BlockDraft, TitleEntry } from '@coldopen/core/screenplay'
import type { ImportedScript } from '../../client/Client.ts'
import { Result } from 'effect'
import { readFileSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { randomIds } from '../../identity/Ids.random.ts'
import { UsageError } from './Command.ts'

/** A screenplay file as values. The form of the format it came in is kept, so that it can be written back as it was. */
export interface ScriptFile {
  readonly titlePage: readonly TitleEntry[]
  readonly blocks: readonly BlockDraft[]
  readonly fountain: SourceForm
  readonly fdx: FdxForm | null
  readonly remarks: readonly string[]
}

const wasLayout = (file: string) =>
  `${file}: Read as a script laid out on pages: what each line is was told by where it stands and by capitals.`

/** Reads a Final Draft, Fountain or laid-out text file, without a backend. */
export const readScriptFile = (file: string): ScriptFile => {
  const bytes = readFileSync(file)
  if (isFdxFile(bytes)) {
    const { titlePage, blocks, form, problems } = Result.getOrThrow(readFdxBytes(bytes))
    const remarks = problems.map(({ message }) => `${file}: ${message}`)
    return { titlePage, blocks, fountain: {}, fdx: form, remarks }
  }
  if (isLayoutFile(bytes, file)) {
    const script = Result.getOrThrow(readLayoutBytes(bytes))
    return { ...script, fountain: {}, fdx: null, remarks: [wasLayout(file)] }
  }
  const { titlePage, blocks, form, problems } = Result.getOrThrow(readFountainBytes(bytes))
  const remarks = problems.map(({ line, message }) => `${file}:${line}: ${message}`)
  return { titlePage, blocks, fountain: form, fdx: null, remarks }
}

/** A Final Draft, Fountain or laid-out text file as what the library makes a project of. */
export const importScriptFile = (
  file: string,
): { readonly script: ImportedScript; readonly remarks: readonly string[] } => {
  const bytes = readFileSync(file)
  const fallback = basename(file, extname(file))
  if (isFdxFile(bytes)) {
    const { title, write, problems } = Result.getOrThrow(importFdx(bytes, randomIds, fallback))
    return {
      script: { title, write },
      remarks: problems.map(({ message }) => `${file}: ${message}`),
    }
  }
  if (isLayoutFile(bytes, file)) {
    const script = Result.getOrThrow(importLayout(bytes, randomIds, fallback))
    return { script, remarks: [wasLayout(file)] }
  }
  const { title, write, problems } = Result.getOrThrow(importFountain(bytes, randomIds, fallback))
  const remarks = problems.map(({ line, message }) => `${file}:${line}: ${message}`)
  return { script: { title, write }, remarks }
}

/** The one file a command names. */
export const oneFile = (positionals: readonly string[]): string => {
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new UsageError('Name one screenplay file.')
  return file
}
