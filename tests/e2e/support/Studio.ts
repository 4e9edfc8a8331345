import type { Browser } from 'playwright-core'
import { launch } from '../../support/chromium.ts'
import { startBackend, type TestBackend } from '../../support/backend.ts'
import { Writer } from './Writer.ts'

/** A backend with the built web app, and browsers to visit it with. */
export interface Studio {
  readonly backend: TestBackend
  readonly origin: string
  /** A new person with their own empty browser. */
  writer(name: string): Promise<Writer>
  /** Errors any page threw: must stay empty. */
  faults(): readonly string[]
  close(): Promise<void>
}

export const openStudio = async (): Promise<Studio> => {
  const backend = await startBackend()
  const browser: Browser = await launch()
  const writers: Writer[] = []
  return {
    backend,
    origin: backend.url,
    writer: async (name) => {
      const context = await browser.newContext()
      const writer = await Writer.arrive(name, context, backend.url)
      writers.push(writer)
      return writer
    },
    faults: () => writers.flatMap((writer) => writer.faults),
    close: async () => {
      await browser.close()
      await backend.close()
    },
  }
}
