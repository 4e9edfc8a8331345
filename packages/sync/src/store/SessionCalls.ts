import { Effect, type Scope } from 'effect'
import type { Liveness } from './Liveness.ts'

/** How long an answer may take, in milliseconds: messages wait for a busy tab, but not for a hidden one. */
const patience = 400

/** `ask` names the sessions somebody wants to know of; `here` those of them that live in the tab that answers. */
interface Call {
  readonly ask?: readonly string[]
  readonly here?: readonly string[]
}

/**
 * Liveness by asking the other tabs, for pages without Web Locks (plain http on a network). A frozen tab does not answer
 * and is taken for dead, so this is a guess: whoever acts on it ends the session first. The first call is made at once:
 * it wakes nobody, but a page that waits in the back/forward cache gives up its place, and its database, on a message.
 */
export const sessionCalls = (database: string): Effect.Effect<Liveness, never, Scope.Scope> =>
  Effect.gen(function* () {
    const port = yield* Effect.acquireRelease(
      Effect.sync(() => new BroadcastChannel(`coldopen:${database}:sessions`)),
      (open) => Effect.sync(() => open.close()),
    )
    const mine = new Set<string>()
    const heard = new Set<(sessions: readonly string[]) => void>()
    const say = (call: Call): void => port.postMessage(call)
    port.addEventListener('message', ({ data }: MessageEvent<Call>) => {
      const here = data.ask?.filter((session) => mine.has(session)) ?? []
      if (here.length > 0) say({ here })
      if (data.here !== undefined) for (const hear of heard) hear(data.here)
    })
    say({})
    const ask = (sessions: readonly string[]): Effect.Effect<ReadonlySet<string>> =>
      Effect.callback<ReadonlySet<string>>((resume) => {
        const silent = new Set(sessions)
        const end = (): void => {
          clearTimeout(timer)
          heard.delete(hear)
        }
        const conclude = (): void => {
          end()
          resume(Effect.succeed(new Set(sessions.filter((session) => !silent.has(session)))))
        }
        const hear = (answered: readonly string[]): void => {
          for (const session of answered) silent.delete(session)
          if (silent.size === 0) conclude()
        }
        const timer = setTimeout(conclude, patience)
        heard.add(hear)
        say({ ask: sessions })
        return Effect.sync(end)
      })
    return {
      sure: false,
      hold: (session) =>
        Effect.acquireRelease(
          Effect.sync(() => void mine.add(session)),
          () => Effect.sync(() => mine.delete(session)),
        ),
      living: (sessions) =>
        Effect.suspend(() => {
          const own = sessions.filter((session) => mine.has(session))
          const others = sessions.filter((session) => !mine.has(session))
          if (others.length === 0) return Effect.succeed(new Set(own))
          return Effect.map(ask(others), (found) => new Set([...own, ...found]))
        }),
    }
  })
