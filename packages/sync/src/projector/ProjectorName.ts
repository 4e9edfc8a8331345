import { createHash } from 'node:crypto'

/**
 * The id of a projector that is the only one of its backend's process, from the backend's secret: started again after a
 * crash it has its leases still, and nobody waits for them to end. A UUID of version 8.
 */
export const projectorName = (secret: string): string => {
  const hash = createHash('sha256').update(`projector of ${secret}`).digest('hex')
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
