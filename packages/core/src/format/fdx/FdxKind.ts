import type { Scalars } from '../../screenplay/Registers.ts'

/** Paragraph types of Final Draft 12 and 13, Fade In and screenplain, by the kind each becomes. */
const kinds: Readonly<Record<string, string>> = {
  'Scene Heading': 'scene_heading',
  Action: 'action',
  Character: 'character',
  Parenthetical: 'parenthetical',
  Dialogue: 'dialogue',
  Transition: 'transition',
  Shot: 'shot',
  General: 'general',
  Singing: 'lyrics',
  Lyrics: 'lyrics',
  'New Act': 'act_break',
  'End of Act': 'act_break',
  'Cast List': 'general',
  Summary: 'synopsis',
  Note: 'note',
}

const types: Readonly<Record<string, string>> = {
  scene_heading: 'Scene Heading',
  action: 'Action',
  character: 'Character',
  parenthetical: 'Parenthetical',
  dialogue: 'Dialogue',
  transition: 'Transition',
  shot: 'Shot',
  general: 'General',
  lyrics: 'Singing',
  act_break: 'New Act',
  centered: 'Action',
  synopsis: 'Summary',
  note: 'Note',
  boneyard: 'Note',
  page_break: 'Action',
}

/** The kind of a paragraph by its `Type`; one without a type, or of a type unknown here, is action. */
export const kindOfType = (type: string, alignment: string): string => {
  if (/^Outline \d$/u.test(type)) return 'section'
  const kind = kinds[type] ?? 'action'
  return kind === 'action' && alignment === 'Center' ? 'centered' : kind
}

/** The `Type` a block is written with. */
export const typeOfKind = (kind: string, attrs: Scalars): string => {
  if (kind !== 'section') return types[kind] ?? 'Action'
  const { level } = attrs
  return `Outline ${Math.min(3, Math.max(1, typeof level === 'number' ? level : 1))}`
}

/** The depth of an outline paragraph. */
export const levelOfType = (type: string): number => Number(/^Outline (\d)$/u.exec(type)?.[1] ?? 1)
