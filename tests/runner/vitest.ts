import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { execute, root, type Outcome, type Step } from './Step.ts'

interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
  readonly testResults: readonly {
    readonly name: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[] | null
    }[]
  }[]
}

/** As much of one failure as tells it from another: the message and where it came from. */
const linesTold = 12

const told = (text: string) => text.split('\n').slice(0, linesTold).join('\n')

/** The tests that failed, and the files that could not be run. */
const faultsOf = (report: Report): readonly string[] =>
  report.testResults.flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === 'failed')
    const file = relative(root, name)
    if (failed.length === 0) return message === '' ? [] : [`${file}\n${told(message)}`]
    return failed.map(
      (test) => `${file} › ${test.fullName}\n${(test.failureMessages ?? []).map(told).join('\n')}`,
    )
  })

/** A step that is one Vitest project of `tests/vitest.config.ts`; a run without tests counts as a failure. */
export const suite = (name: string, prepare: () => Promise<boolean> = async () => true): Step => ({
  name,
  run: async (long): Promise<Outcome> => {
    if (!(await prepare())) return { passed: 0, failed: 0, skipped: 1, faults: [] }
    const folder = join(root, 'tests', 'output')
    const file = join(folder, `${name}.json`)
    await mkdir(folder, { recursive: true })
    await rm(file, { force: true })
    const entry = join(root, 'tests', 'node_modules', 'vitest', 'vitest.mjs')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
    const code = await execute(
      process.execPath,
      [entry, 'run', '--config', 'tests/vitest.config.ts', '--project', name, ...reporters],
      long ? { COLDOPEN_LONG: '1' } : {},
    )
    const text = await readFile(file, 'utf8').catch(() => null)
    if (text === null) {
      return {
        passed: 0,
        failed: 1,
        skipped: 0,
        faults: [`${name}: ended with ${code}, no report`],
      }
    }
    const report = JSON.parse(text) as Report
    const suites = report.numFailedTests === 0 ? report.numFailedTestSuites : 0
    const silent = code !== 0 && report.numFailedTests + suites === 0 ? 1 : 0
    const empty = report.numPassedTests + report.numFailedTests === 0 && silent === 0 ? 1 : 0
    const faults = [...faultsOf(report)]
    if (silent > 0) faults.push(`${name}: an error outside the tests, printed above`)
    if (empty > 0) faults.push(`${name}: no test was run`)
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + suites + silent + empty,
      skipped: report.numPendingTests + report.numTodoTests,
      faults,
    }
  },
})
