import { catalogue, count } from '../../message/catalogue.ts'

/** The words of what is locked. */
export const lockText = catalogue({
  en: {
    lockScenes: 'Lock the scene numbers',
    lockNewScenes: 'Lock the numbers of new scenes',
    unlockScenes: 'Unlock the scene numbers …',
    unlockScenesTitle: 'Unlock the scene numbers?',
    unlockScenesWarning: (omitted: number) =>
      `The scenes are numbered anew, 1, 2, 3 …, for everybody who works on this script${
        omitted === 0
          ? ''
          : `, and ${count(omitted, 'omitted scene', 'omitted scenes')} no longer stand in it`
      }. Schedules and breakdowns made with the old numbers no longer fit. Undo brings them back.`,
    lockPages: 'Lock the pages',
    lockNewPages: 'Lock the pages that came since',
    unlockPages: 'Unlock the pages …',
    unlockPagesTitle: 'Unlock the pages?',
    unlockPagesWarning:
      'Pages break anew from beginning to end and are numbered 1, 2, 3 …, for everybody who works on this script. Pages that were given out no longer fit. Undo brings them back.',
    unlock: 'Unlock',
    keep: 'Keep them locked',
    locked: (scenes: boolean, pages: boolean) =>
      scenes && pages ? 'Numbers and pages locked' : scenes ? 'Numbers locked' : 'Pages locked',
    lockedShort: 'Locked',
    lockedHint: (scenes: boolean, pages: boolean) =>
      [
        ...(scenes
          ? ['Scene numbers stay as they are: a removed scene is omitted, a new one has a letter.']
          : []),
        ...(pages
          ? ['Pages stay as they are: what no longer fits goes onto a page with a letter.']
          : []),
      ].join(' '),
    omitted: 'OMITTED',
  },
})
