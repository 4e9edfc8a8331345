/** What may go wrong in a simulated world, by name; `FAULTS` chooses among them. */
export const faultNames = [
  /** Calls never reach the server. */
  'drop',
  /** The server did its work, its answer is lost. */
  'lost-answer',
  /** A call reaches the server twice. */
  'duplicate',
  /** Copies of calls arrive long after their answers; rings overtake each other. */
  'reorder',
  'delay',
  'partition',
  'busy',
  /** The process dies at one of the points where it waits for its disk or the server. */
  'crash',
  /** The page is hidden, ends, and is opened again. */
  'reload',
  'quota',
  /** The connection to the local database is closed under the engine: reads and writes are refused. */
  'disk-closed',
  /** The token is refused (401) until the next sign-in. */
  'expired',
  /** The account loses its membership, or may only read; later it is let in again. */
  'revoke',
  /** The server is started anew: calls under way are lost, listeners join again. */
  'server-restart',
  /** The log comes back from a backup, under a new epoch. */
  'restored-log',
  /** Old events of the log move to segments. */
  'segments',
  'broadcast-off',
  /** A tab or device dies and stays dead for a while; another tab of the same disk may be open. */
  'tab-killed',
  /** Tabs that live are taken for dead by those that ask next, and go on writing. */
  'tab-mistaken',
  /** A tab or device is stopped where it stands, keeps its lead, and goes on later. */
  'tab-frozen',
  /** What tabs tell each other takes up to three seconds and overtakes. */
  'tab-late',
  /** A projector lags, dies at any point where it waits for its store, is started again, gets a second one beside it. */
  'slow-projector',
] as const

export type FaultName = (typeof faultNames)[number]
