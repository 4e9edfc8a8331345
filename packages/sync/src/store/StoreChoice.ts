import { Effect, Layer } from 'effect'
import { type DeviceCannotSave, deviceCannotSave } from './DeviceCannotSave.ts'
import { layerIndexedDb } from './LocalStore.indexedDb.ts'
import { layerMemory } from './LocalStore.memory.ts'
import { browserTabs } from '../tabs/Tabs.browser.ts'
import type { TabsShape } from '../tabs/Tabs.ts'
import { noTabs } from '../tabs/Tabs.none.ts'
import type { LocalStore } from './LocalStore.ts'

/** Which local store an engine uses. */
export interface StoreChoice {
  readonly layer: Layer.Layer<LocalStore, DeviceCannotSave>
  /** Who else may have the same store open. */
  readonly tabs: TabsShape
}

/** The browser's IndexedDB, in the database of that name. */
export const indexedDbStore = (name: string): StoreChoice => ({
  layer: layerIndexedDb(name),
  tabs: browserTabs(name),
})

/** Forgets everything with the process. */
export const memoryStore = (): StoreChoice => ({ layer: layerMemory, tabs: noTabs })

/** A folder on disk, for Node; one process at a time. */
export const fileStore = (folder: string): StoreChoice => ({
  tabs: noTabs,
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
