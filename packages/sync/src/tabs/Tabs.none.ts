import { Effect } from 'effect'
import type { TabsShape } from './Tabs.ts'

/** A process alone with its database, as in Node: it leads. */
export const noTabs: TabsShape = { join: () => Effect.succeed(null) }
