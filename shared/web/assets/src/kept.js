// What could not be sent is kept on this device, for the person who wrote it, until it is sent or thrown away.
// One entry: {person, address, fields: [[name, value], …], texts: {…}, at, refused}.

const PLACE = 'opora-kept'
const DAYS = 14 // then it goes by itself: a phone is lost sooner than a note is missed for so long (ours)

export function entries(storage, person, now = Date.now()) {
  return all(storage).filter((one) => one.person === person && fresh(one, now))
}

/** Takes out what is too old, whoever wrote it: they may never sign in here again. */
export function forgetOld(storage, now = Date.now()) {
  const found = all(storage)
  const rest = found.filter((one) => fresh(one, now))
  if (rest.length < found.length) put(storage, rest)
}

/** Adds it; the same sending again (its `_key`) takes the place of the one before. */
export function add(storage, entry) {
  const others = all(storage).filter((one) => key(one) !== key(entry))
  storage.setItem(PLACE, JSON.stringify([...others, entry]))
}

export function remove(storage, entry) {
  put(storage, all(storage).filter((one) => key(one) !== key(entry)))
}

export function key(entry) {
  return entry.fields.find(([name]) => name === '_key')?.[1] ?? ''
}

/** What an answer to a sending means: 'sent', 'signed-out', 'later' (the server is not able to take it now) or 'refused'. */
export function meaning(response) {
  if (new URL(response.url).pathname.startsWith('/identity/')) return 'signed-out'
  if (response.status >= 500 || response.status === 429) return 'later'
  return response.ok && response.redirected ? 'sent' : 'refused'
}

/** What is said of an entry that waits: `why` it was not sent. One that an older page kept has fewer texts. */
export function waiting(entry, why) {
  const { kept, signedOut, later, unsent } = entry.texts
  return { 'signed-out': signedOut, later, unsent }[why] ?? kept
}

function fresh(entry, now) {
  return now - entry.at < DAYS * 24 * 3600 * 1000
}

function put(storage, entries) {
  if (entries.length) storage.setItem(PLACE, JSON.stringify(entries))
  else storage.removeItem(PLACE)
}

function all(storage) {
  try {
    const found = JSON.parse(storage.getItem(PLACE) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
