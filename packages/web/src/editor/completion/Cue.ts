/** The name in a character cue: without extensions such as (V.O.) and without Fountain's dual mark. */
export const cueName = (cue: string): string =>
  cue
    .replace(/\s*\^\s*$/, '')
    .replace(/\s*\(.*$/s, '')
    .trim()
