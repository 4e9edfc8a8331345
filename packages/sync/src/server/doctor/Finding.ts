/** What one check found: all well with a note, or a fault with its remedy. */
export type Finding =
  | { readonly name: string; readonly ok: true; readonly note: string }
  | { readonly name: string; readonly ok: false; readonly fault: string; readonly mend: string }

export const well = (name: string, note: string): Finding => ({ name, ok: true, note })
export const fault = (name: string, what: string, mend: string): Finding => ({
  name,
  ok: false,
  fault: what,
  mend,
})
