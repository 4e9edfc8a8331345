import './Scenes.css'
import { canEdit } from '@coldopen/core/document'
import type { DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { Match, Switch } from 'solid-js'
import { createSession } from '../../reactive/createSession.ts'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createReadable } from '../../reactive/createReadable.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { DeskFailure } from '../project/DeskFailure.tsx'
import { projectText } from '../project/projectText.ts'
import { ReadingNotice } from '../project/ReadingNotice.tsx'
import { CardList } from './CardList.tsx'
import { shownScenes } from './makeBoard.ts'

/** The scene cards of a project: made, written, put in order, removed. */
const SceneBoard = (props: { readonly row: ProjectRow }) => {
  const studio = useStudio()
  const project = createSession(studio.client, () => props.row.id)
  return (
    <Switch fallback={<p class="soft opening">{projectText.opening}</p>}>
      <Match when={project.error()}>
        {(error) => <DeskFailure row={props.row} what={projectText.openFailed} error={error()} />}
      </Match>
      <Match when={project.session()} keyed>
        {(session) => <OpenBoard row={props.row} session={session} />}
      </Match>
    </Switch>
  )
}

const OpenBoard = (props: { readonly row: ProjectRow; readonly session: DocumentSession }) => {
  const role = createReadable(() => props.session.role, props.session.role.get())
  const known = createDocValue(
    () => props.session.doc,
    (doc) => canEdit(doc),
  )
  const scenes = createDocValue(() => props.session.doc, shownScenes)
  const writable = () => known() && (role() === 'owner' || role() === 'editor')
  return (
    <>
      <ReadingNotice session={props.session} />
      <CardList
        session={props.session}
        scenes={scenes()}
        writable={writable()}
        duration={props.row.totalDuration}
      />
    </>
  )
}

export default SceneBoard
