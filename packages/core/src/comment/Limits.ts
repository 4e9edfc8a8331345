/** The longest comment or reply, in UTF-16 units. */
export const maxRemarkLength = 4000

/** As much of the script as a comment remembers that it is about, in UTF-16 units. */
export const maxAboutLength = 500

/** The longest name of a person that is kept, in UTF-16 units. */
export const maxNameLength = 80

/** The most people one comment or reply can mention. */
export const maxMentions = 20
