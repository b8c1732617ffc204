// Forms that are filled in at a door (`data-opora-keep`): while there is no line, what they hold is kept on this device and
// sent once when there is one. That a second sending has no second effect is the server's work, by the form's `_key`.

import { add, entries, forgetOld, key, meaning, remove, waiting } from './kept.js'

export function keepForms(page, view) {
  const person = page.documentElement.dataset.person
  const store = view.localStorage
  forgetOld(store)
  if (!person) return
  const banner = new Banner(page, () => sendAll(), () => discardAll())

  for (const form of page.querySelectorAll('form[data-opora-keep]')) {
    fillFromRefused(form)
    form.addEventListener('submit', (event) => submitted(event, form))
  }
  for (const form of page.querySelectorAll('form[data-opora-forget]')) {
    form.addEventListener('submit', (event) => leaving(event))
  }
  view.addEventListener('online', () => sendAll())
  if (mine().length) sendAll()

  function mine() {
    return entries(store, person)
  }

  /** The line is tried with the sending itself. When it is up, the browser sends once more and shows the answer. */
  async function submitted(event, form) {
    event.preventDefault()
    const entry = entryOf(form)
    const result = await tried(entry)
    if (result === 'no-line' || result === 'later') {
      add(store, entry)
      banner.wait(entry, result)
      banner.face()
      return
    }
    if (result === 'sent') remove(store, entry)
    else if (mine().some((one) => key(one) === key(entry))) add(store, { ...entry, refused: true })
    view.HTMLFormElement.prototype.submit.call(form)
  }

  /** Where it would lead does not matter here: the browser goes there itself. */
  async function tried(entry) {
    if (!view.navigator.onLine) return 'no-line'
    const answer = await post(entry, 'manual').catch(() => null)
    if (!answer) return 'no-line'
    return answer.type === 'opaqueredirect' ? 'sent' : meaning(answer)
  }

  async function sendAll() {
    for (const entry of mine()) {
      if (entry.refused) {
        banner.refused(entry)
        continue
      }
      const result = await post(entry, 'follow').then(meaning, () => 'no-line')
      if (result === 'sent') {
        remove(store, entry)
        banner.say(entry.texts.sent)
      } else if (result === 'refused') {
        add(store, { ...entry, refused: true })
        banner.refused(entry)
      } else {
        banner.wait(entry, result)
        return
      }
    }
  }

  function discardAll() {
    for (const entry of mine()) remove(store, entry)
    banner.hide()
  }

  /** Nobody signs out of a note that was not sent: it could not be sent in their name any more. */
  function leaving(event) {
    const unsent = mine()
    if (!unsent.length) return
    event.preventDefault()
    banner.wait(unsent[0], 'unsent')
    banner.face()
  }

  function entryOf(form) {
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === 'string')
    const names = ['kept', 'signedOut', 'later', 'unsent', 'sent', 'send', 'discard', 'mend']
    const texts = Object.fromEntries(names.map((name) => [name, form.dataset[dataName(name)]]))
    return { person, address: form.action || view.location.href, fields, texts, at: Date.now() }
  }

  function post(entry, redirect) {
    return view.fetch(entry.address, { method: 'POST', body: new URLSearchParams(entry.fields), redirect })
  }

  /** What the server refused is in its form again, to be corrected; it is kept until it is sent so or thrown away. */
  function fillFromRefused(form) {
    const entry = mine().find((one) => one.refused && one.address === (form.action || view.location.href))
    if (!entry) return
    for (const [name, value] of entry.fields) fill(form, name, value)
  }
}

/** How `data-opora-signed-out` is called in a dataset: oporaSignedOut. */
function dataName(name) {
  return `opora${name[0].toUpperCase()}${name.slice(1)}`
}

function fill(form, name, value) {
  for (const input of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
    if (input.type === 'radio' || input.type === 'checkbox') input.checked ||= input.value === value
    else if (name !== '_version') input.value = value
  }
}

/** Says at the top of the page what is kept, and what can be done with it. */
class Banner {
  constructor(page, send, discard) {
    this.page = page
    this.send = send
    this.discard = discard
    this.box = page.createElement('div')
    this.box.className = 'opora-kept'
    this.box.setAttribute('role', 'status')
    this.box.tabIndex = -1
    page.getElementById('main')?.prepend(this.box)
    this.hide()
  }

  /** Whoever pressed a button further down sees what became of it. */
  face() {
    this.box.focus()
  }

  hide() {
    this.box.replaceChildren()
    this.box.hidden = true
  }

  say(text) {
    const words = this.page.createElement('p')
    words.className = 'govuk-body'
    words.textContent = text
    this.box.replaceChildren(words)
    this.box.hidden = false
  }

  /** `why`: 'no-line', 'signed-out', 'later', or 'unsent' where nothing was tried just now. */
  wait(entry, why) {
    this.say(waiting(entry, why))
    this.box.append(this.button(entry.texts.send, this.send), this.button(entry.texts.discard, this.discard))
  }

  refused(entry) {
    this.say('')
    const link = this.page.createElement('a')
    link.className = 'govuk-link'
    link.href = entry.address
    link.textContent = entry.texts.mend
    this.box.firstChild.append(link)
    this.box.append(this.button(entry.texts.discard, this.discard))
  }

  button(text, action) {
    const button = this.page.createElement('button')
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary'
    button.textContent = text
    button.addEventListener('click', action)
    return button
  }
}
