/** What went wrong, in a sentence: an error's `detail` where it has one, else its message. */
export const sentenceOf = (cause: unknown): string => {
  if (!(cause instanceof Error)) return String(cause)
  const detail: unknown = Reflect.get(cause, 'detail')
  if (typeof detail === 'string' && detail !== '') return `${cause.name}: ${detail}`
  return cause.message === '' ? cause.name : cause.message
}
