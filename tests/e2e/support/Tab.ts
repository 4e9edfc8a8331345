import type { BrowserContext, CDPSession } from 'playwright-core'
import { Writer } from './Writer.ts'

const append = '**/rpc/append_events'

/** One tab of a person who has the same script open in several. */
export class Tab {
  readonly writer: Writer
  readonly #session: CDPSession

  private constructor(writer: Writer, session: CDPSession) {
    this.writer = writer
    this.#session = session
  }

  static async open(name: string, context: BrowserContext, address: string): Promise<Tab> {
    const page = await context.newPage()
    const writer = Writer.on(name, page, new URL(address).origin)
    await page.goto(address)
    await writer.script.waitFor()
    return new Tab(writer, await context.newCDPSession(page))
  }

  /** Whether this tab holds the lock of who sends a document's line. */
  leads(document: string): Promise<boolean> {
    return this.writer.page.evaluate(async (lock) => {
      const mine = crypto.randomUUID()
      return navigator.locks.request(mine, async () => {
        const { held = [] } = await navigator.locks.query()
        const me = held.find(({ name }) => name === mine)?.clientId
        return held.some(({ name, clientId }) => name?.endsWith(lock) === true && clientId === me)
      })
    }, `:line:${document}`)
  }

  /** Kills the process that renders this tab: nothing of the page is told. */
  async kill(): Promise<void> {
    const crashed = this.writer.page.waitForEvent('crash')
    // The page that should answer is the one that dies.
    void this.#session.send('Page.crash').catch(() => undefined)
    await crashed
    await this.writer.page.close()
  }

  /** Keeps what this tab sends from the log. */
  async holdBack(): Promise<void> {
    await this.writer.page.route(append, (route) => route.abort())
  }

  async letGo(): Promise<void> {
    await this.writer.page.unroute(append)
  }

  close(): Promise<void> {
    return this.writer.page.close()
  }
}
