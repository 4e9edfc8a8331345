import { Effect } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import * as Y from 'yjs'
import type { DocumentSession } from '../client/Client.ts'
import { Device, deviceIds } from './Device.ts'
import { MemoryServer } from './MemoryServer.ts'
import { during, pass } from './PassTime.ts'

/** A small cast for scenario tests: Ann's project with one script, and Ben who may be let in. */
export class Studio {
  readonly server = new MemoryServer(deviceIds(90))
  readonly ann = new Device(this.server, 91)
  readonly ben = new Device(this.server, 92)
  project = ''
  script = ''

  /** Ann signs up and makes the project; it is in the log. */
  readonly open = Effect.gen({ self: this }, function* () {
    yield* this.ann.start
    yield* during(() => this.ann.client.identity.signUp('ann@example.com', 'secret'))
    const made = yield* during(() => this.ann.client.library.create({ title: 'Night' }))
    this.project = made.id
    this.script = made.screenplay ?? ''
    yield* pass(1_000)
  })

  /** Ben signs up and is let in. */
  readonly letIn = Effect.fnUntraced(
    { self: this },
    function* (this: Studio, role: 'editor' | 'viewer') {
      yield* this.ben.start
      yield* during(() => this.ben.client.identity.signUp('ben@example.com', 'secret'))
      const { token } = yield* during(() => this.ann.client.members.invite(this.project, role))
      yield* during(() => this.ben.client.members.accept(token))
      yield* pass(500)
    },
  )

  /** The script as a device opens it. */
  session(device: Device): Effect.Effect<DocumentSession> {
    return during(() => device.client.documents.open(this.script))
  }

  /** The events of the script in the log. */
  get events() {
    return this.server.log.documents.get(this.script)?.events ?? []
  }

  /** What replaying the log gives. */
  get replay(): Y.Doc {
    const doc = new Y.Doc()
    for (const { body } of this.events) Y.applyUpdate(doc, fromBase64(body))
    return doc
  }
}

/** The text scenario tests write into. */
export const textOf = (doc: Y.Doc): Y.Text => doc.getText('t')
