import { Effect, Layer } from 'effect'
import { DeviceCannotSave } from './DeviceCannotSave.ts'
import { LocalStore } from './LocalStore.ts'

/** What stands in for the file store where there are no files: a browser. */
export const layerFile = (folder: string): Layer.Layer<LocalStore, DeviceCannotSave> =>
  Layer.effect(
    LocalStore,
    Effect.fail(new DeviceCannotSave({ detail: `There is no folder ${folder} in a browser.` })),
  )
