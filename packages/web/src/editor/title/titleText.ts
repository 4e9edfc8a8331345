import { catalogue } from '../../message/catalogue.ts'

const names: { readonly [key: string]: string } = {
  title: 'Title',
  credit: 'Credit',
  author: 'Authors',
  authors: 'Authors',
  source: 'Source',
  'draft date': 'Draft date',
  contact: 'Contact',
  copyright: 'Copyright',
}

const examples: { readonly [key: string]: string } = {
  title: 'Night Ferry',
  credit: 'Written by',
  author: 'One name in each line',
  authors: 'One name in each line',
  source: 'Based on …',
  'draft date': 'First draft, 1 May 2026',
  contact: 'Address, e-mail, agent',
  copyright: '© 2026 …',
}

/** The words of the title page. */
export const titleText = catalogue({
  en: {
    field: (key: string) => names[key.toLowerCase()] ?? key,
    example: (key: string) => examples[key.toLowerCase()] ?? '',
    sheet: 'Title page',
    edit: 'Edit the title page',
    add: 'Add a title page',
  },
})
