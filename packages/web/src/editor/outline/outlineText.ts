import { catalogue } from '../../message/catalogue.ts'

/** The words of the outline. */
export const outlineText = catalogue({
  en: {
    outline: 'Outline',
    show: 'What the navigator lists',
    empty: 'No section yet.',
    emptyText:
      'Type # and a space at the start of a line to begin an act, ## for a part of it, ### for a part of that. Type = and a space for a synopsis: what happens, in a line. None of it is printed.',
    emptyReading: 'Whoever writes this script has not divided it into sections.',
    untitled: 'Untitled section',
    moveHint:
      'Left and Right close and open a section. Alt and Up or Down moves the scene or the whole section.',
    sectionMoved: (title: string) => `${title} is moved with its scenes.`,
  },
})
