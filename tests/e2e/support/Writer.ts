import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { BrowserContext, Locator, Page } from 'playwright-core'

/** One line of a script as a person sees it. */
export interface Line {
  readonly kind: string
  readonly text: string
}

/** A tab that is about to stand still. */
export interface Freeze {
  readonly stopped: Promise<void>
  readonly wake: () => Promise<void>
}

/** How long anything on a page may take, in milliseconds: a limit for what hangs. */
const patience = 60_000

/** A person at a browser: what they do in the app, by the names they see. */
export class Writer {
  readonly email: string
  readonly page: Page
  readonly #context: BrowserContext
  readonly #origin: string
  readonly faults: string[] = []

  private constructor(name: string, page: Page, context: BrowserContext, origin: string) {
    this.email = `${name}-${randomUUID().slice(0, 8)}@example.com`
    this.page = page
    this.#context = context
    this.#origin = origin
    page.on('pageerror', (error) => this.faults.push(error.stack ?? error.message))
  }

  static async arrive(name: string, context: BrowserContext, origin: string): Promise<Writer> {
    const page = context.pages()[0] ?? (await context.newPage())
    await page.goto(origin)
    return Writer.on(name, page, origin)
  }

  /** A person at a page that is open. */
  static on(name: string, page: Page, origin: string): Writer {
    page.setDefaultTimeout(patience)
    return new Writer(name, page, page.context(), origin)
  }

  /** The same person in another tab of the same browser; it has nothing open yet. */
  async anotherTab(): Promise<Writer> {
    const tab = new Writer('', await this.#context.newPage(), this.#context, this.#origin)
    tab.page.setDefaultTimeout(patience)
    return tab
  }

  /** Ends the tab's process as running out of memory would. */
  async crash(): Promise<void> {
    const session = await this.#context.newCDPSession(this.page)
    const gone = this.page.waitForEvent('crash')
    session.send('Page.crash').catch(() => {
      // It answers nothing any more.
    })
    await gone
  }

  /** Stops everything the tab does between two tasks, as a browser that freezes it does; returns what wakes it. */
  async freeze(): Promise<() => Promise<void>> {
    const { stopped, wake } = await this.#freezeBy('setTimeout(() => { debugger })')
    await stopped
    return wake
  }

  /** The same as soon as it reads a table of its database, before it heard all of the answer. */
  freezeAtRead(table: string): Promise<Freeze> {
    return this.#freezeBy(`{
      const stores = IDBObjectStore.prototype
      const { getAllKeys } = stores
      stores.getAllKeys = function (...range) {
        const request = getAllKeys.apply(this, range)
        if (this.name === '${table}') request.addEventListener('success', () => {
          stores.getAllKeys = getAllKeys
          debugger
        })
        return request
      }
    }`)
  }

  async #freezeBy(expression: string): Promise<Freeze> {
    const session = await this.#context.newCDPSession(this.page)
    await session.send('Debugger.enable')
    const stopped = new Promise<void>((resolve) => session.once('Debugger.paused', () => resolve()))
    await session.send('Runtime.evaluate', { expression })
    const wake = async (): Promise<void> => {
      await session.send('Debugger.resume')
      await session.detach()
    }
    return { stopped, wake }
  }

  async signUp(email = this.email): Promise<void> {
    await this.page.goto(`${this.#origin}/sign-up`)
    await this.#enter(email, 'Create an account')
  }

  async signIn(email = this.email): Promise<void> {
    await this.page.goto(`${this.#origin}/sign-in`)
    await this.#enter(email, 'Sign in')
  }

  async #enter(email: string, button: string): Promise<void> {
    const form = this.page.locator('form')
    await form.getByLabel('E-mail').fill(email)
    await form.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
    await form.getByRole('button', { name: button }).click()
    await this.page.getByRole('button', { name: `Account ${email}` }).waitFor()
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: /^Account / }).click()
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click()
    await this.page.getByRole('link', { name: 'Sign in' }).first().waitFor()
  }

  async toLibrary(): Promise<void> {
    await this.page.goto(this.#origin)
    await this.page.getByRole('heading', { level: 1 }).waitFor()
  }

  /** Starts a script from the library, empty or not, and lands in it. */
  async startScript(title: string): Promise<void> {
    await this.toLibrary()
    const create = this.page.getByRole('button', { name: 'New script' })
    const field = this.page.getByLabel('Title of the new script')
    await create.or(field).first().waitFor()
    if (!(await field.isVisible())) await create.click()
    await field.fill(title)
    await this.page.getByRole('button', { name: 'Start writing' }).click()
    await this.script.waitFor()
  }

  async openScript(title: string): Promise<void> {
    await this.toLibrary()
    await this.page.getByRole('link', { name: title, exact: true }).click()
    await this.script.waitFor()
  }

  get script(): Locator {
    return this.page.getByRole('textbox', { name: 'Screenplay' })
  }

  /** The address of what is open. */
  get address(): string {
    return this.page.url()
  }

  /** The project's id, from the address. */
  get project(): string {
    return /\/project\/([0-9a-f-]+)/.exec(this.page.url())?.[1] ?? ''
  }

  async goto(address: string): Promise<void> {
    await this.page.goto(address)
  }

  /** Puts the caret at the end of the n-th line (from 0). */
  caretAtEndOf(line: number): Promise<void> {
    return this.#caretIn(line, 'End')
  }

  caretAtStartOf(line: number): Promise<void> {
    return this.#caretIn(line, 'Home')
  }

  async #caretIn(line: number, key: 'Home' | 'End'): Promise<void> {
    await this.block(line).click()
    await this.press(key)
  }

  block(line: number): Locator {
    return this.script.locator('[data-kind]').nth(line)
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text)
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Every line of the script, as rendered. */
  lines(): Promise<readonly Line[]> {
    return this.script.evaluate((script) =>
      [...script.querySelectorAll<HTMLElement>('[data-kind]')].map((block) => {
        const copy = block.cloneNode(true) as HTMLElement
        for (const widget of copy.querySelectorAll(
          '.ProseMirror-widget, .ProseMirror-trailingBreak',
        ))
          widget.remove()
        return { kind: block.dataset['kind'] ?? '', text: copy.textContent ?? '' }
      }),
    )
  }

  /** Waits until the script reads like this. */
  async sees(expected: readonly Line[]): Promise<void> {
    await expect.poll(() => this.lines()).toEqual(expected)
  }

  async offline(offline: boolean): Promise<void> {
    await this.#context.setOffline(offline)
  }

  /** Waits until the frame says that everything is on the server. */
  async allSaved(): Promise<void> {
    await this.page.getByRole('button', { name: 'Sync: All saved' }).waitFor()
  }

  /** Waits until the frame says that the latest words are on this device's disk. */
  async kept(): Promise<void> {
    await this.page.locator('.sync-summary[data-disk=saved]').waitFor()
  }

  /** Makes an invitation link with a role, from the open project. */
  async invite(role: 'Can write' | 'Can comment' | 'Can read' = 'Can write'): Promise<string> {
    await this.allSaved()
    await this.page.getByRole('button', { name: 'Share' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByLabel('Whoever has the link').selectOption({ label: role })
    await dialog.getByRole('button', { name: 'Make a link' }).click()
    const link = await dialog.getByLabel('Invitation link').inputValue()
    await this.page.keyboard.press('Escape')
    return link
  }

  async accept(link: string): Promise<void> {
    await this.page.goto(link)
    await this.page.getByRole('button', { name: 'Accept the invitation' }).click()
    await this.script.waitFor()
  }
}
