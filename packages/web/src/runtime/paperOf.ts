import type { ProfileName } from '@coldopen/core/page'

/** Where US Letter is the common paper. */
const letterRegions = new Set([
  'US',
  'CA',
  'MX',
  'PH',
  'CL',
  'CO',
  'CR',
  'GT',
  'PA',
  'DO',
  'VE',
  'PR',
])

/** The page profile by the language a writer reads in: Letter where it is the common paper, else A4. */
export const paperOf = (language: string): ProfileName => {
  const region = new Intl.Locale(language).maximize().region ?? ''
  return letterRegions.has(region) ? 'fd-letter' : 'fd-a4'
}
