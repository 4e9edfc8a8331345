import type { Dice } from '@coldopen/core/testing'
import type { Page } from 'playwright-core'

/** The longest pause between two keys, in milliseconds. */
const pause = 30

/**
 * Watches what the app says of the disk: whenever its indicator says that the latest words are on it, what stands in the
 * last line of the script was reported saved.
 */
export const watchKept = async (page: Page): Promise<() => string> => {
  let kept = ''
  await page.exposeBinding('reportKept', (_source, text: string) => {
    kept = text
  })
  await page.addInitScript(() => {
    const tell = () => {
      const dot = document.querySelector<HTMLElement>('.sync-summary')
      const lines = document.querySelectorAll('[role=textbox] [data-kind]')
      const last = lines[lines.length - 1]
      if (dot?.dataset['disk'] === 'saved' && last)
        void (globalThis as { reportKept?: (text: string) => void }).reportKept?.(
          last.textContent ?? '',
        )
    }
    new MutationObserver(tell).observe(document, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-disk'],
    })
  })
  return () => kept
}

/** Types words at a random pace until the page is gone. */
export class Typist {
  readonly #page: Page
  readonly #dice: Dice
  readonly #words: string
  #struck = ''
  #taken = ''
  #stopped = false

  /** `word`: what this round's words begin with. */
  constructor(page: Page, dice: Dice, word: string) {
    this.#page = page
    this.#dice = dice
    this.#words = word
  }

  /** Everything that was struck; the last key may not have arrived. */
  get struck(): string {
    return this.#struck
  }

  /** What the page has taken. */
  get taken(): string {
    return this.#taken
  }

  stop(): void {
    this.#stopped = true
  }

  /** Resolves when stopped, or when the page is gone. */
  async type(): Promise<void> {
    for (let n = 0; !this.#stopped; n += 1) {
      for (const key of `${this.#words}.${n} `) {
        if (this.#stopped) return
        this.#struck += key
        try {
          await this.#page.keyboard.type(key)
        } catch (error) {
          if (/closed|crashed|disconnected|detached/iu.test(String(error))) return
          throw error
        }
        this.#taken += key
        await new Promise((next) => setTimeout(next, this.#dice.below(pause)))
      }
    }
  }
}
