import { Effect, Layer } from 'effect'
import { type DeviceCannotSave, deviceCannotSave } from './DeviceCannotSave.ts'
import { layerIndexedDb } from './LocalStore.indexedDb.ts'
import { layerMemory } from './LocalStore.memory.ts'
import type { LocalStore } from './LocalStore.ts'

/** Which local store an engine uses. */
export interface StoreChoice {
  readonly layer: Layer.Layer<LocalStore, DeviceCannotSave>
}

/** The browser's IndexedDB, in the database of that name. */
export const indexedDbStore = (name: string): StoreChoice => ({ layer: layerIndexedDb(name) })

/** Forgets everything with the process. */
export const memoryStore = (): StoreChoice => ({ layer: layerMemory })

/** A folder on disk, for Node; one process at a time. */
export const fileStore = (folder: string): StoreChoice => ({
  layer: Layer.unwrap(
    Effect.map(
      Effect.tryPromise({
        try: () => import('#file-store'),
        catch: (cause) => deviceCannotSave('opening', cause),
      }),
      ({ layerFile }) => layerFile(folder),
    ),
  ),
})
