#!/usr/bin/env node
import { complain, say } from './Command.ts'
import { runCommand } from './RunCommand.ts'
import { start } from './start.ts'

process.exitCode = await runCommand([start], process.argv.slice(2), { say, complain })
