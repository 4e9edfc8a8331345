import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { promisify } from 'node:util'
import { lastCampaign } from './Tally.ts'

// Writes what the last campaign did into docs/proofs.md.
const proofs = new URL('../../docs/proofs.md', import.meta.url)
const section = /<!-- campaign -->[^]*<!-- \/campaign -->/

const { first, last, worlds, acts, writers, events, failed } = await lastCampaign()
const { stdout: commit } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'])
const said = (count: number): string => count.toLocaleString('en')
const per = acts / worlds
const text = `<!-- campaign -->
Run on ${new Date().toISOString().slice(0, 10)} at ${commit.trim()}, ${cpus().length} cores, seeds ${first} to ${last}, every fault:
**${said(worlds)} worlds of ${said(per)} acts, ${said(acts)} acts, ${said(writers)} writers, ${said(events)} events in the logs; failed: ${failed.length === 0 ? 'none' : failed.join(', ')}.**
Again: \`SEED=${first} SEEDS=${worlds} ACTS=${per} npm test -- --only unit\`.
<!-- /campaign -->`
await writeFile(proofs, (await readFile(proofs, 'utf8')).replace(section, text))
