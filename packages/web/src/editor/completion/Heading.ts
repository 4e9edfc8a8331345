/** The three parts of a scene heading, as typed. */
export interface Heading {
  /** `INT.`, `EXT.` …, empty while it is not complete. */
  readonly intro: string
  readonly location: string
  /** What follows the last ` - `, without it; null while there is none. */
  readonly time: string | null
}

const introPattern = /^\s*((?:INT\.?\/EXT|EXT\.?\/INT|I\.?\/E|INT|EXT|EST)(?:\.|(?=\s)))\s*/i

/** Takes a scene heading apart: intro, location, time of day (`INT. KITCHEN - NIGHT`). */
export const parseHeading = (text: string): Heading => {
  const match = introPattern.exec(text)
  const rest = match === null ? text : text.slice(match[0].length)
  const dash = rest.lastIndexOf(' - ')
  return {
    intro: match?.[1] ?? '',
    location: dash < 0 ? rest : rest.slice(0, dash),
    time: dash < 0 ? null : rest.slice(dash + 3),
  }
}
