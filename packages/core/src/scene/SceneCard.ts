import { Option, Schema } from 'effect'
import type * as Y from 'yjs'
import { readNames } from './NameList.ts'

/** The scene of a screenplay that a card stands for. */
export interface SceneSource {
  readonly screenplay: string
  /** Block id of the scene heading. */
  readonly heading: string
}

/** The production card of one scene. Texts are empty, not missing, where nobody wrote anything. */
export interface SceneCard {
  readonly prompt: string
  /** Seconds, finite and not negative. */
  readonly duration: number
  readonly sceneType: string
  readonly shotType: string
  readonly location: string
  readonly tone: string
  readonly characters: readonly string[]
  readonly props: readonly string[]
  readonly from: SceneSource | null
}

/** `duration`, `sceneType`, `shotType`, `location`, `tone`, `from`; keys of a newer version are left as they are. */
export const sceneMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('scene')

/** The prompt is a text that several people can write in at once. */
export const promptText = (doc: Y.Doc): Y.Text => doc.getText('prompt')

/** A duration in seconds. */
export const Duration = Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))

/** The longest of the short texts; a prompt has no limit but the event's. */
export const maxFieldLength = 2000

const asDuration = Schema.decodeUnknownOption(Duration)
const asText = Schema.decodeUnknownOption(Schema.String)

/** Reads a scene card; whatever another program left in it, the reading never fails. */
export const readSceneCard = (doc: Y.Doc): SceneCard => {
  const map = sceneMap(doc)
  const text = (key: string): string =>
    Option.getOrElse(asText(map.get(key)), () => '')
      .slice(0, maxFieldLength)
      .toWellFormed()
  return {
    prompt: promptText(doc).toString(),
    duration: Option.getOrElse(asDuration(map.get('duration')), () => 0),
    sceneType: text('sceneType'),
    shotType: text('shotType'),
    location: text('location'),
    tone: text('tone'),
    characters: readNames(doc, 'characters'),
    props: readNames(doc, 'props'),
    from: asSource(map.get('from')),
  }
}

const asSource = (value: unknown): SceneSource | null => {
  const [screenplay, heading] = typeof value === 'string' ? value.split('|') : []
  return screenplay && heading ? { screenplay, heading } : null
}

/** The register of a card's source. */
export const formatSource = (source: SceneSource | null): string =>
  source === null ? '' : `${source.screenplay}|${source.heading}`
