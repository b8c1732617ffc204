// node --test: what is kept on a device, for whom and for how long.

import assert from 'node:assert/strict'
import { test } from 'node:test'

import { add, entries, forgetOld, meaning, remove, waiting } from '../src/kept.js'

function storage() {
  const kept = new Map()
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    size: () => kept.size,
  }
}

const note = (more = {}) => ({ person: 'anna', address: 'https://o.example/x', fields: [['_key', '1']], at: 1000, ...more })

test('another person of the same device sees nothing of it', () => {
  const place = storage()
  add(place, note())
  assert.equal(entries(place, 'anna', 2000).length, 1)
  assert.equal(entries(place, 'boris', 2000).length, 0)
})

test('the same sending is kept once, however often it was tried', () => {
  const place = storage()
  add(place, note())
  add(place, note({ refused: true }))
  assert.deepEqual(entries(place, 'anna', 2000).map((one) => one.refused), [true])
})

test('nothing stays behind when the last one is gone, and an old one goes by itself', () => {
  const place = storage()
  add(place, note())
  assert.equal(entries(place, 'anna', 1000 + 15 * 24 * 3600 * 1000).length, 0)
  remove(place, note())
  assert.equal(place.size(), 0)
})

test('what is too old is erased from the device, whoever wrote it', () => {
  const place = storage()
  const day = 24 * 3600 * 1000
  add(place, note({ person: 'boris', fields: [['_key', '2']], at: 14 * day }))
  add(place, note())
  forgetOld(place, 15 * day)
  assert.equal(place.getItem('opora-kept').includes('anna'), false)
  assert.equal(entries(place, 'boris', 15 * day).length, 1)
  forgetOld(place, 29 * day)
  assert.equal(place.size(), 0)
})

test('a broken store is an empty one', () => {
  const place = storage()
  place.setItem('opora-kept', '{')
  assert.deepEqual(entries(place, 'anna'), [])
})

test('an answer that leads on is a sending; one that leads to the sign-in or stays is none', () => {
  const answer = (path, ok, redirected) => ({ url: `https://o.example${path}`, ok, redirected })
  assert.equal(meaning(answer('/cases/1', true, true)), 'sent')
  assert.equal(meaning(answer('/identity/sign-in', true, true)), 'signed-out')
  assert.equal(meaning(answer('/cases/1/notes/new', false, false)), 'refused')
  assert.equal(meaning(answer('/cases/1/notes/new', false, true)), 'refused')
})

test('a server that is not able to take it now refused nothing', () => {
  for (const status of [429, 500, 502, 503]) {
    assert.equal(meaning({ url: 'https://o.example/cases/1', ok: false, redirected: false, status }), 'later')
  }
})

test('of what waits it is said why, and "no connection" only where there is none', () => {
  const texts = { kept: 'no line', signedOut: 'sign in', later: 'busy', unsent: 'not sent' }
  const said = ['no-line', 'signed-out', 'later', 'unsent'].map((why) => waiting(note({ texts }), why))
  assert.deepEqual(said, ['no line', 'sign in', 'busy', 'not sent'])
  assert.equal(waiting(note({ texts: { kept: 'no line' } }), 'later'), 'no line')
})
