const storageKey = 'coldopen.account'

/** Notes who is signed in, by id, for the other windows of this browser. */
export const rememberAccount = (storage: Pick<Storage, 'setItem'>, id: string | null): void =>
  storage.setItem(storageKey, id ?? '')

/** Calls back with the id of whoever is signed in (`null`: nobody) when another window of this browser changed that. */
export const onAccountElsewhere = (heard: (id: string | null) => void): void =>
  addEventListener('storage', ({ key, newValue }) => {
    if (key === storageKey && newValue !== null) heard(newValue || null)
  })
