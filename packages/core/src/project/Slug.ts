/** The longest slug, in characters. */
const longest = 60

/** A title as part of an address: lower case letters and digits of any script, joined by hyphens; never empty. */
export const slugOf = (title: string): string => {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
  const slug = [...(words ?? []).join('-')].slice(0, longest).join('').replace(/-$/, '')
  return slug === '' ? 'untitled' : slug.normalize('NFC')
}
