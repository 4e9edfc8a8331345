import type { FdxState } from '@coldopen/core/fdx'

/** A script as it was when a Final Draft file was made of it on this device: what a file that comes back is compared with. */
export interface SentFile {
  readonly document: string
  /** ISO 8601, by this device's clock. */
  readonly at: string
  readonly state: FdxState
}

/** How many are kept of one script; the oldest goes first. */
const most = 10
const table = 'files'

const open = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('coldopen-sent', 1)
    request.addEventListener('upgradeneeded', () =>
      request.result.createObjectStore(table, { keyPath: ['document', 'at'] }),
    )
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })

/** Runs within one transaction and resolves once it is on disk. */
const within = async <A>(
  mode: IDBTransactionMode,
  act: (files: IDBObjectStore) => IDBRequest<A>,
): Promise<A> => {
  const database = await open()
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(table, mode)
      const request = act(transaction.objectStore(table))
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
  } finally {
    database.close()
  }
}

const of = (document: string) => IDBKeyRange.bound([document], [document, []])

/** What was sent of a script from this device, newest first. */
export const sentFiles = async (document: string): Promise<readonly SentFile[]> => {
  const files = await within<SentFile[]>('readonly', (store) => store.getAll(of(document)))
  return files.toReversed()
}

/** Remembers a script as it goes out. Rejects when this device does not save it. */
export const rememberSent = async (sent: SentFile): Promise<void> => {
  await within('readwrite', (files) => files.put(sent))
  const keys = await within('readonly', (files) => files.getAllKeys(of(sent.document)))
  for (const old of keys.slice(0, Math.max(0, keys.length - most)))
    await within('readwrite', (files) => files.delete(old))
}
