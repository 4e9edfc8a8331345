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
    child.once('exit', () => this.#children.delete(child))
    await once(child.stdout, 'data')
    return child
  }

  killAll(): void {
    for (const child of this.#children) child.kill('SIGKILL')
  }
}
