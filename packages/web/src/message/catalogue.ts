/** The languages this build speaks. English is complete by definition; another one is added to every catalogue. */
const locales = ['en'] as const
export type Locale = (typeof locales)[number]

const speaks = (tag: string): Locale | undefined =>
  locales.find((locale) => tag === locale || tag.startsWith(`${locale}-`))

/** The writer's language among those we speak, by the browser's order of preference. */
export const locale: Locale =
  navigator.languages.map(speaks).find((found) => found !== undefined) ?? 'en'

/** The messages of one screen in the writer's language. Every language has the shape of every other, or it does not compile. */
export const catalogue = <M>(translations: { readonly [L in Locale]: M }): M => translations[locale]

const plurals = new Intl.PluralRules(locale)

/** `count(2, 'scene', 'scenes')` is "2 scenes", with the number in the language's own digits. */
export const count = (n: number, one: string, other: string): string =>
  `${n.toLocaleString(locale)} ${plurals.select(n) === 'one' ? one : other}`
