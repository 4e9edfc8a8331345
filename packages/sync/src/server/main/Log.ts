/** What a log line may carry besides its sentence. A `cause` is written with its message and stack. */
export type LogFields = Readonly<Record<string, unknown>>

/** Where the backend's rooms say what happens. */
export interface Log {
  debug(sentence: string, fields?: LogFields): void
  info(sentence: string, fields?: LogFields): void
  error(sentence: string, fields?: LogFields): void
}

const inspect = (fields: LogFields) =>
  Object.entries(fields)
    .map(([name, value]) => {
      if (value instanceof Error) return `${name}=${value.stack ?? value.message}`
      return `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`
    })
    .join(' ')

/** Lines on standard error: time, level, sentence, fields. `debug` lines only when asked for. */
export const stderrLog = (level: 'debug' | 'info' | 'error' = 'info'): Log => {
  const write = (name: string, sentence: string, fields?: LogFields) => {
    const rest = fields === undefined ? '' : ` ${inspect(fields)}`
    process.stderr.write(`${new Date().toISOString()} ${name} ${sentence}${rest}\n`)
  }
  return {
    debug: (sentence, fields) => level === 'debug' && write('debug', sentence, fields),
    info: (sentence, fields) => level !== 'error' && write('info ', sentence, fields),
    error: (sentence, fields) => write('error', sentence, fields),
  }
}

/** Says nothing; for tests. */
export const silentLog: Log = { debug: () => {}, info: () => {}, error: () => {} }
