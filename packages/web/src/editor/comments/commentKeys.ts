/** Begins a comment on what is selected. */
export const commentKey = 'Mod-Alt-m'

/** Goes to the comments, or closes them. */
export const commentsKey = 'Mod-Alt-Shift-m'
