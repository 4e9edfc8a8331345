import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { TestBackend } from '../support/backend.ts'

const worker = fileURLToPath(new URL('worker.ts', import.meta.url))

/** Projectors in processes of their own, to be killed at any moment. */
export class Hands {
  readonly #children = new Set<ChildProcess>()

  /** A projector, once it is at work. */
  async hire(backend: TestBackend): Promise<ChildProcess> {
    const child = spawn(process.execPath, [worker, backend.url, backend.secretKey], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#children.add(child)
    const exit = once(child, 'exit')
    void exit.then(() => this.#children.delete(child))
    const early = exit.then(([code]) => {
      throw new Error(`A projector ended with ${code} before it was at work.`)
    })
    early.catch(() => {
      // Said to whoever waits for it; later it may end.
    })
    await Promise.race([once(child.stdout, 'data'), early])
    return child
  }

  /** Kills a projector; resolves when its process is gone. */
  async dismiss(child: ChildProcess): Promise<void> {
    // Who has ended already says it no more.
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  killAll(): void {
    for (const child of this.#children) child.kill('SIGKILL')
  }
}
