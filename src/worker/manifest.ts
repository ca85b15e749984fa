import type { ManifestOptions } from 'vite-plugin-pwa'

/** How the installed app presents itself. Read at build time. */
export const manifest: Partial<ManifestOptions> = {
  id: '/',
  name: 'Jalon',
  short_name: 'Jalon',
  description: "Le temps, le reste à faire et les signalements de l'équipe, même sans réseau.",
  lang: 'fr',
  dir: 'ltr',
  start_url: '/',
  scope: '/',
  display: 'standalone',
  background_color: '#f6f3ec',
  theme_color: '#f6f3ec',
  categories: ['business', 'productivity'],
  icons: [
    { src: '/icons/jalon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    { src: '/icons/jalon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
    { src: '/icons/jalon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
    { src: '/icons/jalon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  shortcuts: [
    {
      name: 'Saisir mon temps',
      short_name: 'Temps',
      url: '/week',
      icons: [{ src: '/icons/shortcut-time.png', sizes: '96x96' }],
    },
    {
      name: 'Signaler',
      short_name: 'Signaler',
      url: '/week?flag',
      icons: [{ src: '/icons/shortcut-flag.png', sizes: '96x96' }],
    },
    {
      name: 'Mes actions',
      short_name: 'Actions',
      url: '/actions',
      icons: [{ src: '/icons/shortcut-actions.png', sizes: '96x96' }],
    },
  ],
  share_target: {
    action: '/share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: { title: 'title', text: 'text', url: 'url', files: [{ name: 'photos', accept: ['image/*'] }] },
  },
  screenshots: [
    {
      src: '/icons/screenshot-phone.png',
      sizes: '780x1688',
      type: 'image/png',
      form_factor: 'narrow',
      label: 'Ma semaine',
    },
    {
      src: '/icons/screenshot-desk.png',
      sizes: '1440x900',
      type: 'image/png',
      form_factor: 'wide',
      label: 'Portefeuille',
    },
  ],
}
