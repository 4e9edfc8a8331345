/** A text as PostgreSQL takes it: no NUL character and no half of a surrogate pair, each replaced by U+FFFD. */
export const cleanText = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()
