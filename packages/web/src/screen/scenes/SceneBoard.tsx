import './Scenes.css'
import { useLocation } from '@solidjs/router'
import { namedScenes } from '@coldopen/core/screenplay'
import type { DocumentSession, ProjectRow } from '@coldopen/sync/client'
import { createMemo, Match, Switch } from 'solid-js'
import { createSession } from '../../reactive/createSession.ts'
import { createDocValue } from '../../reactive/createDocValue.ts'
import { createMayWrite } from '../../reactive/createMayWrite.ts'
import { useStudio } from '../../runtime/Studio.ts'
import { DeskFailure } from '../project/DeskFailure.tsx'
import { projectText } from '../project/projectText.ts'
import { ReadingNotice } from '../project/ReadingNotice.tsx'
import { CardList } from './CardList.tsx'
import { shownScenes } from './makeBoard.ts'

interface BoardProps {
  readonly row: ProjectRow
  /** The script; null while it is not open. */
  readonly script: DocumentSession | null
}

/** The scene cards of a project: made, written, put in order, removed. */
const SceneBoard = (props: BoardProps) => {
  const studio = useStudio()
  const project = createSession(studio.client, () => props.row.id)
  return (
    <Switch fallback={<p class="soft opening">{projectText.opening}</p>}>
      <Match when={project.error()}>
        {(error) => <DeskFailure row={props.row} what={projectText.openFailed} error={error()} />}
      </Match>
      <Match when={project.session()} keyed>
        {(session) => <OpenBoard row={props.row} session={session} script={props.script} />}
      </Match>
    </Switch>
  )
}

const OpenBoard = (props: BoardProps & { readonly session: DocumentSession }) => {
  const location = useLocation()
  const find = createMemo(() => {
    const { script } = props
    return script === null ? null : createDocValue(() => script.doc, namedScenes)
  })
  const script = () => {
    const [look, session] = [find(), props.script]
    return look === null || session === null
      ? null
      : { project: props.row.id, screenplay: session.id, find: look() }
  }
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
        script={script()}
        opened={new URLSearchParams(location.search).get('card')}
      />
    </>
  )
}

export default SceneBoard
