import { parseArgs } from 'node:util'
import type { ColdopenClient } from '../../client/Client.ts'
import { accessHelp, accessOptions } from './Access.ts'
import type { Command } from './Command.ts'
import { UsageError, complain, say } from './Command.ts'
import { importScriptFile } from './ScriptFile.ts'
import { sentenceOf } from './Sentence.ts'
import { withClient } from './withClient.ts'

const help = `coldopen import FILE … [options]

Makes a project of each Final Draft or Fountain file, or text laid out as on paper, and sends it to the backend.

  --project TITLE       the project's title (default: the title page's, or the file's name)
${accessHelp}`

export const importCommand: Command = {
  name: 'import',
  summary: 'make projects of Final Draft, Fountain and text files',
  help,
  run: async (args) => {
    const options = { ...accessOptions, project: { type: 'string' } } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    if (positionals.length === 0) throw new UsageError('Name a Final Draft, Fountain or text file.')
    return withClient(values, async (client) => {
      let failed = 0
      for (const file of positionals)
        try {
          await importFile(client, file, values.project)
        } catch (cause) {
          failed += 1
          complain(`${file}: ${sentenceOf(cause)}`)
        }
      return failed === 0 ? 0 : 1
    })
  },
}

const importFile = async (client: ColdopenClient, file: string, title: string | undefined) => {
  const { script, remarks } = importScriptFile(file)
  const row = await client.library.create({ title: title ?? script.title, script })
  for (const document of [row.id, row.screenplay]) {
    if (document === null) continue
    const session = await client.documents.open(document)
    await session.persisted()
    await session.close()
  }
  for (const remark of remarks) complain(remark)
  say(`${file}: project ${row.id}, screenplay ${row.screenplay}, "${row.title}"`)
}
