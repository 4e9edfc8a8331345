/** Whether a text is one parenthetical: opened at its first character and closed at its last. */
export const isEnclosed = (text: string): boolean =>
  text.length >= 2 && text.startsWith('(') && text.endsWith(')')

/** A parenthetical with nothing said in it yet. */
export const isBareParenthetical = (text: string): boolean => /^\(?\s*\)?$/.test(text)
