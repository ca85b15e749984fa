#!/usr/bin/env node
/**
 * Draws the PNG icons from public/icons/jalon.svg in a real browser. Run it after the drawing changed:
 *   node scripts/draw-icons.mjs
 */
import { readFile, writeFile } from 'node:fs/promises'
import { chromium } from '@playwright/test'
import { findBrowser, BROWSER_FLAGS } from './browser/find.mjs'

const folder = new URL('../public/icons/', import.meta.url)
const drawing = await readFile(new URL('jalon.svg', folder), 'utf8')
const square = drawing.replace(/rx="\d+"/, 'rx="0"')
/** Maskable icons may be cut to a circle: the drawing stays within its inner 80 %. */
const maskable = square
  .replace('<path d="M96', '<g transform="translate(256 256) scale(.78) translate(-256 -256)"><path d="M96')
  .replace('</svg>', '</g></svg>')
const round = (content) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="12" fill="#165a57"/><g fill="none" stroke="#fffdf8" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" transform="translate(5.4 5.4) scale(.55)">${content}</g></svg>`
const time = round('<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 2"/>')
const flag = round('<path d="M5 22V4M5 4c5-4 9 4 14 0v11c-5 4-9-4-14 0"/>').replace('#165a57', '#b9351e')
const actions = round('<path d="m3 17 2 2 4-4M3 7l2 2 4-4M13 6h8M13 12h8M13 18h8"/>')

const pictures = [
  ['jalon-192.png', drawing, 192],
  ['jalon-512.png', drawing, 512],
  ['jalon-maskable-512.png', maskable, 512],
  ['apple-touch-icon.png', square, 180],
  ['shortcut-time.png', time, 96],
  ['shortcut-flag.png', flag, 96],
  ['shortcut-actions.png', actions, 96],
]

const browser = await chromium.launch({ executablePath: (await findBrowser()).path, args: BROWSER_FLAGS })
const page = await browser.newPage()
for (const [name, svg, size] of pictures) {
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`)
  await writeFile(new URL(name, folder), await page.screenshot({ omitBackground: true }))
  console.log(name)
}
await browser.close()
