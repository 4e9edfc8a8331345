import { Worker } from 'node:worker_threads'
import type { Log } from '../server/main/Log.ts'
import type { ProjectorStats } from './ProjectorStats.ts'
import type { FromThread, ThreadStart, ToThread } from './ThreadMessage.ts'

/** What a thread was at when it was ended, or ended by itself. */
export interface LastWork {
  readonly doc: string
  readonly seq: number
}

/** Told when a thread is gone; `last` is null when it was at nothing. */
export interface ThreadEnd {
  readonly last: LastWork | null
  /** Whether it was ended because its work took too long. */
  readonly stuck: boolean
  readonly cause: string | null
}

const entry = new URL('./thread.ts', import.meta.url)

/** One life of a projector's thread. It is ended when work that runs without a pause takes longer than `stuckMs`. */
export class ProjectorThread {
  readonly ended: Promise<ThreadEnd>
  readonly ready: Promise<void>
  readonly #worker: Worker
  readonly #stuckMs: number
  readonly #idle = new Map<number, () => void>()
  #calls = 0
  #last: LastWork | null = null
  #stuck = false
  #cause: string | null = null
  #timer: NodeJS.Timeout | null = null
  /** What the thread last told of itself. */
  stats: ProjectorStats | null = null

  constructor(start: ThreadStart, log: Log) {
    this.#stuckMs = start.config.stuckMs
    this.#worker = new Worker(entry, { workerData: start, execArgv: [] })
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ready = promise
    this.#worker.on('message', (message: FromThread) => {
      if (message.tag === 'ready') resolve()
      else if (message.tag === 'log') log[message.level](message.sentence, message.fields)
      else this.#heed(message)
    })
    this.#worker.on('error', (cause) => {
      this.#cause = cause instanceof Error ? cause.message : String(cause)
    })
    this.ended = new Promise((ended) => {
      this.#worker.once('exit', () => {
        this.#leave(this.#last)
        ended({ last: this.#last, stuck: this.#stuck, cause: this.#cause })
      })
    })
  }

  tell(message: ToThread): void {
    this.#worker.postMessage(message, [])
  }

  /** Resolves when nothing is left to project; never, when the thread ends before. */
  idle(): Promise<void> {
    const call = (this.#calls += 1)
    return new Promise((resolve) => {
      this.#idle.set(call, resolve)
      this.tell({ tag: 'idle', call })
    })
  }

  #heed(message: Exclude<FromThread, { readonly tag: 'ready' | 'log' }>): void {
    if (message.tag === 'enter') this.#enter({ doc: message.doc, seq: message.seq })
    else if (message.tag === 'leave') this.#leave(null)
    else {
      this.stats = message.stats
      if (message.tag === 'idle') this.#idle.get(message.call)?.()
    }
  }

  #enter(work: LastWork): void {
    this.#last = work
    this.#timer = setTimeout(() => {
      // Should it be this thread that was held up, what the other said meanwhile is heard first.
      setImmediate(() => {
        if (this.#last !== work) return
        this.#stuck = true
        void this.#worker.terminate()
      })
    }, this.#stuckMs)
  }

  #leave(last: LastWork | null): void {
    this.#last = last
    if (this.#timer !== null) clearTimeout(this.#timer)
  }
}
