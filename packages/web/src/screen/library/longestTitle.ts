/** Longest title a field takes, in UTF-16 units. */
export const longestTitle = 200
