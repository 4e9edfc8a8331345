import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Every file git knows or would add, by path from the root. */
export const projectFiles: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
)
  .split('\n')
  .filter((file) => file !== '')

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

export const lineCount = (file: string): number => read(file).split('\n').length - 1

export const isTest = (file: string): boolean =>
  /\.test\.tsx?$/.test(file) || file.startsWith('tests/')

export const sources: readonly string[] = projectFiles.filter(
  (file) => /^(packages|tests)\/.*\.(ts|tsx|mjs)$/.test(file) && !file.includes('/fixtures/'),
)

const importPattern =
  /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g

/** The specifiers a file imports, statically or dynamically. */
export const importsOf = (file: string): readonly string[] =>
  [...read(file).matchAll(importPattern)].map((match) => (match[1] ?? match[2] ?? match[3])!)
