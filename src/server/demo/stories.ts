/** The twelve fictional projects of the demo, each with its own story told by its figures. */
export interface Story {
  code: string
  name: string
  programme: 'Mobilités' | 'Bâtiments' | 'Numérique'
  /** Weeks before today at which it started. */
  startedWeeksAgo: number
  /** True effort over planned effort: 1.2 = the work turns out 20 % heavier than planned. */
  truth: number
  /** How often its people give their RAF, 0–1. */
  discipline: number
  /** Days by which its next milestone has slipped so far; its work lags behind its plan by as much. */
  slipDays: number
  /** Days by which its work is ahead of its plan. */
  leadDays?: number
  /** Total planned effort, in days. */
  plannedDays: number
}

export const STORIES: readonly Story[] = [
  {
    code: 'MOB-01',
    name: 'Passerelle des Tanneurs',
    programme: 'Mobilités',
    startedWeeksAgo: 16,
    truth: 1.26,
    discipline: 0.95,
    slipDays: 21,
    plannedDays: 300,
  },
  {
    code: 'MOB-02',
    name: 'Ligne B, lot 3',
    programme: 'Mobilités',
    startedWeeksAgo: 15,
    truth: 0.97,
    discipline: 0.97,
    slipDays: 0,
    leadDays: 3,
    plannedDays: 380,
  },
  {
    code: 'MOB-03',
    name: 'Pôle d’échanges de la Gare',
    programme: 'Mobilités',
    startedWeeksAgo: 12,
    truth: 1.04,
    discipline: 0.9,
    slipDays: 7,
    plannedDays: 340,
  },
  {
    code: 'MOB-04',
    name: 'Pistes cyclables du Val',
    programme: 'Mobilités',
    startedWeeksAgo: 9,
    truth: 0.9,
    discipline: 0.95,
    slipDays: 0,
    leadDays: 7,
    plannedDays: 190,
  },
  {
    code: 'BAT-01',
    name: 'Rénovation du lycée Prévert',
    programme: 'Bâtiments',
    startedWeeksAgo: 16,
    truth: 1.32,
    discipline: 0.8,
    slipDays: 28,
    plannedDays: 320,
  },
  {
    code: 'BAT-02',
    name: 'Médiathèque des Rives',
    programme: 'Bâtiments',
    startedWeeksAgo: 14,
    truth: 0.96,
    discipline: 0.96,
    slipDays: 0,
    leadDays: 5,
    plannedDays: 280,
  },
  {
    code: 'BAT-03',
    name: 'Gymnase Jean-Moulin',
    programme: 'Bâtiments',
    startedWeeksAgo: 8,
    truth: 0.98,
    discipline: 0.93,
    slipDays: 3,
    plannedDays: 170,
  },
  {
    code: 'BAT-04',
    name: 'Chaufferie bois du Plateau',
    programme: 'Bâtiments',
    startedWeeksAgo: 11,
    truth: 1.09,
    discipline: 0.6,
    slipDays: 14,
    plannedDays: 230,
  },
  {
    code: 'NUM-01',
    name: 'SI Achats',
    programme: 'Numérique',
    startedWeeksAgo: 16,
    truth: 1.07,
    discipline: 0.94,
    slipDays: 10,
    plannedDays: 360,
  },
  {
    code: 'NUM-02',
    name: 'Portail des usagers',
    programme: 'Numérique',
    startedWeeksAgo: 13,
    truth: 0.93,
    discipline: 0.98,
    slipDays: 0,
    leadDays: 9,
    plannedDays: 310,
  },
  {
    code: 'NUM-03',
    name: 'Migration de la paie',
    programme: 'Numérique',
    startedWeeksAgo: 10,
    truth: 1.13,
    discipline: 0.85,
    slipDays: 12,
    plannedDays: 250,
  },
  {
    code: 'NUM-04',
    name: 'Archivage électronique',
    programme: 'Numérique',
    startedWeeksAgo: 6,
    truth: 0.97,
    discipline: 0.95,
    slipDays: 0,
    leadDays: 3,
    plannedDays: 140,
  },
]

export interface PhaseTemplate {
  name: string
  /** Share of the project's effort, in %. */
  share: number
  tasks: readonly string[]
  milestone: string
}

const WORKS: readonly PhaseTemplate[] = [
  {
    name: 'Cadrage',
    share: 12,
    tasks: ['Programme et besoins', 'Diagnostic de l’existant'],
    milestone: 'Programme validé',
  },
  {
    name: 'Études',
    share: 30,
    tasks: ['Avant-projet', 'Études d’exécution', 'Dossier de consultation'],
    milestone: 'Marchés notifiés',
  },
  {
    name: 'Travaux',
    share: 43,
    tasks: ['Suivi de chantier', 'Gros œuvre', 'Réseaux et lots techniques', 'Second œuvre'],
    milestone: 'Réception des travaux',
  },
  {
    name: 'Mise en service',
    share: 15,
    tasks: ['Essais et levée des réserves', 'Formation des exploitants'],
    milestone: 'Mise en service',
  },
]

const SOFTWARE: readonly PhaseTemplate[] = [
  { name: 'Cadrage', share: 14, tasks: ['Ateliers métier', 'Architecture'], milestone: 'Cahier des charges validé' },
  {
    name: 'Conception',
    share: 22,
    tasks: ['Spécifications', 'Maquettes et parcours'],
    milestone: 'Conception acceptée',
  },
  {
    name: 'Réalisation',
    share: 42,
    tasks: ['Paramétrage', 'Interfaces', 'Reprise des données', 'Habilitations'],
    milestone: 'Version prête pour la recette',
  },
  {
    name: 'Recette et déploiement',
    share: 22,
    tasks: ['Recette métier', 'Formation et accompagnement', 'Déploiement pilote'],
    milestone: 'Mise en production',
  },
]

export function phasesOf(story: Story): readonly PhaseTemplate[] {
  return story.programme === 'Numérique' ? SOFTWARE : WORKS
}
