import { Schema } from 'effect'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Appended, Listed, LoggedEvent, Member, NewEvent, Opened, Page, Ring } from './Event.ts'
import * as Limits from './Limits.ts'
import { nextStep } from './SyncError.ts'

/** The wire contract of each protocol version: its schemas and limits. A change of one needs a change of the other. */
const frozen: { readonly [version: number]: string } = {
  1: '81cfac9548d22908e9790538474f5a8792c7cff6a1312f69097d7589e24f20a4',
}

const wire = { Appended, Listed, LoggedEvent, Member, NewEvent, Opened, Page, Ring }

describe('the wire', () => {
  it('WIRE-1 changes only together with its version', () => {
    const schemas = Object.entries(wire).map(([name, schema]) => [
      name,
      Schema.toJsonSchemaDocument(schema),
    ])
    const hash = createHash('sha256')
      .update(JSON.stringify([schemas, Limits]))
      .digest('hex')
    expect(hash).toBe(frozen[Limits.protocolVersion])
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
