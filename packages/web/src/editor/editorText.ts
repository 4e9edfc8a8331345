import type { BlockKind } from '@coldopen/core/screenplay'
import { catalogue, count } from '../message/catalogue.ts'

const element: { readonly [K in BlockKind]: string } = {
  scene_heading: 'Scene heading',
  action: 'Action',
  character: 'Character',
  parenthetical: 'Parenthetical',
  dialogue: 'Dialogue',
  transition: 'Transition',
  shot: 'Shot',
  general: 'General',
  lyrics: 'Lyrics',
  centered: 'Centred',
  act_break: 'Act break',
  page_break: 'Page break',
  section: 'Section',
  synopsis: 'Synopsis',
  note: 'Note',
  boneyard: 'Boneyard',
}

/** The words of the editor. */
export const editorText = catalogue({
  en: {
    element,
    script: 'Screenplay',
    leaveHint: 'Tab changes the element. Press Escape, then Tab, to leave the script.',
    elementMenu: 'Element',
    elementKeys: (modifier: string) =>
      `${modifier}1 to ${modifier}7 choose an element, ${modifier}0 general`,
    placeholder: 'INT. SOMEWHERE - DAY',
    hints: [
      ['INT. or EXT.', 'begins a scene'],
      ['Enter', 'goes on to what comes next'],
      ['Tab', 'changes the element: action, character, dialogue'],
    ] as readonly (readonly [string, string])[],
    scenes: 'Scenes',
    showScenes: 'Show scenes',
    hideScenes: 'Hide scenes',
    noScenes: 'Scenes appear here as you write their headings.',
    untitledScene: 'Untitled scene',
    beforeFirstScene: 'Before the first scene',
    filterScenes: 'Filter scenes',
    filterHint: 'By place, by who speaks, INT. or EXT.; each word must be there',
    scenesLeft: (n: number) => (n === 0 ? 'No scene has that' : count(n, 'scene', 'scenes')),
    sceneColour: {
      red: 'Red',
      orange: 'Orange',
      yellow: 'Yellow',
      green: 'Green',
      blue: 'Blue',
      purple: 'Purple',
    },
    moveHint: 'Alt and Up or Down moves the scene.',
    sceneMoved: (heading: string, place: number, of: number) =>
      `${heading} is now scene ${place} of ${of}.`,
    here: (names: string) => `Here now: ${names}`,
    someone: 'Someone',
    scene: (n: number, of: number) => `Scene ${n} of ${of}`,
    lockedScene: (number: string) => `Scene ${number}`,
    noScene: 'No scene yet',
    words: (n: number) => count(n, 'word', 'words'),
    page: (n: string, of: number) => `Page ${n} of ${of}`,
    runtime: (minutes: number) =>
      minutes < 60 ? `≈ ${minutes} min` : `≈ ${Math.floor(minutes / 60)} h ${minutes % 60} min`,
    runtimeHint: 'Estimated length on the screen: a page a minute',
    lengthHint: 'Length in eighths of a page',
    view: 'View',
    draftView: 'Draft',
    pageView: 'Pages',
    cardsView: 'Cards',
    suggestions: 'Suggestions',
    pasteTooLarge: (most: number) =>
      `That is too much to paste at once (the most is ${count(most, 'character', 'characters')}). Import it as a file from the library instead.`,
    pasteFailed: 'That text could not be read as a script. It was not pasted; try again.',
    hidden: (n: number) =>
      `${count(n, 'line was', 'lines were')} removed while someone wrote in ${n === 1 ? 'it' : 'them'}.`,
    hiddenShow: 'Show',
    hiddenHide: 'Hide',
    restore: 'Restore',
    restoreLine: (line: string) => `Restore “${line}”`,
  },
})
