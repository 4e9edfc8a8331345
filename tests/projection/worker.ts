import { startProjector } from '@coldopen/sync/projector'
import { silentLog } from '@coldopen/sync/server'

const [url, secretKey] = process.argv.slice(2)
if (url === undefined || secretKey === undefined) throw new Error('usage: worker.ts URL SECRET_KEY')
await startProjector({
  url,
  secretKey,
  log: silentLog,
  config: { pollMs: 20, gatherMs: 0, leaseSeconds: 1 },
})
process.stdout.write('at work\n')
