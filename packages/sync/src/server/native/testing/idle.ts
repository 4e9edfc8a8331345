/** A process that only lives: `node idle.ts`. */
process.stdout.write('ready\n')
setInterval(() => {}, 60_000)
