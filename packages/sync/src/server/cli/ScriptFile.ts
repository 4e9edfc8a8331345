import { readFountainBytes } from '@coldopen/core/fountain'
import type { Fountain } from '@coldopen/core/fountain'
import { Result } from 'effect'
import { readFileSync } from 'node:fs'
import { UsageError } from './Command.ts'

/** A screenplay file as blocks, read without a backend. */
export const readScriptFile = (file: string): Fountain =>
  Result.getOrThrow(readFountainBytes(readFileSync(file)))

/** The one file a command names. */
export const oneFile = (positionals: readonly string[]): string => {
  const [file] = positionals
  if (file === undefined || positionals.length > 1)
    throw new UsageError('Name one screenplay file.')
  return file
}
