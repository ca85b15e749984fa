import type { Plugin } from 'vite'
import en from '../locales/en.json' with { type: 'json' }
import fr from '../locales/fr.json' with { type: 'json' }

const wordsIn = (lang: string, words: Record<'start.failed' | 'start.again', string>) =>
  `<div lang="${lang}" hidden><p>${words['start.failed']}</p><a href="" class="mt-4 inline-flex min-h-12 items-center rounded-2xl bg-green px-5 font-semibold text-on-green">${words['start.again']}</a></div>`

/**
 * What the page itself says when not even the first script could be had: no app is there to say it. Hidden in the page, and
 * shown by public/start.js.
 */
export const wordsBeforeStart: Plugin = {
  name: 'words-before-start',
  transformIndexHtml: () => [
    {
      tag: 'div',
      attrs: { id: 'not-started', class: 'mx-auto max-w-md px-6 py-16 text-center', hidden: true },
      children: wordsIn('fr', fr) + wordsIn('en', en),
      injectTo: 'body',
    },
  ],
}
