import { lockData } from '../DataLock.ts'

/** A process that takes a data directory and holds it: `node locker.ts DIR`. Says `locked` or `refused`. */
try {
  lockData(process.argv[2] ?? '')
  process.stdout.write('locked\n')
} catch {
  process.stdout.write('refused\n')
}
setInterval(() => {}, 60_000)
