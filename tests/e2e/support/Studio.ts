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

/** Flags under which a browser takes this machine for another one of that name: its pages are no secure context. */
export const asNetwork = (name: string): readonly string[] => [
  `--host-resolver-rules=MAP ${name} 127.0.0.1`,
]

/** `network`: the browsers reach it as another machine's, by that name and without TLS. */
export const openStudio = async ({ network }: { network?: string } = {}): Promise<Studio> => {
  const backend = await startBackend(network === undefined ? {} : { host: '0.0.0.0' })
  const browser: Browser = await launch(network === undefined ? [] : asNetwork(network))
  const origin = network === undefined ? backend.url : `http://${network}:${backend.port}`
  const writers: Writer[] = []
  return {
    backend,
    origin,
    writer: async (name) => {
      const context = await browser.newContext()
      const writer = await Writer.arrive(name, context, origin)
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
