/** Why a transaction happened; Yjs calls this its origin. Compared by identity. */
export interface Origin<Name extends string = OriginName> {
  readonly name: Name
}

/** The origins of changes made here. They are journaled, and travel to the log. */
export type LocalOriginName = 'edit' | 'scaffold' | 'comment' | 'migrate'
export type OriginName = LocalOriginName | 'remote' | 'load'
export type LocalOrigin = Origin<LocalOriginName>
export type ReceivedOrigin = Origin<'remote' | 'load'>

const origin = <Name extends OriginName>(name: Name): Origin<Name> => Object.freeze({ name })

export const origins = Object.freeze({
  /** A person's change. Undo tracks these and nothing else. */
  edit: origin('edit'),
  /** Containers and births that a change needs and undo must never take away. */
  scaffold: origin('scaffold'),
  /** Something said beside the script. No undo of the script takes it back. */
  comment: origin('comment'),
  /** An upgrade of the schema. */
  migrate: origin('migrate'),
  /** An event of the log by another session. */
  remote: origin('remote'),
  /** The local copy, read back from disk. */
  load: origin('load'),
})
