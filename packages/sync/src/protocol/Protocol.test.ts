import { Schema } from 'effect'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  Appended,
  Listed,
  LoggedEvent,
  Member,
  NewEvent,
  Opened,
  Page,
  Ring,
  Sessions,
} from './Event.ts'
import * as Limits from './Limits.ts'
import { CatchUpAnswer, SnapshotAnswer } from './Snapshot.ts'
import { nextStep } from './SyncError.ts'

/** The wire contract of each protocol version: its schemas and limits. A change of one needs a change of the other. */
const frozen: { readonly [version: number]: string } = {
  1: '81cfac9548d22908e9790538474f5a8792c7cff6a1312f69097d7589e24f20a4',
  2: 'e3e25e56b92c4fbadb0e37d3d81309409dbf1732314e4519808f940ce951b255',
}

const wire = {
  Appended,
  Listed,
  LoggedEvent,
  Member,
  NewEvent,
  Opened,
  Page,
  Ring,
  Sessions,
}

/** Answers a client can do without: a server that does not give them is of the same version. */
const optional = { CatchUpAnswer, SnapshotAnswer }
const frozenOptional = '2dcd46640761ffaa226c0dc447079073eec3006ba2378ff98aa7bc1fba20a63c'

const hashOf = (shapes: object, limits: object | null): string => {
  const schemas = Object.entries(shapes).map(([name, schema]) => [
    name,
    Schema.toJsonSchemaDocument(schema as Schema.Top),
  ])
  return createHash('sha256')
    .update(JSON.stringify([schemas, ...(limits === null ? [] : [limits])]))
    .digest('hex')
}

describe('the wire', () => {
  it('WIRE-1 changes only together with its version', () => {
    expect(hashOf(wire, Limits)).toBe(frozen[Limits.protocolVersion])
    expect(hashOf(optional, null)).toBe(frozenOptional)
  })

  it('WIRE-2 every error says what to do next', () => {
    expect(nextStep).toEqual({
      Offline: 'retry',
      ServerBusy: 'retry',
      SignInAgain: 'sign-in',
      WrongEpoch: 'reread',
      Forbidden: 'park',
      TooLarge: 'park',
      Incompatible: 'park',
    })
  })
})
