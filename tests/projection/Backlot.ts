import { project as projectDocument, type Rows } from '@coldopen/core/projection'
import * as Y from 'yjs'
import { Author, call, createDocument, createProject } from '../support/Author.ts'
import type { TestBackend, TestPerson } from '../support/backend.ts'

interface Listed {
  readonly doc: string
  readonly project: string
  readonly kind: 'project' | 'screenplay' | 'scene' | 'timeline'
  readonly owner: string
  readonly epoch: number
  readonly head: number
  readonly created_at: string
}

interface Logged {
  readonly seq: number
  readonly body: string
  readonly committed_at: string
}

/** A project on a backend with its owner, its documents and what their logs stand for. */
export class Backlot {
  readonly backend: TestBackend
  readonly owner: TestPerson
  readonly project: string

  private constructor(backend: TestBackend, owner: TestPerson, project: string) {
    this.backend = backend
    this.owner = owner
    this.project = project
  }

  static async build(backend: TestBackend): Promise<Backlot> {
    const owner = await backend.person('owner')
    return new Backlot(backend, owner, await createProject(owner.client))
  }

  create(kind: 'screenplay' | 'scene' | 'timeline'): Promise<string> {
    return createDocument(this.owner.client, this.project, kind)
  }

  author(document: string): Promise<Author> {
    return Author.open(this.owner.client, document)
  }

  /** The rows every document of the project stands for: the pure projection of its replayed log. */
  async expected(): Promise<Rows> {
    const all: Record<string, unknown[]> = {}
    for (const listed of await this.#documents()) {
      const doc = new Y.Doc()
      const events = await this.#log(listed)
      for (const { body } of events) Y.applyUpdate(doc, Buffer.from(body, 'base64'))
      const rows = projectDocument(listed.kind, doc, {
        document: listed.doc,
        project: listed.project,
        owner: listed.owner,
        createdAt: listed.created_at,
        seq: listed.head,
        changedAt: events.at(-1)?.committed_at ?? listed.created_at,
      })
      for (const [table, list] of Object.entries(rows)) (all[table] ??= []).push(...list)
    }
    return all as Rows
  }

  /** `committed_at` of the last event of every document, and of the project's making. */
  async changes(): Promise<readonly string[]> {
    const times = await Promise.all(
      (await this.#documents()).map(
        async (listed) => (await this.#log(listed)).at(-1)?.committed_at,
      ),
    )
    return times.flatMap((time) => time ?? [])
  }

  /** The rows of a table or query that belong to this project, as JSON the database makes. */
  rows(query: string, ...args: readonly string[]): Promise<Record<string, unknown>[]> {
    return this.backend.database
      .query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from (${query}) t`, args)
      .then((found) => found.map(({ row }) => row))
  }

  async #documents(): Promise<readonly Listed[]> {
    const { documents } = await call<{ documents: Listed[] }>(this.owner.client, 'list_documents', {
      p_project: this.project,
    })
    return documents
  }

  async #log({ doc, epoch, head }: Listed): Promise<readonly Logged[]> {
    const events: Logged[] = []
    while (events.length < head) {
      const page = await call<{ events: Logged[] }>(this.owner.client, 'read_events', {
        p_doc: doc,
        p_after: events.length,
        p_epoch: epoch,
      })
      events.push(...page.events)
    }
    return events
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/

/** A row whose times compare by the instant they mean, however they are written. */
export const timeless = (row: object): object =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      typeof value === 'string' && instant.test(value) ? Date.parse(value) : value,
    ]),
  )
