// Makes built/ of src/ and node_modules/: style, script and fonts, each with the hash of its content in its name, and
// manifest.json, which says under which name each is served. The same sources make the same bytes.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

import { build, transform } from 'esbuild'
import { compile } from 'sass'

const HERE = dirname(fileURLToPath(import.meta.url))
const MODULES = join(HERE, 'node_modules')
const BUILT = join(HERE, 'built')
const FONTS = join(MODULES, '@fontsource/golos-text/files')
const SUBSETS = ['cyrillic', 'cyrillic-ext', 'latin']
const WEIGHTS = [400, 500, 700]
const BROWSERS = ['chrome109', 'firefox115', 'safari16']

const manifest = {}

/** Keeps a file under its hashed name, with a compressed copy of what is text. */
function keep(name, content) {
  const { name: stem, ext } = parse(name)
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12)
  manifest[name] = `${stem}-${hash}${ext}`
  writeFileSync(join(BUILT, manifest[name]), content)
  if (ext !== '.woff2') writeFileSync(join(BUILT, `${manifest[name]}.gz`), gzipSync(content, { level: 9 }))
}

function keepFonts() {
  for (const subset of SUBSETS) {
    for (const weight of WEIGHTS) {
      const name = `golos-text-${subset}-${weight}`
      keep(`${name}.woff2`, readFileSync(join(FONTS, `${name}-normal.woff2`)))
    }
  }
}

/** The style names fonts plainly; here it gets the names they are served under. */
async function keepStyle() {
  const { css } = compile(join(HERE, 'src/opora.scss'), { loadPaths: [MODULES], quietDeps: true })
  const named = css.replace(/url\("([^"/:]+\.woff2)"\)/g, (_, name) => `url("/assets/${known(name)}")`)
  const { code } = await transform(named, { loader: 'css', minify: true, target: BROWSERS })
  keep('opora.css', code)
}

function known(name) {
  if (!(name in manifest)) throw new Error(`The style names a file that is not built: ${name}`)
  return manifest[name]
}

async function keepScript() {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'src/opora.js')],
    bundle: true,
    minify: true,
    format: 'esm',
    target: BROWSERS,
    nodePaths: [MODULES],
    legalComments: 'none',
    write: false,
  })
  keep('opora.js', outputFiles[0].contents)
}

/** Last and at once: whoever finds a manifest finds all that it names. Then what was built before goes. */
function keepManifest() {
  writeFileSync(join(BUILT, 'manifest.new'), JSON.stringify(manifest, null, 2) + '\n')
  renameSync(join(BUILT, 'manifest.new'), join(BUILT, 'manifest.json'))
  const present = new Set(['manifest.json', ...Object.values(manifest).flatMap((name) => [name, `${name}.gz`])])
  for (const name of readdirSync(BUILT)) {
    if (!present.has(name)) rmSync(join(BUILT, name))
  }
}

mkdirSync(BUILT, { recursive: true })
keepFonts()
await keepStyle()
await keepScript()
keepManifest()
