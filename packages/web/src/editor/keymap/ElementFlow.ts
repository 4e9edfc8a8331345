import type { ElementKind } from '../elements/ElementKind.ts'

type ByKind = { readonly [K in ElementKind]: ElementKind }

/** The element a Return at the end of an element begins: `Behavior/ReturnKey` of a Final Draft file; the last six are ours. */
export const afterReturn: ByKind = {
  scene_heading: 'action',
  action: 'action',
  character: 'dialogue',
  parenthetical: 'dialogue',
  dialogue: 'action',
  transition: 'scene_heading',
  shot: 'action',
  general: 'general',
  act_break: 'scene_heading',
  lyrics: 'lyrics',
  centered: 'action',
  section: 'action',
  synopsis: 'action',
  note: 'action',
}

/** What a Return in an empty element makes of it; elements that stay what they are begin another of their own. */
export const emptyReturn: ByKind = {
  scene_heading: 'action',
  action: 'action',
  character: 'action',
  parenthetical: 'dialogue',
  dialogue: 'action',
  transition: 'action',
  shot: 'action',
  general: 'general',
  act_break: 'action',
  lyrics: 'action',
  centered: 'action',
  section: 'action',
  synopsis: 'action',
  note: 'action',
}

/** What the second half of an element becomes when a Return splits it in the middle. */
export const splitTail: ByKind = {
  scene_heading: 'action',
  action: 'action',
  character: 'dialogue',
  parenthetical: 'dialogue',
  dialogue: 'dialogue',
  transition: 'action',
  shot: 'action',
  general: 'general',
  act_break: 'action',
  lyrics: 'lyrics',
  centered: 'centered',
  section: 'action',
  synopsis: 'synopsis',
  note: 'note',
}

/** The empty element a Return before the first character puts above an element. */
export const aboveReturn: ByKind = {
  scene_heading: 'action',
  action: 'action',
  character: 'action',
  parenthetical: 'dialogue',
  dialogue: 'dialogue',
  transition: 'action',
  shot: 'action',
  general: 'general',
  act_break: 'action',
  lyrics: 'lyrics',
  centered: 'action',
  section: 'action',
  synopsis: 'action',
  note: 'action',
}

/** The element a Tab at the end of a filled element begins (Trelby's table). */
export const afterTab: ByKind = {
  scene_heading: 'character',
  action: 'character',
  character: 'parenthetical',
  parenthetical: 'action',
  dialogue: 'action',
  transition: 'transition',
  shot: 'character',
  general: 'character',
  act_break: 'action',
  lyrics: 'action',
  centered: 'action',
  section: 'synopsis',
  synopsis: 'scene_heading',
  note: 'action',
}

/** What a Tab anywhere else makes of an element (Trelby's table). */
export const onTab: ByKind = {
  scene_heading: 'action',
  action: 'character',
  character: 'action',
  parenthetical: 'character',
  dialogue: 'parenthetical',
  transition: 'scene_heading',
  shot: 'action',
  general: 'action',
  act_break: 'scene_heading',
  lyrics: 'dialogue',
  centered: 'action',
  section: 'synopsis',
  synopsis: 'action',
  note: 'action',
}

/** What a Shift+Tab makes of an element (Trelby's table). */
export const onShiftTab: ByKind = {
  scene_heading: 'transition',
  action: 'character',
  character: 'action',
  parenthetical: 'dialogue',
  dialogue: 'action',
  transition: 'character',
  shot: 'scene_heading',
  general: 'action',
  act_break: 'scene_heading',
  lyrics: 'dialogue',
  centered: 'action',
  section: 'action',
  synopsis: 'section',
  note: 'action',
}

/** Final Draft's element shortcuts: the digit typed with Ctrl or Cmd. */
export const elementDigit: { readonly [K in ElementKind]?: number } = {
  general: 0,
  scene_heading: 1,
  action: 2,
  character: 3,
  parenthetical: 4,
  dialogue: 5,
  transition: 6,
  shot: 7,
  act_break: 9,
}
