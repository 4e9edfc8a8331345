import { catalogue } from '../../message/catalogue.ts'

/** The words of following somebody. */
export const followText = catalogue({
  en: {
    following: (name: string) => `Following ${name}. Escape stops.`,
    waiting: (name: string) => `Following ${name}, who is not in the script now.`,
    stop: 'Stop',
  },
})
