import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../runner/Step.ts'

/** The folder of real screenplays beside the project; the product ships none of it. */
const folder = join(root, '..', 'shared', 'data', 'screenplays')

export interface DataFile {
  readonly name: string
  readonly path: string
  readonly bytes: Buffer
}

/** Every real screenplay matching a glob, or a failure that says where they belong. */
export const screenplays = (pattern: string): readonly DataFile[] => {
  if (!existsSync(folder))
    throw new Error(
      'the screenplay data belongs in shared/data/screenplays beside the project folder',
    )
  return globSync(pattern, { cwd: folder })
    .sort()
    .map((name) => ({ name, path: join(folder, name), bytes: readFileSync(join(folder, name)) }))
}
