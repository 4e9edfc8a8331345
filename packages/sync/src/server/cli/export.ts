import { readScriptFdx } from '@coldopen/core/fdx'
import { readScriptFountain } from '@coldopen/core/fountain'
import { readProject } from '@coldopen/core/project'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type * as Y from 'yjs'
import type { ColdopenClient } from '../../client/Client.ts'
import { accessHelp, accessOptions } from './Access.ts'
import type { Command } from './Command.ts'
import { UsageError, say } from './Command.ts'
import { withClient } from './withClient.ts'

const help = `coldopen export SCREENPLAY|PROJECT [options]

Writes a screenplay as a file. Of a project, its first screenplay.

  --to FORMAT           fountain (the default) or fdx (Final Draft)
  --out FILE            the file to write (default: standard output)
${accessHelp}`

export const exportCommand: Command = {
  name: 'export',
  summary: 'write a screenplay as a file',
  help,
  run: async (args) => {
    const options = { ...accessOptions, to: { type: 'string' }, out: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [id] = positionals
    if (id === undefined || positionals.length > 1)
      throw new UsageError('Name one screenplay or project.')
    const { to = 'fountain' } = values
    const write = writers[to]
    if (write === undefined)
      throw new UsageError(`There is no export to "${to}"; there is "fountain" and "fdx".`)
    const text = await withClient(values, (client) => exported(client, id, write))
    if (values.out === undefined) process.stdout.write(text)
    else {
      writeFileSync(values.out, text)
      say(`Wrote ${values.out}.`)
    }
    return 0
  },
}

const writers: Readonly<Record<string, (doc: Y.Doc) => string>> = {
  fountain: readScriptFountain,
  fdx: readScriptFdx,
}

const exported = async (
  client: ColdopenClient,
  id: string,
  write: (doc: Y.Doc) => string,
): Promise<string> => {
  const session = await client.documents.open(id)
  await session.caughtUp()
  if (session.kind === 'screenplay') return write(session.doc)
  if (session.kind !== 'project')
    throw new Error(`${id} is a ${session.kind}, which has no script.`)
  const screenplay = readProject(session.doc).screenplays.find((entry) => !entry.hidden)
  if (screenplay === undefined) throw new Error(`Project ${id} has no screenplay.`)
  return exported(client, screenplay.document, write)
}
