import { toRuns, type BlockDraft } from '@coldopen/core/screenplay'
import type { Node, Schema } from 'prosemirror-model'
import type { Run } from './PastedHtml.ts'

/** Text nodes with the marks this schema has. */
export const runNodes = (schema: Schema, runs: readonly Run[]): readonly Node[] =>
  runs
    .filter(({ text }) => text !== '')
    .map(({ text, marks }) =>
      schema.text(
        text,
        marks.flatMap((name) => schema.marks[name]?.create() ?? []),
      ),
    )

/** Blocks without ids of what an importer read: the binding names them. */
export const draftNodes = (schema: Schema, drafts: readonly BlockDraft[]): readonly Node[] =>
  drafts.map(({ kind, text, attrs }) => {
    const runs = toRuns(text).map((run) => ({ text: run.text, marks: Object.keys(run.marks) }))
    return schema.node('block', { id: null, kind, attrs: attrs ?? {} }, runNodes(schema, runs))
  })
