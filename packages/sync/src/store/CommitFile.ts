import { type FileHandle, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeRecords, encodeRecord } from './FileRecord.ts'
import type { Write } from './LocalStore.ts'
import { TableMap } from './TableMap.ts'

/** A file is rewritten once it is this large, in bytes, and so many times as large as what it holds. */
const outgrown = { inUse: { bytes: 1_048_576, times: 2 }, atClose: { bytes: 65_536, times: 1.25 } }

interface Waiting {
  readonly writes: readonly Write[]
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

/** An append-only file of commits and the tables they add up to. What waits together is written and synced as one. */
export class CommitFile {
  readonly tables: TableMap
  readonly #path: string
  #file: FileHandle
  #size: number
  /** Bytes of what the file holds when that was last counted. */
  #held = 0
  #waiting: Waiting[] = []
  #writing: Promise<void> | null = null

  private constructor(path: string, file: FileHandle, tables: TableMap, size: number) {
    this.#path = path
    this.#file = file
    this.tables = tables
    this.#size = size
  }

  /** Opens the file of a folder and cuts off a record that a crash tore. */
  static async open(folder: string): Promise<CommitFile> {
    const path = join(folder, 'commits')
    const file = await open(path, 'a', 0o600)
    const { commits, end } = decodeRecords(await readFile(path))
    await file.truncate(end)
    return new CommitFile(path, file, TableMap.of(commits), end)
  }

  commit(writes: readonly Write[]): Promise<void> {
    const committed = new Promise<void>((done, failed) => {
      this.#waiting.push({ writes, done, failed })
    })
    this.#writing ??= this.#writeAll()
    return committed
  }

  /** Leaves a file that the next process opens in the time it takes to read what it holds. */
  async close(): Promise<void> {
    await this.#writing
    try {
      await this.#tidy(outgrown.atClose)
    } catch {
      // Everything is in the old file, which is whole and only longer than it need be.
    }
    await this.#file.close()
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#append(batch.flatMap(({ writes }) => writes))
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    this.#writing = null
  }

  async #append(writes: readonly Write[]): Promise<void> {
    const record = encodeRecord(writes)
    try {
      await this.#file.writeFile(record)
      await this.#file.datasync()
    } catch (error) {
      await this.#file.truncate(this.#size)
      throw error
    }
    this.#size += record.byteLength
    this.tables.apply(writes)
    await this.#tidy(outgrown.inUse)
  }

  async #tidy({ bytes, times }: { readonly bytes: number; readonly times: number }): Promise<void> {
    if (this.#size <= Math.max(bytes, times * this.#held)) return
    const record = encodeRecord([...this.tables.writes()])
    this.#held = record.byteLength
    if (this.#size > times * this.#held) await this.#rewrite(record)
  }

  /** Writes what the tables hold to a new file, and puts it in the place of the old one in one step. */
  async #rewrite(record: Uint8Array): Promise<void> {
    const fresh = `${this.#path}.new`
    const file = await open(fresh, 'w', 0o600)
    await file.writeFile(record)
    await file.datasync()
    await file.close()
    await rename(fresh, this.#path)
    await this.#file.close()
    this.#file = await open(this.#path, 'a', 0o600)
    this.#size = record.byteLength
  }
}
