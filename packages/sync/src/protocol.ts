export * as Limits from './protocol/Limits.ts'
