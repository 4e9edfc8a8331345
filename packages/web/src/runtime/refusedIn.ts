import type { DeviceState } from '@coldopen/sync/client'

/** Whether the device refuses to save something of a project. */
export const refusedIn = ({ refused }: DeviceState, project: string): boolean =>
  [...refused.values()].includes(project)
