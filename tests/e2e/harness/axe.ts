import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Finding {
  id: string
  help: string
  nodes: { html: string; failureSummary?: string }[]
}

/** What axe finds on the page as it stands, WCAG 2.2 A and AA; empty when nothing. The page's own CSP stays on. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(source)
  // Entrances must be over: a half-faded text has no contrast yet.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {}))),
  )
  const findings = await page.evaluate(async () => {
    const axe = (
      globalThis as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: Finding[] }> } }
    ).axe
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await axe.run(document, { runOnly: { type: 'tag', values: tags } })).violations
  })
  return findings.map(
    (finding) =>
      `${finding.id}: ${finding.help}\n    ${finding.nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`,
  )
}
