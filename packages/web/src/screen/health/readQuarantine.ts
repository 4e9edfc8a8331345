import type { ColdopenClient, ProjectRow, QuarantinedEvent } from '@coldopen/sync/client'

/** More documents than this are not asked for: a panel is opened to look, not to work. */
const mostAsked = 60

const ownFirst = ['screenplay', 'project', 'scene', 'timeline']

/** What is quarantined in these projects, by project; nothing of those the server does not answer for. */
export const readQuarantine = async (
  client: Pick<ColdopenClient, 'documents'>,
  rows: readonly Pick<ProjectRow, 'id'>[],
): Promise<ReadonlyMap<string, readonly QuarantinedEvent[]>> => {
  const documents = rows
    .flatMap(({ id: project }) =>
      client.documents.list(project).map(({ id, kind }) => ({ project, id, kind })),
    )
    .toSorted((a, b) => ownFirst.indexOf(a.kind) - ownFirst.indexOf(b.kind))
  const found = new Map<string, readonly QuarantinedEvent[]>()
  for (const { project, id } of documents.slice(0, mostAsked)) {
    const events = await client.documents.quarantined(id).catch(() => [])
    if (events.length > 0) found.set(project, [...(found.get(project) ?? []), ...events])
  }
  return found
}
