import type { Locator, Page } from 'playwright-core'

/** The library as a person sees it: its rows by title, and what their menus do. */
export class Shelf {
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  get rows(): Locator {
    return this.#page.getByRole('list', { name: 'Scripts' }).getByRole('listitem')
  }

  row(title: string): Locator {
    return this.rows.filter({ has: this.#page.getByRole('link', { name: title, exact: true }) })
  }

  /** The titles from first to last, on the screen or below it. */
  titles(): Promise<readonly string[]> {
    return this.rows.getByRole('heading', { level: 2 }).allTextContents()
  }

  /** Chooses an item of a row's menu. */
  async choose(title: string, item: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Actions for ${title}`, exact: true }).click()
    await this.#page.getByRole('menuitem', { name: item, exact: true }).click()
  }

  /** Imports scripts made of a title each. */
  async import(titles: readonly string[]): Promise<void> {
    const files = titles.map((title) => ({
      name: `${title}.fountain`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`INT. ROOM - DAY\n\n${title} begins.\n`),
    }))
    await this.#page.locator('input[type=file]').first().setInputFiles(files)
    await this.#page.getByRole('button', { name: 'Close the report' }).click({ timeout: 240_000 })
  }
}
