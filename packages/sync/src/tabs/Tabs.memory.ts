import { type Context, Effect, Random } from 'effect'
import type { Seat, SeatListener, TabsShape } from './Tabs.ts'

/** A tab as its device sees it. */
interface Tab {
  state: 'running' | 'frozen' | 'dead'
  /** What waits for it to be thawed, in order: what it did and what reached it. */
  readonly waiting: (() => void)[]
}

interface Chair {
  readonly tab: Tab
  readonly listener: SeatListener
  readonly context: Context.Context<never>
}

/** The ends of one tab in a test. */
export interface MemoryTab {
  readonly tabs: TabsShape
  /** Ends the tab as a crash does: what it told and nobody heard yet is gone, the next one leads. */
  readonly kill: () => void
  /** Stops everything this tab does and hears, as a browser does to a hidden page; it keeps its lead. */
  readonly freeze: () => void
  readonly thaw: () => void
}

/** The tabs of one device in memory. */
export class MemoryTabs {
  /** The longest a message takes, in milliseconds. Messages may overtake each other. */
  latency = 0
  /** Who sits at a document, in the order in which they lead. */
  readonly #chairs = new Map<string, Chair[]>()

  open(): MemoryTab {
    const tab: Tab = { state: 'running', waiting: [] }
    return {
      tabs: {
        join: (document, listener) =>
          Effect.flatMap(Effect.context<never>(), (context) =>
            Effect.acquireRelease(
              Effect.sync(() => this.#sit(document, { tab, listener, context })),
              ({ chair }) => Effect.sync(() => this.#rise(document, chair)),
            ).pipe(Effect.map(({ seat }) => seat)),
          ),
      },
      kill: () => {
        tab.state = 'dead'
        for (const [document, chairs] of this.#chairs) {
          for (const chair of chairs) if (chair.tab === tab) this.#rise(document, chair)
        }
      },
      freeze: () => {
        if (tab.state === 'running') tab.state = 'frozen'
      },
      thaw: () => {
        if (tab.state !== 'frozen') return
        tab.state = 'running'
        for (const act of tab.waiting.splice(0)) act()
      },
    }
  }

  #sit(document: string, chair: Chair): { readonly chair: Chair; readonly seat: Seat } {
    const chairs = this.#at(document)
    this.#chairs.set(document, [...chairs, chair])
    if (chairs.length === 0) this.#later(chair, 0, () => chair.listener.leads(true))
    const seat: Seat = {
      tell: (message) =>
        this.#act(chair.tab, () => {
          for (const other of this.#at(document)) {
            if (other === chair) continue
            this.#later(other, this.latency, () => {
              if (chair.tab.state !== 'dead') other.listener.heard(message)
            })
          }
        }),
      takeLead: () => this.#act(chair.tab, () => this.#promote(document, chair)),
    }
    return { chair, seat }
  }

  #rise(document: string, chair: Chair): void {
    const before = this.#at(document)
    const after = before.filter((other) => other !== chair)
    this.#chairs.set(document, after)
    const next = after[0]
    if (before[0] !== chair || next === undefined) return
    this.#later(next, 0, () => next.listener.leads(true))
  }

  #promote(document: string, chair: Chair): void {
    const [former, ...rest] = this.#at(document)
    if (former === undefined || former === chair) return
    this.#chairs.set(document, [chair, ...rest.filter((other) => other !== chair), former])
    this.#later(former, 0, () => former.listener.leads(false))
    this.#later(chair, 0, () => chair.listener.leads(true))
  }

  #at(document: string): readonly Chair[] {
    return this.#chairs.get(document) ?? []
  }

  #later({ tab, context }: Chair, latency: number, act: () => void): void {
    const way =
      latency === 0
        ? Effect.yieldNow
        : Effect.flatMap(Random.next, (random) => Effect.sleep(random * latency))
    Effect.runForkWith(context)(Effect.map(way, () => this.#act(tab, act)))
  }

  #act(tab: Tab, act: () => void): void {
    if (tab.state === 'running') act()
    else if (tab.state === 'frozen') tab.waiting.push(act)
  }
}
