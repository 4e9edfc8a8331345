import type { Statistics } from '@coldopen/core/page'
import { catalogue, count } from '../../message/catalogue.ts'

/** The words of the statistics dialog. */
export const statisticsText = catalogue({
  en: {
    title: 'Statistics',
    summary: ({ pages, scenes, words, dialogueShare }: Statistics) =>
      `${count(pages, 'page', 'pages')}, ${count(scenes, 'scene', 'scenes')}, ${count(words, 'word', 'words')}; ${Math.round(dialogueShare * 100)} % of them are spoken.`,
    characters: 'Who speaks',
    characterHead: ['Name', 'Words', 'Speeches', 'Scenes'],
    locations: 'Where',
    locationHead: ['Place', 'Scenes', 'Interior', 'Exterior'],
    times: 'When',
    timeHead: ['Time of day', 'Scenes'],
  },
})
