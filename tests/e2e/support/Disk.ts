import type { CDPSession, Page } from 'playwright-core'

/** Enough for the app and a script, in bytes. */
const small = 8_000_000

/**
 * The disk of one browser profile: as large as a test wants it, full when a test fills it. The browser remembers for half
 * a minute how much room it found, so the limit must stand before the app is opened.
 */
export class Disk {
  readonly #cdp: CDPSession
  readonly #page: Page
  readonly #origin: string

  private constructor(cdp: CDPSession, page: Page, origin: string) {
    this.#cdp = cdp
    this.#page = page
    this.#origin = origin
  }

  static async small(page: Page, origin: string): Promise<Disk> {
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: small })
    return new Disk(cdp, page, origin)
  }

  /** How many rows each table of the app holds. */
  rows(): Promise<{ readonly [table: string]: number }> {
    return this.#page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('coldopen')
        request.addEventListener('success', () => resolve(request.result))
      })
      const tables = [...database.objectStoreNames]
      const transaction = database.transaction(tables)
      const counts = tables.map(
        (table) =>
          new Promise<[string, number]>((resolve) => {
            const request = transaction.objectStore(table).count()
            request.addEventListener('success', () => resolve([table, request.result]))
          }),
      )
      const rows = Object.fromEntries(await Promise.all(counts))
      database.close()
      return rows
    })
  }

  /** Fills what is left with the data of another program of the same origin, to the last byte that goes in. */
  fill(): Promise<void> {
    return this.#page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('filler')
        request.addEventListener('upgradeneeded', () => request.result.createObjectStore('bytes'))
        request.addEventListener('success', () => resolve(request.result))
      })
      let key = 0
      const fits = (bytes: number) =>
        new Promise<boolean>((resolve) => {
          const transaction = database.transaction('bytes', 'readwrite')
          const body = new Uint8Array(bytes)
          for (let at = 0; at < bytes; at += 65_536)
            crypto.getRandomValues(body.subarray(at, at + 65_536))
          transaction.objectStore('bytes').put(body, (key += 1))
          transaction.addEventListener('complete', () => resolve(true))
          transaction.addEventListener('abort', () => resolve(false))
        })
      for (let bytes = 1_048_576; bytes >= 1; bytes /= 2) while (await fits(bytes)) continue
      database.close()
    })
  }

  /** Somebody frees space. */
  async free(): Promise<void> {
    await this.#cdp.send('Storage.overrideQuotaForOrigin', { origin: this.#origin })
  }

  /** Clears the databases of the site while it is open, as the browser's settings do. */
  async clear(): Promise<void> {
    await this.#cdp.send('Storage.clearDataForOrigin', {
      origin: this.#origin,
      storageTypes: 'indexeddb',
    })
  }
}
