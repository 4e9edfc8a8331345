import './Scenes.css'
import type { DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { Match, Switch } from 'solid-js'
import { createSession } from '../../reactive/createSession.ts'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createMayWrite } from '../../reactive/createMayWrite.ts'
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
  const writable = createMayWrite(props.session)
  const scenes = createDocValue(() => props.session.doc, shownScenes)
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
