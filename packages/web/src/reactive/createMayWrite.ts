import { canEdit } from '@coldopen/core/document'
import type { DocumentSession } from '@coldopen/sync/client'
import { type Accessor, createMemo } from 'solid-js'
import { createDocValue } from './createDocValue.ts'
import { createReadable } from './createReadable.ts'

/** Whether the writer may change a document: by their role, while they are a member, in a version this app knows. */
export const createMayWrite = (session: DocumentSession): Accessor<boolean> => {
  const role = createReadable(() => session.role, session.role.get())
  const state = createReadable(() => session.state, session.state.get())
  const known = createDocValue(
    () => session.doc,
    (doc) => canEdit(doc),
  )
  return createMemo(
    () => known() && !state().removed && (role() === 'owner' || role() === 'editor'),
  )
}
