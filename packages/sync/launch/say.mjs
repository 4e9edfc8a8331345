/** Prints one line of progress to stderr, so that standard output stays the command's own. */
export const say = (line) => process.stderr.write(`coldopen: ${line}\n`)

/** Ends the launcher with a sentence that says what to do. */
export const fail = (line) => {
  say(line)
  process.exit(1)
}
