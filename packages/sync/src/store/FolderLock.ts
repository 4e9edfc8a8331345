import { open, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Folders this process has open. */
const mine = new Set<string>()

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * Takes a folder for this process, so that no two write to it; returns what gives it back. A lock whose process is gone
 * is taken over. Throws when another process, or this one, has the folder.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const path = join(resolve(folder), 'lock')
  if (mine.has(path)) throw new Error(`the folder ${folder} is open in this process already`)
  mine.add(path)
  try {
    await write(path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
      const pid = Number(await readFile(path, 'utf8'))
      if (pid !== process.pid && pid > 0 && alive(pid)) {
        throw new Error(`the folder ${folder} is open in process ${pid}: close that one first`)
      }
      await rm(path)
      await write(path)
    })
  } catch (error) {
    mine.delete(path)
    throw error
  }
  return async () => {
    mine.delete(path)
    await rm(path, { force: true })
  }
}

const write = async (path: string): Promise<void> => {
  const file = await open(path, 'wx', 0o600)
  await file.writeFile(String(process.pid))
  await file.close()
}
