import { catalogue } from '../../message/catalogue.ts'

/** The words of the print dialog. */
export const printText = catalogue({
  en: {
    title: (title: string) => `Print “${title}”`,
    numbers: 'Number the scenes',
    numbersHint: 'Numbers the script has stay. The script itself is not changed.',
    readers: 'Watermark, one reader per line',
    readersExample: 'Ann Lee',
    readersHint: 'Each name is printed across every page. Several readers get a file each.',
    print: 'Print…',
    save: 'Save as PDF',
    saveAll: (n: number) => `Save ${n} PDFs`,
  },
})
