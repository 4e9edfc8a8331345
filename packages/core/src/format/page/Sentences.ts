/** A place between two sentences: where the first ends, and where the next begins. */
export interface SentenceEnd {
  readonly end: number
  readonly next: number
}

const ends =
  /[.!?\u2026\u3002\uff01\uff1f]+["'\u2019\u201d)\]*_]*(?:[ \t\n]+|(?<=[\u3002\uff01\uff1f]))/gu

/** Titles, and a capital alone: the full stop behind them ends no sentence. */
const abbreviation =
  /(?:^|[\s("'\u201c])(?:Mr|Mrs|Ms|Dr|Prof|St|Sgt|Lt|Capt|Col|Gen|Jr|Sr|vs|[A-Z])\.$/u

/** Where a text may be parted between sentences, in order; its own end is not among them. */
export const sentenceEnds = (text: string, from = 0): SentenceEnd[] => {
  const found: SentenceEnd[] = []
  ends.lastIndex = from
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    const next = match.index + match[0].length
    const end = match.index + match[0].trimEnd().length
    if (next < text.length && !abbreviation.test(text.slice(Math.max(0, end - 8), end)))
      found.push({ end, next })
  }
  return found
}
