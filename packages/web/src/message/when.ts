import { locale } from './catalogue.ts'

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const sameYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
const otherYear = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 minutes ago", "yesterday", "4 March": how a person says when, at `now` (ms). Clock skew reads as now. */
export const when = (iso: string, now: number): string => {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return ''
  const passed = now - at
  if (passed < minute) return relative.format(0, 'second')
  if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute')
  if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour')
  if (passed < 7 * day) return relative.format(-Math.floor(passed / day), 'day')
  const year = new Date(at).getFullYear()
  return (year === new Date(now).getFullYear() ? sameYear : otherYear).format(at)
}

/** Seconds as m:ss, or h:mm:ss from an hour on. */
export const clock = (seconds: number): string => {
  const whole = Math.round(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  const [h = 0, m = 0, s = 0] = parts
  const two = (n: number) => String(n).padStart(2, '0')
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

const spans = [
  ['day', day],
  ['hour', hour],
  ['minute', minute],
] as const

/** A length of time in its largest unit, roughly: "2 hours", "3 days". */
export const durationText = (ms: number): string => {
  const [unit, size] = spans.find(([, least]) => ms >= least) ?? (['minute', minute] as const)
  return Math.round(ms / size).toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' })
}
