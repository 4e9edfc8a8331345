import { type Context, Effect, Schema } from 'effect'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { type LocalStoreShape, put, type Write } from '../store/LocalStore.ts'
import { LibraryLine, SceneLine } from './LibraryLine.ts'

const asLine = Schema.decodeUnknownOption(LibraryLine)
const asScene = Schema.decodeUnknownOption(SceneLine)

/** The library's rows: read from disk once, kept in memory, written behind. */
export class LibraryLines {
  readonly projects = new Map<string, LibraryLine>()
  readonly scenes = new Map<string, SceneLine>()
  readonly #store: LocalStoreShape
  readonly #context: Context.Context<never>
  #waiting: Write[] = []
  #writing = false

  private constructor(store: LocalStoreShape, context: Context.Context<never>) {
    this.#store = store
    this.#context = context
  }

  static readonly load = Effect.fnUntraced(function* (
    store: LocalStoreShape,
  ): Effect.fn.Return<LibraryLines, DeviceCannotSave> {
    const lines = new LibraryLines(store, yield* Effect.context<never>())
    for (const { key, value } of yield* store.list('rows', [])) {
      const [table, id] = key
      const line = table === 'library' ? asLine(value) : null
      if (line?._tag === 'Some') lines.projects.set(id, line.value)
      const scene = table === 'scenes' ? asScene(value) : null
      if (scene?._tag === 'Some') lines.scenes.set(id, scene.value)
    }
    return lines
  })

  setProject(project: string, line: LibraryLine): void {
    this.projects.set(project, line)
    this.#write(put('rows', ['library', project], line))
  }

  /** A clock that was wrong wrote times that are still to come; they count as `now`, or their rows would stay on top. */
  noLaterThan(now: string): void {
    for (const [project, line] of this.projects) {
      if (Date.parse(line.updatedAt) > Date.parse(now)) {
        this.setProject(project, { ...line, updatedAt: now })
      }
    }
  }

  setScene(scene: string, line: SceneLine): void {
    this.scenes.set(scene, line)
    this.#write(put('rows', ['scenes', scene], line))
  }

  /** Writes every row again, to a disk that lost them. */
  resave(): void {
    for (const [project, line] of this.projects) this.setProject(project, line)
    for (const [scene, line] of this.scenes) this.setScene(scene, line)
  }

  /** Rows are written behind: what is lost with them is read again from the document when it is opened next. */
  #write(write: Write): void {
    this.#waiting.push(write)
    if (this.#writing) return
    this.#writing = true
    queueMicrotask(() => {
      const batch = this.#waiting
      this.#waiting = []
      this.#writing = false
      Effect.runForkWith(this.#context)(
        this.#store
          .commit(batch)
          .pipe(Effect.catch((error) => Effect.logWarning('library rows not saved', error))),
      )
    })
  }
}
