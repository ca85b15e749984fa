import type { Story } from './stories'

type Kind = 'works' | 'software'

export const kindOf = (story: Story): Kind => (story.programme === 'Numérique' ? 'software' : 'works')

/** As what people work, and what their day costs at first, in cents. */
export const PROFILES: Readonly<Record<Kind, readonly { name: string; rate: number }[]>> = {
  works: [
    { name: 'Ingénieur d’études', rate: 64_000 },
    { name: 'Conducteur de travaux', rate: 58_500 },
    { name: 'Projeteur', rate: 46_000 },
    { name: 'Technicien', rate: 41_500 },
  ],
  software: [
    { name: 'Développeur', rate: 56_000 },
    { name: 'Analyste fonctionnel', rate: 61_500 },
    { name: 'Architecte technique', rate: 74_000 },
    { name: 'Testeur', rate: 43_500 },
  ],
}
export const LEADERS = [
  { name: 'Chef de projet', rate: 72_500 },
  { name: 'PMO', rate: 69_000 },
] as const

/** A project whose rate card was never finished: one profile has no rate yet. */
export const UNFINISHED = { code: 'BAT-04', profile: 'Technicien' }

export interface PurchaseStory {
  /** Of the phase, from 0. */
  phase: number
  category: string
  label: string
  /** Of the labour of the whole project, in thousandths. */
  share: number
  /** What is told where it turns out dearer than allowed. */
  dearer: string
}

export const PURCHASES: Readonly<Record<Kind, readonly PurchaseStory[]>> = {
  works: [
    {
      phase: 0,
      category: 'Études',
      label: 'Sondages et relevés',
      share: 60,
      dearer: 'Deux sondages de plus demandés par le géotechnicien.',
    },
    {
      phase: 1,
      category: 'Études',
      label: 'Bureau de contrôle',
      share: 90,
      dearer: 'Mission étendue à la sécurité incendie.',
    },
    {
      phase: 2,
      category: 'Travaux',
      label: 'Lot 1, gros œuvre',
      share: 1900,
      dearer: 'Indice de l’acier en hausse : révision de prix au marché.',
    },
    {
      phase: 2,
      category: 'Travaux',
      label: 'Lot 2, second œuvre',
      share: 850,
      dearer: 'Lot relancé après un premier appel infructueux.',
    },
    {
      phase: 2,
      category: 'Équipements',
      label: 'Matériel et installations',
      share: 420,
      dearer: 'Délai fournisseur : location provisoire.',
    },
    { phase: 3, category: 'Divers', label: 'Essais et réception', share: 70, dearer: 'Essais de nuit.' },
  ],
  software: [
    { phase: 0, category: 'Conseil', label: 'Appui au cadrage', share: 80, dearer: 'Deux ateliers de plus.' },
    {
      phase: 1,
      category: 'Licences',
      label: 'Licences et abonnements',
      share: 240,
      dearer: 'Nombre d’utilisateurs revu.',
    },
    {
      phase: 2,
      category: 'Prestations',
      label: 'Intégration et reprise des données',
      share: 520,
      dearer: 'Deuxième passage de reprise.',
    },
    {
      phase: 2,
      category: 'Infrastructure',
      label: 'Hébergement',
      share: 160,
      dearer: 'Environnement de recette conservé deux mois de plus.',
    },
    {
      phase: 3,
      category: 'Prestations',
      label: 'Formation des utilisateurs',
      share: 110,
      dearer: 'Sessions en soirée.',
    },
  ],
}

export const CHANGES: Readonly<Record<Kind, { approved: string; proposed: string; refused: string }>> = {
  works: {
    approved: 'Dévoiement d’un réseau découvert au sondage',
    proposed: 'Éclairage basse consommation sur tout le site',
    refused: 'Parement en pierre au lieu du béton',
  },
  software: {
    approved: 'Interface supplémentaire avec la trésorerie',
    proposed: 'Application pour téléphone',
    refused: 'Reprise de dix ans d’historique au lieu de trois',
  },
}
