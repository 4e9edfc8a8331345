import { catalogue, count } from '../../message/catalogue.ts'

/** The words of find and replace. */
export const findText = catalogue({
  en: {
    bar: 'Find in this screenplay',
    find: 'Find',
    replace: 'Replace with',
    showReplace: 'Replace…',
    matchCase: 'Match case',
    wholeWords: 'Whole words',
    element: 'Element to search',
    everyElement: 'All elements',
    next: 'Next place (Return)',
    previous: 'Previous place (Shift+Return)',
    replaceOne: 'Replace',
    replaceAll: 'Replace all',
    close: 'Close (Escape)',
    nothingAsked: '',
    nothing: 'Not found',
    places: (n: number) => count(n, 'place', 'places'),
    place: (n: number, of: number) => `${n} of ${of}`,
    replaced: (n: number) => `${count(n, 'place', 'places')} replaced.`,
    noneReplaced: 'Nothing was replaced: every place says that already.',
  },
})
