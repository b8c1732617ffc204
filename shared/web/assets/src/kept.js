// What could not be sent is kept on this device, for the person who wrote it, until it is sent or thrown away.
// One entry: {person, address, fields: [[name, value], …], texts: {…}, at, refused}.

const PLACE = 'opora-kept'
const DAYS = 14 // then it goes by itself: a phone is lost sooner than a note is missed for so long (ours)

export function entries(storage, person, now = Date.now()) {
  return all(storage).filter((one) => one.person === person && now - one.at < DAYS * 24 * 3600 * 1000)
}

/** Adds it; the same sending again (its `_key`) takes the place of the one before. */
export function add(storage, entry) {
  const others = all(storage).filter((one) => key(one) !== key(entry))
  storage.setItem(PLACE, JSON.stringify([...others, entry]))
}

export function remove(storage, entry) {
  const rest = all(storage).filter((one) => key(one) !== key(entry))
  if (rest.length) storage.setItem(PLACE, JSON.stringify(rest))
  else storage.removeItem(PLACE)
}

export function key(entry) {
  return entry.fields.find(([name]) => name === '_key')?.[1] ?? ''
}

/** What an answer to a sending means: 'sent', 'signed-out' or 'refused'. */
export function meaning(response) {
  if (new URL(response.url).pathname.startsWith('/identity/')) return 'signed-out'
  return response.ok && response.redirected ? 'sent' : 'refused'
}

function all(storage) {
  try {
    const found = JSON.parse(storage.getItem(PLACE) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}
