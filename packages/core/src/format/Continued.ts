/** What is added to the cue of a speaker who goes on. */
export const continued = " (CONT'D)"

const mark = String.raw`\(\s*cont['\u2019]?d\.?\s*\)`
const anywhere = new RegExp(mark, 'iu')
const atEnd = new RegExp(String.raw`\s*${mark}\s*$`, 'iu')

/** Whether a cue says that its speaker goes on. */
export const saysContinued = (cue: string): boolean => anywhere.test(cue)

/** Where a mark of that kind at the end of a cue begins, with the space before it; -1 without one. */
export const continuedAt = (cue: string): number => atEnd.exec(cue)?.index ?? -1

/** Who speaks, in capitals, without what stands in parentheses. */
export const speakerOf = (cue: string): string => cue.replace(/\(.*$/su, '').trim().toUpperCase()
