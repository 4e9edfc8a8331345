#!/usr/bin/env node
import { complain, say } from './Command.ts'
import { convertCommand } from './convert.ts'
import { doctorCommand } from './doctor.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { mergeFdxCommand } from './mergeFdx.ts'
import { pagesCommand } from './pages.ts'
import { projectorCommand } from './projector.ts'
import { rebuildCommand } from './rebuild.ts'
import { replayCommand } from './replay.ts'
import { runCommand } from './RunCommand.ts'
import { statsCommand } from './stats.ts'
import { start } from './start.ts'

const commands = [
  start,
  importCommand,
  exportCommand,
  convertCommand,
  pagesCommand,
  statsCommand,
  mergeFdxCommand,
  doctorCommand,
  replayCommand,
  projectorCommand,
  rebuildCommand,
]

process.exitCode = await runCommand(commands, process.argv.slice(2), { say, complain })
