import { createSignal } from 'solid-js'

/** How the browser keeps this site's data: `untold` where the address is not secure, or the browser does not say. */
export type Keeping = 'kept' | 'may-clear' | 'untold'

/** What the browser says about the storage of this site. */
export interface StorageState {
  readonly keeping: Keeping
  /** Bytes; `null` when the browser does not say. */
  readonly used: number | null
  readonly left: number | null
}

const [storage, setStorage] = createSignal<StorageState>({
  keeping: 'untold',
  used: null,
  left: null,
})

export { storage }

/** Absent at an address without TLS. */
const manager = (): StorageManager | undefined =>
  (navigator as { readonly storage?: StorageManager }).storage

const keepingOf = async (ask: () => Promise<boolean> | undefined): Promise<Keeping> => {
  const kept = await ask()
  if (kept === undefined) return 'untold'
  return kept ? 'kept' : 'may-clear'
}

const look = async (keeping: Keeping): Promise<void> => {
  const { usage, quota } = (await manager()?.estimate?.()) ?? {}
  const left = usage === undefined || quota === undefined ? null : Math.max(0, quota - usage)
  setStorage({ keeping, used: usage ?? null, left })
}

/** Asks the browser how it keeps the data and how much room there is. */
export const lookAtStorage = async (): Promise<void> =>
  look(await keepingOf(() => manager()?.persisted?.()))

/** Whether the writer has told the browser not to be asked. */
const isDenied = async (): Promise<boolean> => {
  try {
    const name = 'persistent-storage'
    return (await navigator.permissions.query({ name })).state === 'denied'
  } catch {
    // A browser that does not know this permission is simply asked.
    return false
  }
}

/** Asks the browser to keep the data when space runs out; a browser that keeps it already, or was told no, is left alone. */
export const keepStorage = async (): Promise<void> => {
  const keeping = await keepingOf(() => manager()?.persisted?.())
  if (keeping === 'may-clear' && !(await isDenied()))
    await look(await keepingOf(() => manager()?.persist?.()))
  else await look(keeping)
}
