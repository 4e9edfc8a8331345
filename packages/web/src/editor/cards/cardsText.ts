import { catalogue, count } from '../../message/catalogue.ts'

/** The words of the index cards. */
export const cardsText = catalogue({
  en: {
    title: 'Index cards',
    count: (n: number) => count(n, 'scene', 'scenes'),
    list: 'Scenes of the script in order',
    add: 'New scene',
    addAfter: 'New scene after this one',
    empty: 'No scene yet.',
    emptyText:
      'Each scene of the script is a card here: its heading, what happens in it, who speaks and how long it is. What you write on a card is in the script.',
    emptyReading: 'Whoever writes this script has not begun a scene yet.',
    card: (number: string, heading: string) => `Scene ${number}: ${heading}`,
    heading: (number: string) => `Heading of scene ${number}`,
    headingHint: 'INT. SOMEWHERE - DAY',
    synopsis: (number: string) => `What happens in scene ${number}`,
    synopsisHint: 'What happens?',
    go: (number: string) => `Go to scene ${number} in the script`,
    goHere: 'Go to the scene in the script',
    move: (number: string) => `Move scene ${number}: arrow keys`,
    more: (number: string) => `Actions for scene ${number}`,
    earlier: 'Move earlier',
    later: 'Move later',
    speakers: 'Who speaks',
    production: 'Production card',
    openProduction: (number: string) => `Production card of scene ${number}`,
    makeProduction: 'Make a production card',
    unmark: 'Take the mark off',
    mark: (colour: string) => `Mark ${colour.toLowerCase()}`,
  },
})
