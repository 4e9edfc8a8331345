import { Schema } from 'effect'

/** The local store refused a read or a write (quota, lost connection, a locked folder): export the work now. */
export class DeviceCannotSave extends Schema.TaggedError<DeviceCannotSave>()('DeviceCannotSave', {
  detail: Schema.String,
}) {}

/** The store's failure with what its platform said about it. */
export const deviceCannotSave = (during: string, cause: unknown): DeviceCannotSave =>
  new DeviceCannotSave({
    detail: `${during}: ${cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause)}`,
  })
